//! Calls of functions.

use crate::schema::Sequence;
use crate::schema::expression::{Expression, FunctionCall, FunctionName};

use super::super::error::DdlError;
use super::compiler::ExpressionCompiler;

/// The text search functions, which SQLAlchemy types only where its dialect package is imported.
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
        match &call.name {
            FunctionName::Keyword(keyword) if call.arguments.is_empty() => {
                Ok((*keyword).to_owned())
            }
            FunctionName::Keyword(keyword) => Ok(format!(
                "{keyword}({})",
                self.joined(&call.arguments, ", ")?
            )),
            FunctionName::NextValue(sequence) => self.next_value(sequence),
            FunctionName::Generic { packages, name } => {
                match name.text().to_lowercase().as_str() {
                    "substring" => return self.substring(&call.arguments),
                    "aggregate_strings" => {
                        return Ok(format!(
                            "string_agg({})",
                            self.joined(&call.arguments, ", ")?
                        ));
                    }
                    lower if TEXT_SEARCH.contains(&lower) => {
                        return Err(DdlError::Unsupported(format!("the function {lower}()")));
                    }
                    _ => {}
                }
                let mut path = Vec::with_capacity(packages.len() + 1);
                for part in packages.iter().chain(std::iter::once(name)) {
                    path.push(self.preparer().quote_function_name(part)?);
                }
                Ok(format!(
                    "{}({})",
                    path.join("."),
                    self.joined(&call.arguments, ", ")?
                ))
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

    /// `nextval('name')`.
    pub(in crate::ddl) fn next_value(self, sequence: &Sequence) -> Result<String, DdlError> {
        let name = self
            .preparer()
            .format_qualified(&sequence.name, sequence.schema.as_ref())?;
        Ok(format!("nextval('{}')", name.replace('\'', "''")))
    }
}
