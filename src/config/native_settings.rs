//! Our own section: what `env.py` would say if it could be followed, and what the checks accept.
//!
//! `[tool.alembic-rs]` in `pyproject.toml` or `[alembic-rs]` in the ini file; has no counterpart in
//! Alembic, where only Python code can say these things.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use toml::Value;

use super::alembic_config::Config;
use super::error::ConfigError;

/// The section's name in an ini file.
const INI_SECTION: &str = "alembic-rs";
/// How the keys of the naming convention begin in an ini file.
const NAMING_PREFIX: &str = "naming_convention.";
/// The kinds of constraint a naming convention speaks of.
const NAMING_KEYS: [&str; 5] = ["ix", "uq", "ck", "fk", "pk"];
const KEYS: [&str; 9] = [
    "url_from_environment",
    "version_table",
    "version_table_schema",
    "version_table_pk",
    "transaction_per_migration",
    "transactional_ddl",
    "naming_convention",
    "allow",
    "max_id_length",
];

/// What the user says in place of an `env.py` that cannot be followed.
///
/// Every value is `None` where the section does not have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NativeSettings {
    /// Name of the environment variable that holds the database's URL.
    pub url_from_environment: Option<String>,
    /// Name of the version table.
    pub version_table: Option<String>,
    /// Schema of the version table.
    pub version_table_schema: Option<String>,
    /// Whether the version table has a primary key.
    pub version_table_pk: Option<bool>,
    /// Whether every migration has a transaction of its own.
    pub transaction_per_migration: Option<bool>,
    /// Whether DDL takes part in transactions.
    pub transactional_ddl: Option<bool>,
    /// `MetaData.naming_convention`: from `ix`, `uq`, `ck`, `fk`, `pk` to a template.
    pub naming_convention: Option<IndexMap<String, String>>,
    /// The rules whose findings are accepted everywhere, as written, and the file that says so.
    pub allow: Option<(PathBuf, Vec<String>)>,
    /// The most characters an id may have.
    pub max_id_length: Option<usize>,
}

/// A value from either file.
enum Given {
    Text(String),
    Boolean(bool),
    Table(IndexMap<String, String>),
    List(Vec<String>),
    Number(i64),
}

impl NativeSettings {
    /// Reads both files; as with Alembic's options the ini file's value wins.
    ///
    /// # Errors
    /// Where a key is unknown or a value has the wrong type.
    pub fn load(config: &Config) -> Result<Self, ConfigError> {
        let mut settings = Self::default();
        settings.read_pyproject(config)?;
        settings.read_ini(config)?;
        Ok(settings)
    }

    fn read_pyproject(&mut self, config: &Config) -> Result<(), ConfigError> {
        let place = format!("{} [tool.alembic-rs]", config.toml_file_name().display());
        for (key, value) in config.pyproject().native() {
            let given = match value {
                Value::String(text) => Given::Text(text.clone()),
                Value::Boolean(value) => Given::Boolean(*value),
                Value::Table(table) => {
                    let mut texts = IndexMap::new();
                    for (name, value) in table {
                        let Value::String(text) = value else {
                            return Err(wrong(
                                &place,
                                &format!("{key}.{name}"),
                                "it must be a text",
                            ));
                        };
                        texts.insert(name.clone(), text.clone());
                    }
                    Given::Table(texts)
                }
                Value::Array(elements) => {
                    let texts = elements.iter().map(Value::as_str);
                    let texts: Option<Vec<&str>> = texts.collect();
                    let texts = texts.ok_or_else(|| wrong(&place, key, "it must hold texts"))?;
                    Given::List(texts.into_iter().map(str::to_owned).collect())
                }
                Value::Integer(number) => Given::Number(*number),
                Value::Float(_) | Value::Datetime(_) => {
                    let kinds = "it must be a text, a number, a switch, a list or a table";
                    return Err(wrong(&place, key, kinds));
                }
            };
            self.assign(&place, config.toml_file_name(), key, given)?;
        }
        Ok(())
    }

    fn read_ini(&mut self, config: &Config) -> Result<(), ConfigError> {
        let place = format!("{} [{INI_SECTION}]", config.config_file_name().display());
        let ini = config.ini();
        let mut convention = IndexMap::new();
        for key in ini.own_options(INI_SECTION) {
            let text = ini.get(INI_SECTION, key)?.unwrap_or_default();
            if let Some(kind) = key.strip_prefix(NAMING_PREFIX) {
                convention.insert(kind.to_owned(), text);
                continue;
            }
            let given = match text.as_str() {
                "true" => Given::Boolean(true),
                "false" => Given::Boolean(false),
                _ => Given::Text(text),
            };
            self.assign(&place, config.config_file_name(), key, given)?;
        }
        if !convention.is_empty() {
            let given = Given::Table(convention);
            self.assign(
                &place,
                config.config_file_name(),
                "naming_convention",
                given,
            )?;
        }
        Ok(())
    }

    fn assign(
        &mut self,
        place: &str,
        file: &Path,
        key: &str,
        given: Given,
    ) -> Result<(), ConfigError> {
        match key {
            "url_from_environment" => self.url_from_environment = Some(text(place, key, given)?),
            "version_table" => self.version_table = Some(text(place, key, given)?),
            "version_table_schema" => self.version_table_schema = Some(text(place, key, given)?),
            "version_table_pk" => self.version_table_pk = Some(boolean(place, key, &given)?),
            "transaction_per_migration" => {
                self.transaction_per_migration = Some(boolean(place, key, &given)?);
            }
            "transactional_ddl" => self.transactional_ddl = Some(boolean(place, key, &given)?),
            "naming_convention" => {
                self.naming_convention = Some(naming_convention(place, key, given)?);
            }
            "allow" => self.allow = Some((file.to_owned(), list(place, key, given)?)),
            "max_id_length" => self.max_id_length = Some(number(place, key, given)?),
            _ => {
                return Err(ConfigError::UnknownNativeKey {
                    place: place.to_owned(),
                    key: key.to_owned(),
                    known: KEYS.join(", "),
                });
            }
        }
        Ok(())
    }
}

fn wrong(place: &str, key: &str, problem: &str) -> ConfigError {
    ConfigError::NativeValue {
        place: place.to_owned(),
        key: key.to_owned(),
        problem: problem.to_owned(),
    }
}

fn text(place: &str, key: &str, given: Given) -> Result<String, ConfigError> {
    match given {
        Given::Text(text) if text.is_empty() => Err(wrong(place, key, "it is empty")),
        Given::Text(text) => Ok(text),
        Given::Boolean(_) | Given::Table(_) | Given::List(_) | Given::Number(_) => {
            Err(wrong(place, key, "it must be a text"))
        }
    }
}

/// Texts in a list, or in one text with commas or blanks between them.
fn list(place: &str, key: &str, given: Given) -> Result<Vec<String>, ConfigError> {
    match given {
        Given::List(texts) => Ok(texts),
        Given::Text(text) => Ok(text
            .split(|letter: char| letter == ',' || letter.is_whitespace())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()),
        Given::Boolean(_) | Given::Table(_) | Given::Number(_) => {
            Err(wrong(place, key, "it must be a list of texts"))
        }
    }
}

/// A number above zero, which an ini file writes as text.
fn number(place: &str, key: &str, given: Given) -> Result<usize, ConfigError> {
    let number = match given {
        Given::Number(number) => usize::try_from(number).ok(),
        Given::Text(text) => text.parse().ok(),
        Given::Boolean(_) | Given::Table(_) | Given::List(_) => None,
    };
    number
        .filter(|number| *number > 0)
        .ok_or_else(|| wrong(place, key, "it must be a whole number above zero"))
}

fn boolean(place: &str, key: &str, given: &Given) -> Result<bool, ConfigError> {
    match given {
        Given::Boolean(value) => Ok(*value),
        Given::Text(_) | Given::Table(_) | Given::List(_) | Given::Number(_) => {
            Err(wrong(place, key, "it must be true or false"))
        }
    }
}

fn naming_convention(
    place: &str,
    key: &str,
    given: Given,
) -> Result<IndexMap<String, String>, ConfigError> {
    let Given::Table(convention) = given else {
        return Err(wrong(
            place,
            key,
            "it must be a table, such as { pk = \"pk_%(table_name)s\" }",
        ));
    };
    match convention
        .keys()
        .find(|kind| !NAMING_KEYS.contains(&kind.as_str()))
    {
        Some(kind) => Err(wrong(
            place,
            &format!("{key}.{kind}"),
            &format!("the kinds of constraint are {}", NAMING_KEYS.join(", ")),
        )),
        None => Ok(convention),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFiles;

    fn load(ini: &str, toml: &str) -> Result<NativeSettings, String> {
        let folder = tempfile::tempdir().unwrap();
        let files = ConfigFiles {
            ini: folder.path().join("alembic.ini"),
            pyproject: folder.path().join("pyproject.toml"),
        };
        std::fs::write(&files.ini, ini).unwrap();
        std::fs::write(&files.pyproject, toml).unwrap();
        let config = Config::load(files, "alembic").unwrap();
        NativeSettings::load(&config).map_err(|error| error.to_string())
    }

    #[test]
    fn the_ini_file_wins_key_by_key() {
        let settings = load(
            "[DEFAULT]\nany = thing\n[alembic-rs]\nversion_table = from_ini\n\
             naming_convention.pk = pk_%%(table_name)s\n",
            "[tool.alembic-rs]\nversion_table = 'x'\nversion_table_schema = 'ops'\n\
             transaction_per_migration = true\nurl_from_environment = 'SHOP_URL'\n",
        )
        .unwrap();
        assert_eq!(settings.version_table.as_deref(), Some("from_ini"));
        assert_eq!(settings.version_table_schema.as_deref(), Some("ops"));
        assert_eq!(settings.transaction_per_migration, Some(true));
        assert_eq!(settings.url_from_environment.as_deref(), Some("SHOP_URL"));
        assert_eq!(
            settings.naming_convention.unwrap()["pk"],
            "pk_%(table_name)s"
        );
    }

    #[test]
    fn checks_are_configured_in_either_file() {
        let allowed = |settings: NativeSettings| settings.allow.unwrap().1;
        let toml = "[tool.alembic-rs]\nallow = ['AL020', 'AL022']\nmax_id_length = 64\n";
        let settings = load("", toml).unwrap();
        assert_eq!(settings.max_id_length, Some(64));
        assert_eq!(allowed(settings), ["AL020", "AL022"]);
        let ini = "[alembic-rs]\nallow = AL020, AL022\nmax_id_length = 40\n";
        let settings = load(ini, toml).unwrap();
        assert_eq!(settings.max_id_length, Some(40));
        assert_eq!(allowed(settings), ["AL020", "AL022"]);
    }

    #[test]
    fn unknown_keys_and_wrong_types_are_errors() {
        let error = load("[alembic-rs]\nversion_tabel = x\n", "").unwrap_err();
        assert!(
            error.contains("[alembic-rs] has no key 'version_tabel'; it may have: "),
            "{error}"
        );
        for toml in [
            "version_table = 3",
            "version_table = ''",
            "version_table = true",
            "transaction_per_migration = 'yes'",
            "naming_convention = 'x'",
            "naming_convention = { zz = 'x' }",
            "allow = [1]",
            "max_id_length = 0",
        ] {
            assert!(
                load("", &format!("[tool.alembic-rs]\n{toml}\n")).is_err(),
                "{toml}"
            );
        }
    }
}
