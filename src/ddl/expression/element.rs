//! Columns, casts, CASE, window functions and arrays.

use crate::schema::expression::operators::literal;
use crate::schema::expression::{
    ArrayLiteral, Case, Cast, CastForm, ColumnReference, Frame, FrameUnit, Literalness, Over,
};
use crate::schema::statement::{FromClause, LabelName};
use crate::schema::{Literal, Name, NameKind, TypeKind};

use num_bigint::{BigInt, Sign};

use super::super::error::DdlError;
use super::super::selectable::{NameClass, Scope};
use super::super::type_compiler::DIALECT;
use super::compiler::ExpressionCompiler;
use super::surroundings::TableNames;

impl ExpressionCompiler<'_> {
    /// `table.column`, `column`, or the text of a literal column.
    pub(super) fn column(self, column: &ColumnReference) -> Result<String, DdlError> {
        let name = self.label_text(NameClass::Column, &column.label_name());
        let name = match column.literalness {
            Literalness::Literal => self.verbatim(name.text()),
            Literalness::Identifier if column.name.kind() == NameKind::Conventional => {
                return Err(DdlError::Unsupported(
                    "a column whose name was made by a naming convention".to_owned(),
                ));
            }
            Literalness::Identifier => self.preparer().quote(&name)?,
        };
        match (&column.table, self.table_names) {
            (Some(table), TableNames::Shown) => Ok(match self.table_of_column(table)? {
                Some(table) => format!("{table}.{name}"),
                None => name,
            }),
            _ => Ok(name),
        }
    }

    /// What stands in front of a column: its table, where that has a name.
    fn table_of_column(self, table: &FromClause) -> Result<Option<String>, DdlError> {
        let Some(own) = table.name() else {
            return Ok(None);
        };
        if table.schema().is_some()
            && let Some(reference) = table.table_reference()
        {
            return self.preparer().format_table(reference).map(Some);
        }
        let ambiguous = own.known().and_then(|name| self.ambiguous(name.text()));
        let name = self.label_text(NameClass::Alias, &ambiguous.unwrap_or_else(|| own.clone()));
        self.preparer().quote(&name).map(Some)
    }

    /// The row of a table function, named as its alias.
    pub(super) fn table_valued(self, from: &FromClause) -> Result<String, DdlError> {
        let Some(name) = from.name() else {
            return Err(DdlError::Unsupported(
                "the row of something without a name".to_owned(),
            ));
        };
        let name = self.label_text(NameClass::Column, name);
        self.preparer().quote(&name)
    }

    /// The name as it is written, before quoting.
    pub(in crate::ddl) fn label_text(self, class: NameClass, name: &LabelName) -> Name {
        match self.scope {
            Some(scope) => scope.name(class, name),
            None => Scope::default().name(class, name),
        }
    }

    /// The name with its numbers, however long.
    pub(in crate::ddl) fn unshortened(self, name: &LabelName) -> Name {
        match self.scope {
            Some(scope) => scope.unshortened(name),
            None => Scope::default().unshortened(name),
        }
    }

    /// A collation stands behind the cast, not inside.
    pub(super) fn cast(self, cast: &Cast) -> Result<String, DdlError> {
        let operand = self.process(&cast.operand)?;
        match cast.form {
            CastForm::Coerce => Ok(operand),
            CastForm::TryCast => Err(DdlError::UnsupportedCompilation(
                "Compiler <sqlalchemy.dialects.postgresql.base.PGCompiler> can't render element of \
                 type <class 'sqlalchemy.sql.elements.TryCast'> (Background on this error at: \
                 https://sqlalche.me/e/20/l7de)"
                    .to_owned(),
            )),
            CastForm::Cast => {
                Ok(cast_text(&operand, &self.types().process(&cast.sql_type)?))
            }
        }
    }

    pub(super) fn case(self, case: &Case) -> Result<String, DdlError> {
        let mut text = "CASE ".to_owned();
        if let Some(value) = &case.value {
            text.push_str(&self.process(value)?);
            text.push(' ');
        }
        for (when, then) in &case.branches {
            let (when, then) = (self.process(when)?, self.process(then)?);
            text.extend(["WHEN ", &when, " THEN ", &then, " "]);
        }
        if let Some(otherwise) = &case.otherwise {
            text.extend(["ELSE ", &self.process(otherwise)?, " "]);
        }
        text.push_str("END");
        Ok(text)
    }

    pub(super) fn over(self, over: &Over) -> Result<String, DdlError> {
        let mut clauses = Vec::new();
        if !over.partition_by.is_empty() {
            clauses.push(format!(
                "PARTITION BY {}",
                self.joined(&over.partition_by, ", ")?
            ));
        }
        if !over.order_by.is_empty() {
            clauses.push(format!("ORDER BY {}", self.joined(&over.order_by, ", ")?));
        }
        if let Some(frame) = &over.frame {
            clauses.push(self.frame_clause(frame)?);
        }
        Ok(format!(
            "{} OVER ({})",
            self.process(&over.element)?,
            clauses.join(" ")
        ))
    }

    /// `ROWS BETWEEN … AND …`; distances are bound values.
    fn frame_clause(self, frame: &Frame) -> Result<String, DdlError> {
        let unit = match frame.unit {
            FrameUnit::Rows => "ROWS",
            FrameUnit::Range => "RANGE",
            FrameUnit::Groups => "GROUPS",
        };
        let limit = |limit: &Option<BigInt>, unbounded: &str| {
            let Some(distance) = limit else {
                return Ok(unbounded.to_owned());
            };
            let side = match distance.sign() {
                Sign::NoSign => return Ok("CURRENT ROW".to_owned()),
                Sign::Minus => "PRECEDING",
                Sign::Plus => "FOLLOWING",
            };
            let distance = Literal::Integer(BigInt::from(distance.magnitude().clone()));
            let value = self.process(&literal(distance, None))?;
            Ok::<_, DdlError>(format!("{value} {side}"))
        };
        Ok(format!(
            "{unit} BETWEEN {} AND {}",
            limit(&frame.start, "UNBOUNDED PRECEDING")?,
            limit(&frame.end, "UNBOUNDED FOLLOWING")?
        ))
    }

    /// An empty array needs its type, where that is known.
    pub(super) fn array(self, array: &ArrayLiteral) -> Result<String, DdlError> {
        let typed = match array.sql_type.resolve(DIALECT).kind() {
            TypeKind::Array(array_type) => !array_type.item_type.is_null(),
            _ => false,
        };
        if array.elements.is_empty() && typed {
            return Ok(format!(
                "ARRAY[]::{}",
                self.types().process(&array.sql_type)?
            ));
        }
        Ok(format!("ARRAY[{}]", self.joined(&array.elements, ", ")?))
    }
}

/// `CAST(operand AS type)`; a collation of the type stands behind.
pub(super) fn cast_text(operand: &str, type_name: &str) -> String {
    let (type_name, collation) = match type_name.rfind(" COLLATE ") {
        Some(position) => type_name.split_at(position),
        None => (type_name, ""),
    };
    format!("CAST({operand} AS {type_name}){collation}")
}
