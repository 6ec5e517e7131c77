//! CREATE INDEX and DROP INDEX.

use std::sync::LazyLock;

use regex::Regex;

use crate::operations::{DropIndexOp, ExistenceCheck};
use crate::schema::expression::{ColumnReference, Expression, ExpressionKind, Surrounding};
use crate::schema::{
    Column, Index, IndexConcurrency, Name, NullsDistinct, SqlType, TableReference, TextElements,
    Uniqueness,
};

use super::super::assembly::{AssembledIndex, assemble_index};
use super::super::error::DdlError;
use super::super::python_text::repr;
use super::ddl_compiler::DdlCompiler;
use super::table::{if_exists, if_not_exists};

/// Names of access methods.
static METHOD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:btree|hash|gist|gin|[\w_]+)\n?$")
        .expect("the pattern is a constant that has been tried")
});

/// An access method in lower case.
pub(super) fn index_method(method: &str) -> Result<String, DdlError> {
    if METHOD.is_match(method) {
        return Ok(method.to_lowercase());
    }
    Err(DdlError::Compile(format!(
        "Unexpected SQL phrase: {} (matching against '^(?:btree|hash|gist|gin|[\\\\w_]+)$')",
        repr(method)
    )))
}

impl DdlCompiler {
    /// The index of an operation, with its name.
    pub(super) fn assembled_index(
        &self,
        index: &Index,
        table: &TableReference,
    ) -> Result<AssembledIndex, DdlError> {
        assemble_index(index.clone(), table, &[], &self.options.naming_convention)
    }

    /// `CREATE INDEX name ON table (…)`.
    pub(super) fn create_index(
        &self,
        assembled: &AssembledIndex,
        table: &TableReference,
        existence: ExistenceCheck,
    ) -> Result<String, DdlError> {
        let (index, options) = (&assembled.index, &assembled.index.options);
        let name = assembled.name.as_ref().ok_or_else(|| {
            DdlError::Compile("CREATE INDEX requires that the index have a name".to_owned())
        })?;
        let mut text = "CREATE ".to_owned();
        if index.uniqueness == Uniqueness::Unique {
            text.push_str("UNIQUE ");
        }
        text.push_str("INDEX ");
        text.push_str(concurrently(options.concurrency));
        text.push_str(if_not_exists(existence));
        let index_name = self.preparer().format_constraint_name(name)?;
        text.extend([
            &index_name,
            " ON ",
            &self.preparer().format_table(table)?,
            " ",
        ]);
        if let Some(using) = options.using.as_deref().filter(|text| !text.is_empty()) {
            text.extend(["USING ", &index_method(using)?, " "]);
        }
        let mut elements = Vec::with_capacity(index.expressions.len());
        for expression in &index.expressions {
            let grouped = match expression.kind() {
                ExpressionKind::Column(_) => expression.clone(),
                _ => expression.self_group(&Surrounding::Nothing)?,
            };
            let element = self.expressions().process(&grouped)?;
            elements.push(with_operator_class(
                element,
                expression,
                index.text_elements,
                &options.operator_classes,
            ));
        }
        text.extend(["(", &elements.join(", "), ")"]);
        text.push_str(&self.include(&options.include)?);
        text.push_str(match options.nulls_distinct {
            NullsDistinct::Unspecified => "",
            NullsDistinct::NotDistinct => " NULLS NOT DISTINCT",
            NullsDistinct::Distinct => " NULLS DISTINCT",
        });
        if !options.storage_parameters.is_empty() {
            let parameters: Vec<String> = options
                .storage_parameters
                .iter()
                .map(|(name, value)| format!("{name} = {value}"))
                .collect();
            text.extend([" WITH (", &parameters.join(", "), ")"]);
        }
        if let Some(tablespace) = options
            .tablespace
            .as_ref()
            .filter(|name| !name.text().is_empty())
        {
            text.extend([" TABLESPACE ", &self.preparer().quote(tablespace)?]);
        }
        if let Some(filter) = &options.filter {
            text.extend([" WHERE ", &self.expressions().process(filter)?]);
        }
        Ok(text)
    }

    /// `DROP INDEX schema.name`.
    pub(super) fn drop_index(&self, drop: &DropIndexOp) -> Result<String, DdlError> {
        // Alembic makes an index over a column of this name only to drop it.
        let column = Column::new("x", SqlType::null());
        let table = TableReference {
            name: drop.table_name.clone().unwrap_or_else(|| "no_table".into()),
            schema: drop.schema.clone(),
        };
        let reference = ColumnReference::new("x", SqlType::null()).into();
        let index = Index::new(Some(drop.index_name.clone()), vec![reference]);
        let assembled = assemble_index(index, &table, &[column], &self.options.naming_convention)?;
        let name = assembled.name.as_ref().unwrap_or(&drop.index_name);
        self.drop_index_named(name, drop.schema.as_ref(), drop.concurrency, drop.existence)
    }

    /// DROP INDEX of an index that is known as a whole.
    pub(super) fn drop_assembled_index(
        &self,
        assembled: &AssembledIndex,
        table: &TableReference,
        existence: ExistenceCheck,
    ) -> Result<String, DdlError> {
        let name = assembled.name.as_ref().ok_or_else(|| {
            DdlError::Compile("DROP INDEX requires that the index have a name".to_owned())
        })?;
        let concurrency = assembled.index.options.concurrency;
        self.drop_index_named(name, table.schema.as_ref(), concurrency, existence)
    }

    fn drop_index_named(
        &self,
        name: &Name,
        schema: Option<&Name>,
        concurrency: IndexConcurrency,
        existence: ExistenceCheck,
    ) -> Result<String, DdlError> {
        let mut text = "\nDROP INDEX ".to_owned();
        text.push_str(concurrently(concurrency));
        text.push_str(if_exists(existence));
        if let Some(schema) = schema.filter(|schema| !schema.text().is_empty()) {
            text.push_str(&self.preparer().quote(schema)?);
            text.push('.');
        }
        text.push_str(&self.preparer().format_constraint_name(name)?);
        Ok(text)
    }
}

/// Adds the operator class given for the key of an element.
pub(super) fn with_operator_class(
    element: String,
    expression: &Expression,
    text_elements: TextElements,
    classes: &[(String, String)],
) -> String {
    let key = match expression.kind() {
        ExpressionKind::Column(column) => Some(column.key()),
        ExpressionKind::Label(label) => label.name.known().map(Name::text),
        ExpressionKind::BindParameter(parameter) => parameter.key.as_deref(),
        ExpressionKind::Text(clause) if text_elements == TextElements::Named => {
            Some(clause.text.as_str())
        }
        _ => None,
    };
    match key.and_then(|key| classes.iter().find(|(column, _)| column == key)) {
        Some((_, class)) => format!("{element} {class}"),
        None => element,
    }
}

fn concurrently(concurrency: IndexConcurrency) -> &'static str {
    match concurrency {
        IndexConcurrency::Blocking => "",
        IndexConcurrency::Concurrently => "CONCURRENTLY ",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{column, greater, names, script, table, table_in};
    use super::*;
    use crate::operations::{CreateIndexOp, Operation};
    use crate::schema::expression::operators::{self, Operand};
    use crate::schema::expression::{BinaryOperator, Modifier};
    use crate::schema::{IndexOptions, Literal};

    fn create(index: Index, table: TableReference) -> Operation {
        let existence = ExistenceCheck::None;
        Operation::CreateIndex(Box::new(CreateIndexOp {
            table,
            index,
            existence,
        }))
    }

    #[test]
    fn every_clause_stands_in_its_place() {
        let lower = operators::call(vec![], "lower".into(), vec![column("c").into()], None);
        let sum = operators::arithmetic(
            column("e").into(),
            BinaryOperator::Add,
            Operand::Value(Literal::from(1)),
        );
        let index = Index {
            name: Some("ix".into()),
            expressions: vec![
                column("a"),
                column("B"),
                Expression::text("lower(x)"),
                lower.unwrap(),
                operators::modified(&column("d"), Modifier::Descending).unwrap(),
                sum.unwrap(),
            ],
            text_elements: TextElements::Named,
            uniqueness: Uniqueness::Unique,
            options: IndexOptions {
                using: Some("GIN".to_owned()),
                include: names(&["inc", "Inc"]),
                filter: Some(greater("a", 5)),
                operator_classes: vec![("a".to_owned(), "text_pattern_ops".to_owned())],
                concurrency: IndexConcurrency::Concurrently,
                storage_parameters: vec![("fillfactor".to_owned(), "50".to_owned())],
                tablespace: Some("TS".into()),
                nulls_distinct: NullsDistinct::NotDistinct,
            },
        };
        let operation = Operation::CreateIndex(Box::new(CreateIndexOp {
            table: table_in("S", "t"),
            index,
            existence: ExistenceCheck::IfNeeded,
        }));
        assert_eq!(
            script(&[operation]).unwrap(),
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON \"S\".t USING gin (a \
             text_pattern_ops, \"B\", lower(x), lower(c), d DESC, (e + 1)) INCLUDE (inc, \"Inc\") \
             NULLS NOT DISTINCT WITH (fillfactor = 50) TABLESPACE \"TS\" WHERE a > 5"
        );
    }

    #[test]
    fn expressions_are_grouped_where_they_must_be() {
        let collated = operators::collate(&column("x"), "C".into()).unwrap();
        let text = SqlType::string(None);
        let index = Index::new(
            Some("ix".into()),
            vec![
                ColumnReference::literal("lower(x) DESC", SqlType::null()).into(),
                collated,
                operators::cast(column("y").into(), text).unwrap(),
                operators::label(&column("z"), Some("lz".into())).unwrap(),
            ],
        );
        assert_eq!(
            script(&[create(index, table("t"))]).unwrap(),
            "CREATE INDEX ix ON t (lower(x) DESC, (x COLLATE \"C\"), CAST(y AS VARCHAR), z)"
        );
    }

    #[test]
    fn names_come_from_the_convention_or_are_checked() {
        let over = |name: Option<Name>| create(Index::new(name, vec![column("a")]), table("t"));
        assert_eq!(
            script(&[over(None)]).unwrap(),
            "CREATE INDEX ix_t_a ON t (a)"
        );
        let long = "x".repeat(64);
        assert_eq!(
            script(&[over(Some(Name::conventional(long.as_str())))]).unwrap(),
            format!("CREATE INDEX {}_2456 ON t (a)", "x".repeat(55))
        );
        assert_eq!(
            script(&[over(Some(Name::new(long.as_str())))]).unwrap_err(),
            format!("Identifier '{long}' exceeds maximum length of 63 characters")
        );
        let mut method = Index::new(Some("ix".into()), vec![column("a")]);
        method.options.using = Some("a b".to_owned());
        assert_eq!(
            script(&[create(method, table("t"))]).unwrap_err(),
            "Unexpected SQL phrase: 'a b' (matching against '^(?:btree|hash|gist|gin|[\\\\w_]+)$')"
        );
    }

    #[test]
    fn an_index_is_dropped_from_its_schema() {
        let drop = |schema: Option<Name>, existence, concurrency| {
            script(&[Operation::DropIndex(DropIndexOp {
                index_name: "Ix".into(),
                table_name: Some("t".into()),
                schema,
                existence,
                concurrency,
            })])
        };
        assert_eq!(
            drop(None, ExistenceCheck::None, IndexConcurrency::Blocking).unwrap(),
            "DROP INDEX \"Ix\""
        );
        assert_eq!(
            drop(
                Some("S".into()),
                ExistenceCheck::IfNeeded,
                IndexConcurrency::Concurrently
            )
            .unwrap(),
            "DROP INDEX CONCURRENTLY IF EXISTS \"S\".\"Ix\""
        );
    }
}
