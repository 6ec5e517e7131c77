//! Quoting identifiers: SQLAlchemy's `IdentifierPreparer` for PostgreSQL.

use md5::{Digest, Md5};

use crate::schema::{Name, NameKind, TableReference};

use super::error::DdlError;
use super::options::Target;
use super::python_text::repr;
use super::reserved_words::is_reserved;

/// The longest identifier PostgreSQL keeps.
const LONGEST: usize = 63;

/// Writes identifiers.
#[derive(Debug, Clone, Copy)]
pub(super) struct IdentifierPreparer {
    target: Target,
}

impl IdentifierPreparer {
    /// For scripts or servers: they differ in the percent sign.
    pub(super) fn new(target: Target) -> Self {
        Self { target }
    }

    /// The identifier, in quotes where it needs them or asks for them.
    pub(super) fn quote(self, name: &Name) -> Result<String, DdlError> {
        match name.quote() {
            Some(true) => Ok(self.quote_identifier(name.text())),
            None if name.text().is_empty() => {
                Err(DdlError::argument("an identifier must not be empty"))
            }
            None if requires_quotes(name.text()) => Ok(self.quote_identifier(name.text())),
            Some(false) | None => Ok(name.text().to_owned()),
        }
    }

    /// The identifier in quotes.
    pub(super) fn quote_identifier(self, text: &str) -> String {
        let mut escaped = text.replace('"', "\"\"");
        if self.target.doubles_percent_signs() {
            escaped = escaped.replace('%', "%%");
        }
        format!("\"{escaped}\"")
    }

    /// A name of a function or package: quoted only for characters, never for upper case or a
    /// reserved word, unless it asks for quotes.
    pub(super) fn quote_function_name(self, name: &Name) -> Result<String, DdlError> {
        if name.quote().is_some() || !has_legal_characters(name.text()) {
            self.quote(name)
        } else {
            Ok(name.text().to_owned())
        }
    }

    /// `schema.table`, or the table alone.
    pub(super) fn format_table(self, table: &TableReference) -> Result<String, DdlError> {
        self.format_qualified(&table.name, table.schema.as_ref())
    }

    /// `schema.name`, or the name alone; an empty schema is none.
    pub(super) fn format_qualified(
        self,
        name: &Name,
        schema: Option<&Name>,
    ) -> Result<String, DdlError> {
        let name = self.quote(name)?;
        match schema {
            Some(schema) if !schema.text().is_empty() => {
                Ok(format!("{}.{name}", self.quote(schema)?))
            }
            _ => Ok(name),
        }
    }

    /// As [`Self::format_table`], for the statements Alembic writes itself: a plain schema name
    /// is split at its points and each part quoted.
    pub(super) fn format_altered_table(self, table: &TableReference) -> Result<String, DdlError> {
        let name = self.quote(&table.name)?;
        match &table.schema {
            Some(schema) if !schema.text().is_empty() => {
                Ok(format!("{}.{name}", self.quote_dotted(schema)?))
            }
            _ => Ok(name),
        }
    }

    fn quote_dotted(self, name: &Name) -> Result<String, DdlError> {
        if name.quote().is_some() || name.kind() == NameKind::Conventional {
            return self.quote(name);
        }
        let parts: Result<Vec<String>, DdlError> = name
            .text()
            .split('.')
            .map(|part| self.quote(&Name::new(part)))
            .collect();
        Ok(parts?.join("."))
    }

    /// Name of a constraint or index.
    ///
    /// One that is too long is shortened if it came from a convention, and refused if it was
    /// given.
    pub(super) fn format_constraint_name(self, name: &Name) -> Result<String, DdlError> {
        let length = name.text().chars().count();
        if length <= LONGEST {
            return self.quote(name);
        }
        match name.kind() {
            NameKind::Conventional => self.quote(&Name::new(shorten(name.text()))),
            NameKind::Plain => Err(DdlError::Identifier(format!(
                "Identifier {} exceeds maximum length of {LONGEST} characters",
                repr(name.text())
            ))),
        }
    }
}

/// The first 55 characters, and four digits of the checksum of the whole.
fn shorten(text: &str) -> String {
    let digest = format!("{:x}", Md5::digest(text.as_bytes()));
    let head: String = text.chars().take(LONGEST - 8).collect();
    format!("{head}_{}", &digest[digest.len() - 4..])
}

/// Whether PostgreSQL would read the bare identifier as something else.
fn requires_quotes(text: &str) -> bool {
    let lower = text.to_lowercase();
    is_reserved(&lower)
        || text.starts_with(|c: char| c.is_ascii_digit() || c == '$')
        || !has_legal_characters(text)
        || lower != text
}

/// The regular expression `^[A-Z0-9_$]+$` without regard to case, as Python matches it: two
/// letters beyond ASCII fold into its range, and `$` also stands before a final line feed.
fn has_legal_characters(text: &str) -> bool {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let legal = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | 'ı' | 'ſ' | 'İ' | '\u{212a}')
    };
    !text.is_empty() && text.chars().all(legal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddl::options::{BoundValues, ParameterStyle};

    fn quoted(text: &str) -> String {
        IdentifierPreparer::new(Target::Server)
            .quote(&Name::new(text))
            .unwrap()
    }

    #[test]
    fn identifiers_are_quoted_where_they_must_be() {
        let texts = [
            "users", "Users", "user", "1st", "$x", "x$", "a-b", "a\"b", "é", "name",
        ];
        assert_eq!(
            texts.map(quoted),
            [
                "users",
                "\"Users\"",
                "\"user\"",
                "\"1st\"",
                "\"$x\"",
                "x$",
                "\"a-b\"",
                "\"a\"\"b\"",
                "\"é\"",
                "name"
            ]
        );
    }

    #[test]
    fn percent_signs_are_doubled_for_pyformat() {
        let target = Target::Script {
            values: BoundValues::Literals,
            style: ParameterStyle::Pyformat,
        };
        let preparer = IdentifierPreparer::new(target);
        assert_eq!(preparer.quote(&Name::new("a%b")).unwrap(), "\"a%%b\"");
    }

    #[test]
    fn names_too_long_are_shortened_or_refused() {
        let preparer = IdentifierPreparer::new(Target::Server);
        let long = format!("ix_{}", "a".repeat(70));
        assert_eq!(
            preparer
                .format_constraint_name(&Name::conventional(long.as_str()))
                .unwrap(),
            format!("ix_{}_33ae", "a".repeat(52))
        );
        let refused = preparer.format_constraint_name(&Name::new("b".repeat(64)));
        assert_eq!(
            refused.unwrap_err().to_string(),
            format!(
                "Identifier '{}' exceeds maximum length of 63 characters",
                "b".repeat(64)
            )
        );
    }
}
