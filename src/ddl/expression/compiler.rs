//! The walk over an expression.

use crate::schema::expression::{
    ArrayLiteral, BooleanConnective, Case, Cast, CastForm, ColumnReference, Expression,
    ExpressionKind, Literalness, Modifier, Over, Separator, UnaryOperator,
};
use crate::schema::{NameKind, TypeKind};

use super::super::error::DdlError;
use super::super::identifier_preparer::IdentifierPreparer;
use super::super::options::{BoundValues, Target};
use super::super::type_compiler::{DIALECT, TypeCompiler};

/// Whether columns show the table they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ddl) enum TableNames {
    /// `table.column`, where the table is known.
    Shown,
    /// `column`: inside of CREATE TABLE and its kin.
    Hidden,
}

/// What becomes of bound values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ddl) enum Values {
    /// SQLAlchemy writes them as literals (`literal_binds`).
    Literals,
    /// Their places are marked.
    Placeholders,
    /// The driver writes them.
    Driver,
}

impl Values {
    /// What becomes of them in a statement that is no DDL.
    pub(in crate::ddl) fn of(target: Target) -> Self {
        match target {
            Target::Script {
                values: BoundValues::Literals,
                ..
            } => Self::Literals,
            Target::Script {
                values: BoundValues::Placeholders,
                ..
            } => Self::Placeholders,
            Target::Server => Self::Driver,
        }
    }
}

/// Writes expressions.
#[derive(Debug, Clone, Copy)]
pub(in crate::ddl) struct ExpressionCompiler {
    pub(super) target: Target,
    pub(super) table_names: TableNames,
    pub(super) values: Values,
}

impl ExpressionCompiler {
    /// For expressions inside of DDL: no table names, values as literals.
    pub(in crate::ddl) fn for_definition(target: Target) -> Self {
        Self {
            target,
            table_names: TableNames::Hidden,
            values: Values::Literals,
        }
    }

    /// For defaults and the conditions of EXCLUDE: as in DDL, with table names.
    pub(in crate::ddl) fn for_default(target: Target) -> Self {
        Self {
            target,
            table_names: TableNames::Shown,
            values: Values::Literals,
        }
    }

    /// For statements that are no DDL.
    pub(in crate::ddl) fn for_statement(target: Target) -> Self {
        Self {
            target,
            table_names: TableNames::Shown,
            values: Values::of(target),
        }
    }

    pub(super) fn preparer(self) -> IdentifierPreparer {
        IdentifierPreparer::new(self.target)
    }

    fn types(self) -> TypeCompiler {
        TypeCompiler::new(self.preparer())
    }

    /// A text that stands in the statement as it is.
    pub(super) fn verbatim(self, text: &str) -> String {
        if self.target.doubles_percent_signs() {
            text.replace('%', "%%")
        } else {
            text.to_owned()
        }
    }

    /// The expression as SQL.
    pub(in crate::ddl) fn process(self, expression: &Expression) -> Result<String, DdlError> {
        match expression.kind() {
            ExpressionKind::Text(text) => self.text_clause(text),
            ExpressionKind::BindParameter(parameter) => self.bind_parameter(parameter),
            ExpressionKind::Null => Ok("NULL".to_owned()),
            ExpressionKind::True => Ok("true".to_owned()),
            ExpressionKind::False => Ok("false".to_owned()),
            ExpressionKind::Column(column) => self.column(column),
            ExpressionKind::Function(call) => self.function(call),
            ExpressionKind::Cast(cast) => self.cast(cast),
            ExpressionKind::Unary {
                operator, operand, ..
            } => {
                let prefix = match operator {
                    UnaryOperator::Not => "NOT ",
                    UnaryOperator::Negate => "-",
                    UnaryOperator::BitwiseNot => "~",
                    UnaryOperator::Distinct => "DISTINCT ",
                    UnaryOperator::Exists => "EXISTS ",
                    UnaryOperator::Any => "ANY ",
                    UnaryOperator::All => "ALL ",
                };
                Ok(format!("{prefix}{}", self.process(operand)?))
            }
            ExpressionKind::Modified { operand, modifier } => {
                let suffix = match modifier {
                    Modifier::Descending => " DESC",
                    Modifier::Ascending => " ASC",
                    Modifier::NullsFirst => " NULLS FIRST",
                    Modifier::NullsLast => " NULLS LAST",
                };
                Ok(format!("{}{suffix}", self.process(operand)?))
            }
            ExpressionKind::Binary(binary) => self.binary(binary),
            ExpressionKind::Boolean {
                connective,
                operands,
            } => {
                let separator = match connective {
                    BooleanConnective::And => " AND ",
                    BooleanConnective::Or => " OR ",
                };
                self.joined(operands, separator)
            }
            ExpressionKind::List {
                separator,
                elements,
            } => {
                let separator = match separator {
                    Separator::Comma => ", ",
                    Separator::And => " AND ",
                };
                self.joined(elements, separator)
            }
            ExpressionKind::Tuple(elements) => Ok(format!("({})", self.joined(elements, ", ")?)),
            ExpressionKind::Grouping(inner) => Ok(format!("({})", self.process(inner)?)),
            ExpressionKind::Collation(name) => self.preparer().quote(name),
            ExpressionKind::Case(case) => self.case(case),
            ExpressionKind::Extract(extract) => Ok(format!(
                "EXTRACT({} FROM {})",
                extract.field,
                self.process(&extract.operand)?
            )),
            ExpressionKind::Label(label) => self.process(&label.element),
            ExpressionKind::Over(over) => self.over(over),
            ExpressionKind::Array(array) => self.array(array),
        }
    }

    /// The expressions with something between them; an empty one takes no place.
    pub(super) fn joined(
        self,
        expressions: &[Expression],
        separator: &str,
    ) -> Result<String, DdlError> {
        let mut texts = Vec::with_capacity(expressions.len());
        for expression in expressions {
            let text = self.process(expression)?;
            if !text.is_empty() {
                texts.push(text);
            }
        }
        Ok(texts.join(separator))
    }

    fn column(self, column: &ColumnReference) -> Result<String, DdlError> {
        let name = match column.literalness {
            Literalness::Literal => self.verbatim(column.name.text()),
            Literalness::Identifier if column.name.kind() == NameKind::Conventional => {
                return Err(DdlError::Unsupported(
                    "a column whose name was made by a naming convention".to_owned(),
                ));
            }
            Literalness::Identifier => self.preparer().quote(&column.name)?,
        };
        match (&column.table, self.table_names) {
            (Some(table), TableNames::Shown) => {
                Ok(format!("{}.{name}", self.preparer().format_table(table)?))
            }
            _ => Ok(name),
        }
    }

    /// A collation stands behind the cast, not inside.
    fn cast(self, cast: &Cast) -> Result<String, DdlError> {
        let operand = self.process(&cast.operand)?;
        match cast.form {
            CastForm::Coerce => Ok(operand),
            CastForm::TryCast => Err(DdlError::Unsupported(
                "TRY_CAST, which PostgreSQL does not have".to_owned(),
            )),
            CastForm::Cast => {
                let type_name = self.types().process(&cast.sql_type)?;
                let (type_name, collation) = match type_name.rfind(" COLLATE ") {
                    Some(position) => type_name.split_at(position),
                    None => (type_name.as_str(), ""),
                };
                Ok(format!("CAST({operand} AS {type_name}){collation}"))
            }
        }
    }

    fn case(self, case: &Case) -> Result<String, DdlError> {
        let mut text = "CASE ".to_owned();
        if let Some(value) = &case.value {
            text.push_str(&self.process(value)?);
            text.push(' ');
        }
        for (when, then) in &case.branches {
            let (when, then) = (self.process(when)?, self.process(then)?);
            text.push_str(&format!("WHEN {when} THEN {then} "));
        }
        if let Some(otherwise) = &case.otherwise {
            text.push_str(&format!("ELSE {} ", self.process(otherwise)?));
        }
        text.push_str("END");
        Ok(text)
    }

    fn over(self, over: &Over) -> Result<String, DdlError> {
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
        Ok(format!(
            "{} OVER ({})",
            self.process(&over.element)?,
            clauses.join(" ")
        ))
    }

    /// An empty array needs its type, where that is known.
    fn array(self, array: &ArrayLiteral) -> Result<String, DdlError> {
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
