//! Calls of functions.

use crate::schema::Sequence;
use crate::schema::expression::{Expression, ExpressionKind, FunctionCall, FunctionName};

use super::super::error::DdlError;
use super::compiler::ExpressionCompiler;
use super::composition::Nesting;
use super::surroundings::{TableNames, Values};

/// The text search functions, which the original writes only by their own classes: a package in
/// front of them hides those.
const TEXT_SEARCH: [&str; 6] = [
    "to_tsvector",
    "to_tsquery",
    "plainto_tsquery",
    "phraseto_tsquery",
    "websearch_to_tsquery",
    "ts_headline",
];

impl ExpressionCompiler<'_> {
    /// `name(arguments)`, or the keyword alone.
    pub(super) fn function(self, call: &FunctionCall) -> Result<String, DdlError> {
        let arguments = || self.joined(&call.arguments, ", ");
        match &call.name {
            FunctionName::Keyword(keyword) if call.arguments.is_empty() => {
                Ok((*keyword).to_owned())
            }
            FunctionName::Known {
                name: "aggregate_strings",
                ..
            } => self.aggregate_strings(&call.arguments),
            FunctionName::Keyword(written) | FunctionName::Known { written, .. } => {
                Ok(format!("{written}({})", arguments()?))
            }
            FunctionName::NextValue(sequence) => self.next_value(sequence),
            FunctionName::Generic { packages, name } => {
                match name.text().to_lowercase().as_str() {
                    "substring" => return self.substring(&call.arguments),
                    "aggregate_strings" => return self.aggregate_strings(&call.arguments),
                    "next_value" => {
                        return Err(DdlError::Unsupported(
                            "next_value() in a package".to_owned(),
                        ));
                    }
                    lower if !packages.is_empty() && TEXT_SEARCH.contains(&lower) => {
                        return Err(DdlError::Compile(format!(
                            "Can't compile \"{}()\" full text search function construct that does \
                             not originate from the \"sqlalchemy.dialects.postgresql\" package.  \
                             Please ensure \"import sqlalchemy.dialects.postgresql\" is called \
                             before constructing \"sqlalchemy.func.{}()\" to ensure registration \
                             of the correct argument and return types.",
                            name.text(),
                            name.text()
                        )));
                    }
                    _ => {}
                }
                let mut path = Vec::with_capacity(packages.len() + 1);
                for part in packages.iter().chain(std::iter::once(name)) {
                    path.push(self.preparer().quote_function_name(part)?);
                }
                Ok(format!("{}({})", path.join("."), arguments()?))
            }
        }
    }

    /// `SUBSTRING(text FROM start FOR length)`.
    fn substring(self, arguments: &[Expression]) -> Result<String, DdlError> {
        match arguments {
            [text, start] => Ok(format!(
                "SUBSTRING({} FROM {})",
                self.process(text)?,
                self.process(start)?
            )),
            [text, start, length, ..] => Ok(format!(
                "SUBSTRING({} FROM {} FOR {})",
                self.process(text)?,
                self.process(start)?,
                self.process(length)?
            )),
            _ => Err(DdlError::Unsupported(
                "substring() with fewer than two arguments".to_owned(),
            )),
        }
    }

    /// `string_agg(…)`; the original forgets there that values are to be written as literals.
    fn aggregate_strings(self, arguments: &[Expression]) -> Result<String, DdlError> {
        if self.values == Values::Literals && arguments.iter().any(has_value) {
            return Err(DdlError::Unsupported(
                "a value in aggregate_strings(), which Alembic leaves out of a script".to_owned(),
            ));
        }
        let apart = Self {
            nesting: Nesting::Apart,
            table_names: TableNames::Shown,
            ..self
        };
        Ok(format!("string_agg({})", apart.joined(arguments, ", ")?))
    }

    /// `nextval('name')`.
    pub(in crate::ddl) fn next_value(self, sequence: &Sequence) -> Result<String, DdlError> {
        let name = self
            .preparer()
            .format_qualified(&sequence.name, sequence.schema.as_ref())?;
        Ok(format!("nextval('{}')", name.replace('\'', "''")))
    }
}

/// Whether there is a value anywhere in an expression.
fn has_value(expression: &Expression) -> bool {
    matches!(expression.kind(), ExpressionKind::BindParameter(_))
        || expression.kind().children().any(has_value)
}
