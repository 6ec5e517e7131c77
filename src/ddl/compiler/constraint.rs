//! Constraints inside CREATE TABLE, ADD CONSTRAINT and DROP CONSTRAINT.

use std::sync::LazyLock;

use regex::Regex;

use crate::operations::{AddConstraintOp, ConstraintType, DropConstraintOp};
use crate::schema::{
    ConstraintKind, ConstraintTraits, ExcludeConstraint, ForeignKeyTraits, Name, NullsDistinct,
    TableReference, TextElements, Validity,
};

use super::super::assembly::{
    AssembledConstraint, AssembledForeignKey, AssembledPrimaryKey, ConstraintBody,
    assemble_constraint,
};
use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::naming::{ConstraintFacts, constraint_name};
use super::super::python_text::repr;
use super::ddl_compiler::DdlCompiler;
use super::index::{index_method, with_operator_class};
use super::table::if_exists;

/// One or more keywords, as Python's `^\w+(?:\s+\w+)*$` finds them.
static KEYWORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\w+(?:\s+\w+)*\n?$").expect("the pattern is a constant that has been tried")
});

/// Keywords, and the columns that `SET NULL` and `SET DEFAULT` may name.
static DELETE_ACTION: LazyLock<Regex> = LazyLock::new(|| {
    let identifier = r#"(?:[\w$]+|"(?:[^"]|"")+")"#;
    Regex::new(&format!(
        r"^\w+(?:\s+\w+)*(?:\s*\(\s*{identifier}(?:\s*,\s*{identifier})*\s*\))?\n?$"
    ))
    .expect("the pattern is a constant that has been tried")
});

/// The patterns the original shows in its messages.
const KEYWORDS_SHOWN: &str = r"^\w+(?:\s+\w+)*$";
const DELETE_ACTION_SHOWN: &str = concat!(
    r#"^\w+(?:\s+\w+)*(?:\s*\(\s*(?:[\w$]+|"(?:[^"]|"")+")"#,
    r#"(?:\s*,\s*(?:[\w$]+|"(?:[^"]|"")+"))*\s*\))?$"#
);

impl AssembledConstraint<'_> {
    /// Whether CREATE TABLE leaves it out.
    pub(super) fn uses_alter(&self) -> bool {
        matches!(&self.body, ConstraintBody::ForeignKey(key) if key.traits.use_alter)
    }
}

impl DdlCompiler {
    /// The primary key of a table.
    pub(super) fn primary_key(&self, key: &AssembledPrimaryKey) -> Result<String, DdlError> {
        Ok(format!(
            "{}PRIMARY KEY ({}){}{}",
            self.preamble(key.name.as_ref())?,
            self.quoted_list(&key.columns)?,
            self.include(&key.include)?,
            deferrability(&key.traits)?
        ))
    }

    /// A constraint of a table.
    pub(super) fn constraint(
        &self,
        constraint: &AssembledConstraint<'_>,
    ) -> Result<String, DdlError> {
        let preamble = self.preamble(constraint.name.as_ref())?;
        let deferrability = deferrability(&constraint.traits)?;
        Ok(match &constraint.body {
            ConstraintBody::PrimaryKey { columns, include } => format!(
                "{preamble}PRIMARY KEY ({}){}{deferrability}",
                self.quoted_list(columns)?,
                self.include(include)?
            ),
            ConstraintBody::Unique {
                columns,
                include,
                nulls_distinct,
            } => {
                let nulls = match nulls_distinct {
                    NullsDistinct::Unspecified => "",
                    NullsDistinct::Distinct => "NULLS DISTINCT ",
                    NullsDistinct::NotDistinct => "NULLS NOT DISTINCT ",
                };
                format!(
                    "{preamble}UNIQUE {nulls}({}){}{deferrability}",
                    self.quoted_list(columns)?,
                    self.include(include)?
                )
            }
            ConstraintBody::ForeignKey(key) => format!(
                "{preamble}FOREIGN KEY({}) REFERENCES {}{}{deferrability}{}",
                self.quoted_list(&key.columns)?,
                self.reference(key)?,
                match_and_actions(key.traits)?,
                validity(key.traits.validity)
            ),
            ConstraintBody::Check {
                condition,
                validity: existing,
            } => format!(
                "{preamble}CHECK ({}){deferrability}{}",
                self.expressions().process(condition)?,
                validity(*existing)
            ),
            ConstraintBody::Exclude(exclude) => {
                format!("{preamble}{}{deferrability}", self.exclude(exclude)?)
            }
        })
    }

    /// A CHECK constraint behind its column, where `NOT VALID` has no place.
    pub(super) fn column_check(
        &self,
        constraint: &AssembledConstraint<'_>,
    ) -> Result<String, DdlError> {
        match &constraint.body {
            ConstraintBody::Check { condition, .. } => Ok(format!(
                "{}CHECK ({}){}",
                self.preamble(constraint.name.as_ref())?,
                self.expressions().process(condition)?,
                deferrability(&constraint.traits)?
            )),
            ConstraintBody::PrimaryKey { .. }
            | ConstraintBody::Unique { .. }
            | ConstraintBody::ForeignKey(_)
            | ConstraintBody::Exclude(_) => self.constraint(constraint),
        }
    }

    /// ` REFERENCES table (column)` behind an added column.
    pub(super) fn inline_reference(
        &self,
        constraint: &AssembledConstraint<'_>,
    ) -> Result<String, DdlError> {
        let ConstraintBody::ForeignKey(key) = &constraint.body else {
            return Ok(String::new());
        };
        Ok(format!(
            " REFERENCES {}{}{}",
            self.reference(key)?,
            match_and_actions(key.traits)?,
            deferrability(&constraint.traits)?
        ))
    }

    fn reference(&self, key: &AssembledForeignKey<'_>) -> Result<String, DdlError> {
        Ok(format!(
            "{} ({})",
            self.preparer().format_table(&key.referred_table)?,
            self.quoted_list(&key.referred_columns)?
        ))
    }

    fn preamble(&self, name: Option<&Name>) -> Result<String, DdlError> {
        match name {
            Some(name) => Ok(format!(
                "CONSTRAINT {} ",
                self.preparer().format_constraint_name(name)?
            )),
            None => Ok(String::new()),
        }
    }

    /// ` INCLUDE (…)`.
    pub(super) fn include(&self, columns: &[Name]) -> Result<String, DdlError> {
        if columns.is_empty() {
            return Ok(String::new());
        }
        Ok(format!(" INCLUDE ({})", self.quoted_list(columns)?))
    }

    fn exclude(&self, exclude: &ExcludeConstraint) -> Result<String, DdlError> {
        let mut elements = Vec::with_capacity(exclude.elements.len());
        for element in &exclude.elements {
            let expression = with_operator_class(
                self.expressions().process(&element.expression)?,
                &element.expression,
                TextElements::Nameless,
                &exclude.operator_classes,
            );
            elements.push(format!("{expression} WITH {}", element.operator));
        }
        let mut text = format!(
            "EXCLUDE USING {} ({})",
            index_method(&exclude.using)?,
            elements.join(", ")
        );
        if let Some(filter) = &exclude.filter {
            let filter = ExpressionCompiler::for_default(self.target()).process(filter)?;
            text.extend([" WHERE (", &filter, ")"]);
        }
        Ok(text)
    }

    /// `ALTER TABLE name ADD …` for an operation.
    pub(super) fn add_constraint_operation(
        &self,
        add: &AddConstraintOp,
    ) -> Result<String, DdlError> {
        let constraint = assemble_constraint(
            &add.constraint,
            &add.table,
            None,
            &self.options.naming_convention,
        )?;
        self.add_constraint(&constraint, &add.table)
    }

    /// `ALTER TABLE name ADD …`.
    pub(super) fn add_constraint(
        &self,
        constraint: &AssembledConstraint<'_>,
        table: &TableReference,
    ) -> Result<String, DdlError> {
        Ok(format!(
            "ALTER TABLE {} ADD {}",
            self.preparer().format_table(table)?,
            self.constraint(constraint)?
        ))
    }

    /// `ALTER TABLE name DROP CONSTRAINT name`.
    ///
    /// Where `type_` was given, a naming convention rewrites the name as it does on creation.
    pub(super) fn drop_constraint(&self, drop: &DropConstraintOp) -> Result<String, DdlError> {
        let kind = drop
            .constraint_type
            .map(|constraint_type| match constraint_type {
                ConstraintType::ForeignKey => ConstraintKind::ForeignKey,
                ConstraintType::PrimaryKey => ConstraintKind::PrimaryKey,
                ConstraintType::Unique => ConstraintKind::Unique,
                ConstraintType::Check => ConstraintKind::Check,
            });
        let facts = ConstraintFacts {
            kind,
            table: &drop.table,
            columns: Vec::new(),
            referred_table: None,
            referred_columns: Vec::new(),
        };
        let name = constraint_name(
            drop.constraint_name.as_ref(),
            &facts,
            &self.options.naming_convention,
        )?;
        self.drop_constraint_named(name.as_ref(), drop)
    }

    fn drop_constraint_named(
        &self,
        name: Option<&Name>,
        drop: &DropConstraintOp,
    ) -> Result<String, DdlError> {
        let name = name.ok_or_else(no_name)?;
        Ok(format!(
            "ALTER TABLE {} DROP CONSTRAINT {}{}",
            self.preparer().format_table(&drop.table)?,
            if_exists(drop.existence),
            self.preparer().format_constraint_name(name)?
        ))
    }

    /// Drops a constraint that has been put together.
    pub(super) fn drop_assembled_constraint(
        &self,
        constraint: &AssembledConstraint<'_>,
        table: &TableReference,
    ) -> Result<String, DdlError> {
        let name = constraint.name.as_ref().ok_or_else(no_name)?;
        Ok(format!(
            "ALTER TABLE {} DROP CONSTRAINT {}",
            self.preparer().format_table(table)?,
            self.preparer().format_constraint_name(name)?
        ))
    }
}

fn no_name() -> DdlError {
    DdlError::Compile("Can't emit DROP CONSTRAINT for constraint; it has no name".to_owned())
}

fn validity(validity: Validity) -> &'static str {
    match validity {
        Validity::Validated => "",
        Validity::NotValid => " NOT VALID",
    }
}

fn match_and_actions(traits: &ForeignKeyTraits) -> Result<String, DdlError> {
    let mut text = String::new();
    if let Some(match_type) = &traits.match_type {
        text.extend([" MATCH ", keywords(match_type)?]);
    }
    if let Some(ondelete) = &traits.ondelete {
        if !DELETE_ACTION.is_match(ondelete) {
            return Err(unexpected_phrase(ondelete, DELETE_ACTION_SHOWN));
        }
        text.extend([" ON DELETE ", ondelete]);
    }
    if let Some(onupdate) = &traits.onupdate {
        text.extend([" ON UPDATE ", keywords(onupdate)?]);
    }
    Ok(text)
}

fn deferrability(traits: &ConstraintTraits) -> Result<String, DdlError> {
    let mut text = match traits.deferrable {
        None => String::new(),
        Some(true) => " DEFERRABLE".to_owned(),
        Some(false) => " NOT DEFERRABLE".to_owned(),
    };
    if let Some(initially) = &traits.initially {
        text.extend([" INITIALLY ", keywords(initially)?]);
    }
    Ok(text)
}

/// A phrase that may hold nothing but keywords.
fn keywords(phrase: &str) -> Result<&str, DdlError> {
    if KEYWORDS.is_match(phrase) {
        Ok(phrase)
    } else {
        Err(unexpected_phrase(phrase, KEYWORDS_SHOWN))
    }
}

fn unexpected_phrase(phrase: &str, pattern: &str) -> DdlError {
    DdlError::Compile(format!(
        "Unexpected SQL phrase: {} (matching against {})",
        repr(phrase),
        repr(pattern)
    ))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{column, conventional_script, names, script, table, table_in};
    use super::*;
    use crate::operations::{ExistenceCheck, Operation};
    use crate::schema::{
        CheckConstraint, Constraint, ExcludeElement, Expression, ForeignKeyConstraint,
        ForeignKeyTarget, PrimaryKeyConstraint, UniqueConstraint,
    };

    fn add(table: TableReference, constraint: Constraint) -> Operation {
        Operation::AddConstraint(Box::new(AddConstraintOp { table, constraint }))
    }

    fn named(name: &str) -> ConstraintTraits {
        ConstraintTraits {
            name: Some(name.into()),
            ..ConstraintTraits::default()
        }
    }

    fn check(name: Option<&str>) -> Constraint {
        Constraint::Check(CheckConstraint {
            traits: ConstraintTraits {
                name: name.map(Name::new),
                ..ConstraintTraits::default()
            },
            condition: Expression::text("x>1"),
            validity: Validity::Validated,
        })
    }

    #[test]
    fn keys_are_added() {
        let primary = |traits| {
            Constraint::PrimaryKey(PrimaryKeyConstraint {
                traits,
                columns: names(&["a", "B"]),
                include: vec![],
            })
        };
        assert_eq!(
            script(&[
                add(table_in("s", "t"), primary(named("pk"))),
                add(table("t"), primary(ConstraintTraits::default())),
            ])
            .unwrap(),
            "ALTER TABLE s.t ADD CONSTRAINT pk PRIMARY KEY (a, \"B\");\n\
             ALTER TABLE t ADD PRIMARY KEY (a, \"B\")"
        );
        let unique = Constraint::Unique(UniqueConstraint {
            traits: ConstraintTraits {
                deferrable: Some(true),
                initially: Some("DEFERRED".to_owned()),
                ..named("uq")
            },
            columns: names(&["a", "b"]),
            include: names(&["a"]),
            nulls_distinct: NullsDistinct::NotDistinct,
        });
        assert_eq!(
            script(&[add(table("t"), unique)]).unwrap(),
            "ALTER TABLE t ADD CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (a) \
             DEFERRABLE INITIALLY DEFERRED"
        );
    }

    fn foreign(ondelete: &str) -> Constraint {
        let target = |column: &str| ForeignKeyTarget::Column {
            table: table_in("r.s", "o.p"),
            column: column.into(),
        };
        Constraint::ForeignKey(ForeignKeyConstraint {
            traits: ConstraintTraits {
                deferrable: Some(false),
                initially: Some("IMMEDIATE".to_owned()),
                ..named("fk")
            },
            foreign_key: ForeignKeyTraits {
                onupdate: Some("cascade".to_owned()),
                ondelete: Some(ondelete.to_owned()),
                match_type: Some("FULL".to_owned()),
                validity: Validity::NotValid,
                ..ForeignKeyTraits::default()
            },
            columns: names(&["a", "b"]),
            targets: vec![target("x"), target("Y")],
        })
    }

    #[test]
    fn foreign_keys_are_added() {
        assert_eq!(
            script(&[add(table_in("s", "t"), foreign("SET NULL (a)"))]).unwrap(),
            "ALTER TABLE s.t ADD CONSTRAINT fk FOREIGN KEY(a, b) REFERENCES \"r.s\".\"o.p\" (x, \
             \"Y\") MATCH FULL ON DELETE SET NULL (a) ON UPDATE cascade NOT DEFERRABLE INITIALLY \
             IMMEDIATE NOT VALID"
        );
        assert_eq!(
            script(&[add(table("t"), foreign("FOO; DROP"))]).unwrap_err(),
            "Unexpected SQL phrase: 'FOO; DROP' (matching against \
             '^\\\\w+(?:\\\\s+\\\\w+)*(?:\\\\s*\\\\(\\\\s*(?:[\\\\w$]+|\"(?:[^\"]|\"\")+\")(?:\\\\s*,\\\\s*(?:[\\\\w$]+|\"(?:[^\"]|\"\")+\"))*\\\\s*\\\\))?$')"
        );
    }

    #[test]
    fn exclusions_are_added() {
        let element = |expression, operator: &str| ExcludeElement {
            expression,
            operator: operator.to_owned(),
        };
        let exclude = Constraint::Exclude(ExcludeConstraint {
            traits: ConstraintTraits {
                deferrable: Some(true),
                ..named("ex")
            },
            elements: vec![element(column("period"), "&&"), element(column("G"), "=")],
            using: "GIST".to_owned(),
            filter: Some(Expression::text("g != 'x'")),
            operator_classes: vec![("period".to_owned(), "po".to_owned())],
        });
        assert_eq!(
            script(&[add(table_in("s", "t"), exclude)]).unwrap(),
            "ALTER TABLE s.t ADD CONSTRAINT ex EXCLUDE USING gist (period po WITH &&, \"G\" WITH =) \
             WHERE (g != 'x') DEFERRABLE"
        );
    }

    fn drop(name: Option<Name>, constraint_type: Option<ConstraintType>) -> Operation {
        Operation::DropConstraint(DropConstraintOp {
            constraint_name: name,
            table: table("t"),
            constraint_type,
            existence: ExistenceCheck::None,
        })
    }

    #[test]
    fn a_convention_names_what_is_added_and_dropped() {
        let checked = Some(ConstraintType::Check);
        assert_eq!(
            conventional_script(&[
                add(table("t"), check(Some("c"))),
                drop(Some("c".into()), checked),
                drop(Some("c".into()), None),
                drop(Some(Name::conventional("c")), checked),
            ])
            .unwrap(),
            "ALTER TABLE t ADD CONSTRAINT ck_t_c CHECK (x>1);\nALTER TABLE t DROP CONSTRAINT \
             ck_t_c;\nALTER TABLE t DROP CONSTRAINT c;\nALTER TABLE t DROP CONSTRAINT c"
        );
        assert_eq!(
            conventional_script(&[add(table("t"), check(None))]).unwrap_err(),
            "Naming convention including %(constraint_name)s token requires that constraint is \
             explicitly named."
        );
        assert_eq!(
            script(&[drop(None, checked)]).unwrap_err(),
            "Can't emit DROP CONSTRAINT for constraint; it has no name"
        );
    }
}
