//! `pyproject.toml`: the table `[tool.alembic]` and our own `[tool.alembic-rs]`.
//!
//! The counterpart of `Config.toml_alembic_config` and `Config._get_toml_config_value`.

use std::path::Path;

use toml::{Table, Value};

use super::alembic_config::OptionValue;
use super::error::ConfigError;
use super::files::{Contents, here, read_text};
use super::percent_format::format_with_here;

/// What a `pyproject.toml` says; empty where there is none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pyproject {
    here: String,
    alembic: Table,
    has_alembic: bool,
    native: Table,
}

impl Pyproject {
    /// Reads a file; one that is not there is empty.
    ///
    /// # Errors
    /// Where the file cannot be read or is not TOML, or `[tool.alembic]` is no table.
    pub fn read_file(path: &Path) -> Result<Self, ConfigError> {
        match read_text(path)? {
            Contents::Text(text) => Self::read_text(path, &text, here(path)?),
            Contents::Missing => Ok(Self::default()),
        }
    }

    fn read_text(path: &Path, text: &str, here: String) -> Result<Self, ConfigError> {
        let mut document: Table = text.parse().map_err(|error: toml::de::Error| {
            let before = &text.as_bytes()[..error.span().map_or(0, |span| span.start)];
            let line = before.split(|byte| *byte == b'\n').count();
            ConfigError::TomlSyntax {
                path: path.to_owned(),
                message: format!("line {line}: {}", error.message()),
            }
        })?;
        let mut tool = match document.remove("tool") {
            None => Table::new(),
            Some(Value::Table(tool)) => tool,
            Some(_) => return Err(ConfigError::TomlNotATable),
        };
        let has_alembic = tool.contains_key("alembic");
        let mut table = |name| match tool.remove(name) {
            None => Ok(Table::new()),
            Some(Value::Table(table)) => Ok(table),
            Some(_) => Err(ConfigError::TomlNotATable),
        };
        Ok(Self {
            here,
            alembic: table("alembic")?,
            has_alembic,
            native: table("alembic-rs")?,
        })
    }

    /// Whether there is a table `[tool.alembic]`, be it empty.
    pub fn has_alembic(&self) -> bool {
        self.has_alembic
    }

    /// Whether the table `[tool.alembic-rs]` says something.
    pub fn has_native(&self) -> bool {
        !self.native.is_empty()
    }

    /// An option of `[tool.alembic]` with every text in it substituted.
    ///
    /// # Errors
    /// Where the value has a type no option has, or a text a `%` that means nothing.
    pub fn get(&self, key: &str) -> Result<Option<OptionValue>, ConfigError> {
        let Some(value) = self.alembic.get(key) else {
            return Ok(None);
        };
        let option = match value {
            Value::String(text) => OptionValue::Text(self.format(key, text)?),
            Value::Integer(number) => OptionValue::Integer(*number),
            Value::Boolean(value) => OptionValue::Boolean(*value),
            Value::Table(table) => OptionValue::Table(self.format_table(key, table)?),
            Value::Array(elements) if elements.first().is_some_and(Value::is_table) => {
                let tables = elements.iter().map(|element| match element {
                    Value::Table(table) => self.format_table(key, table),
                    _ => Err(value_type(key)),
                });
                OptionValue::Tables(tables.collect::<Result<_, _>>()?)
            }
            Value::Array(elements) => {
                let texts = elements
                    .iter()
                    .map(|element| self.format_value(key, element));
                OptionValue::List(texts.collect::<Result<_, _>>()?)
            }
            Value::Float(_) | Value::Datetime(_) => return Err(value_type(key)),
        };
        Ok(Some(option))
    }

    /// A switch of `[tool.alembic]`, which must be a TOML boolean.
    ///
    /// # Errors
    /// Where it is anything else.
    pub fn get_boolean(&self, key: &str) -> Result<bool, ConfigError> {
        match self.alembic.get(key) {
            None => Ok(false),
            Some(Value::Boolean(value)) => Ok(*value),
            Some(_) => Err(ConfigError::TomlNotABoolean {
                key: key.to_owned(),
            }),
        }
    }

    /// The table `[tool.alembic-rs]`, empty where there is none.
    pub(super) fn native(&self) -> &Table {
        &self.native
    }

    fn format(&self, key: &str, text: &str) -> Result<String, ConfigError> {
        format_with_here(text, &self.here).map_err(|problem| ConfigError::TomlFormat {
            key: key.to_owned(),
            value: text.to_owned(),
            problem,
        })
    }

    fn format_value(&self, key: &str, value: &Value) -> Result<String, ConfigError> {
        match value {
            Value::String(text) => self.format(key, text),
            _ => Err(value_type(key)),
        }
    }

    fn format_table(&self, key: &str, table: &Table) -> Result<Vec<(String, String)>, ConfigError> {
        table
            .iter()
            .map(|(name, value)| Ok((name.clone(), self.format_value(key, value)?)))
            .collect()
    }
}

fn value_type(key: &str) -> ConfigError {
    ConfigError::TomlValueType {
        key: key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pyproject(text: &str) -> Result<Pyproject, ConfigError> {
        Pyproject::read_text(Path::new("pyproject.toml"), text, "/srv".to_owned())
    }

    #[test]
    fn values_are_formatted_and_typed() {
        let pyproject = pyproject(
            "[tool.alembic]\nscript_location = '%(here)s/m'\nversion_locations = ['%(here)s/a', 'b']\n\
             file_template = '%%(rev)s'\nodd = 1.5\nbad = '50%'\nmixed = ['a', 1]\nsourceless = 'true'\n\
             truncate_slug_length = 12\n[[tool.alembic.post_write_hooks]]\nname = 'ruff'\n",
        )
        .unwrap();
        assert_eq!(
            pyproject.get("script_location").unwrap(),
            Some(OptionValue::Text("/srv/m".to_owned()))
        );
        assert_eq!(
            pyproject.get("version_locations").unwrap(),
            Some(OptionValue::List(vec!["/srv/a".to_owned(), "b".to_owned()]))
        );
        assert_eq!(
            pyproject.get("file_template").unwrap(),
            Some(OptionValue::Text("%(rev)s".to_owned()))
        );
        assert_eq!(
            pyproject.get("truncate_slug_length").unwrap(),
            Some(OptionValue::Integer(12))
        );
        assert_eq!(pyproject.get("absent").unwrap(), None);
        assert_eq!(
            pyproject.get("odd").unwrap_err().to_string(),
            "unsupported TOML value type for key: 'odd'"
        );
        assert!(pyproject.get("mixed").is_err());
        assert_eq!(
            pyproject.get("bad").unwrap_err().to_string(),
            "[tool.alembic] bad = '50%': it ends with a single %; a literal % is written %%"
        );
        assert_eq!(
            pyproject.get_boolean("sourceless").unwrap_err().to_string(),
            "boolean value expected for TOML parameter 'sourceless'"
        );
    }

    #[test]
    fn what_is_not_a_table_is_refused() {
        assert_eq!(
            pyproject("[tool]\nalembic = 3\n").unwrap_err().to_string(),
            "Incorrect TOML format"
        );
        let error = pyproject("[tool]\n\nalembic = \n").unwrap_err().to_string();
        assert!(error.starts_with("pyproject.toml: line 3: "), "{error}");
    }
}
