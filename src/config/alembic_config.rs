//! The configuration as Alembic's programs see it: the ini file first, then `[tool.alembic]`.
//!
//! The counterpart of `alembic.config.Config`. Like there, `sqlalchemy.url`, logging and whatever
//! an `env.py` asks for with `get_main_option` come from the ini file alone.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::error::ConfigError;
use super::files::{ConfigFiles, here};
use super::ini::Ini;
use super::pyproject::Pyproject;

/// The value of an option, from either file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionValue {
    /// A text; the only kind an ini file has.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// A table of texts.
    Table(Vec<(String, String)>),
    /// A list of tables of texts.
    Tables(Vec<Vec<(String, String)>>),
    /// A whole number.
    Integer(i64),
    /// A switch.
    Boolean(bool),
}

impl OptionValue {
    /// What it is, for a message.
    pub fn describe(&self) -> String {
        match self {
            Self::Text(text) => format!("the text {}", super::python_text::quoted(text)),
            Self::List(_) => "a list".to_owned(),
            Self::Table(_) => "a table".to_owned(),
            Self::Tables(_) => "a list of tables".to_owned(),
            Self::Integer(number) => number.to_string(),
            Self::Boolean(value) => value.to_string(),
        }
    }
}

/// The two configuration files and the section in use.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    files: ConfigFiles,
    section: String,
    ini: Ini,
    pyproject: Pyproject,
}

impl Config {
    /// Reads the files; `section` is `alembic` unless `-n` names another.
    ///
    /// # Errors
    /// Where a file is there and cannot be read or parsed.
    pub fn load(files: ConfigFiles, section: impl Into<String>) -> Result<Self, ConfigError> {
        let ini = Ini::read_file(&files.ini, &here(&files.ini)?)?;
        let pyproject = Pyproject::read_file(&files.pyproject)?;
        Ok(Self {
            files,
            section: section.into(),
            ini,
            pyproject,
        })
    }

    /// The ini file as it was named, whether it exists or not (`config_file_name`).
    pub fn config_file_name(&self) -> &Path {
        &self.files.ini
    }

    /// The `pyproject.toml` as it was named, whether it exists or not (`toml_file_name`).
    pub fn toml_file_name(&self) -> &Path {
        &self.files.pyproject
    }

    /// The section options come from (`config_ini_section`).
    pub fn section_name(&self) -> &str {
        &self.section
    }

    /// The ini file's contents (`file_config`).
    pub fn ini(&self) -> &Ini {
        &self.ini
    }

    /// The contents of `pyproject.toml`.
    pub fn pyproject(&self) -> &Pyproject {
        &self.pyproject
    }

    /// An option of the main section of the ini file.
    ///
    /// # Errors
    /// Where there is no such section, as in Alembic, or the value does not substitute.
    pub fn get_main_option(&self, name: &str) -> Result<Option<String>, ConfigError> {
        self.get_section_option(&self.section, name)
    }

    /// An option of a section of the ini file.
    ///
    /// # Errors
    /// Where there is no such section, as in Alembic, or the value does not substitute.
    pub fn get_section_option(
        &self,
        section: &str,
        name: &str,
    ) -> Result<Option<String>, ConfigError> {
        if !self.ini.has_section(section) {
            return Err(ConfigError::NoSection {
                file: self.files.ini.display().to_string(),
                section: section.to_owned(),
            });
        }
        self.ini.get(section, name)
    }

    /// All options of a section of the ini file; `None` where there is no such section.
    ///
    /// # Errors
    /// Where a value does not substitute.
    pub fn get_section(&self, name: &str) -> Result<Option<IndexMap<String, String>>, ConfigError> {
        self.ini.items(name)
    }

    /// An option from the ini file or else from `[tool.alembic]`.
    ///
    /// # Errors
    /// Where the value does not substitute or has a type no option has.
    pub fn get_alembic_option(&self, name: &str) -> Result<Option<OptionValue>, ConfigError> {
        if self.ini.has_option(&self.section, name) {
            let text = self.ini.get(&self.section, name)?;
            return Ok(text.map(OptionValue::Text));
        }
        self.pyproject.get(name)
    }

    /// An option that must be a text.
    ///
    /// # Errors
    /// As [`Config::get_alembic_option`], and where the value is no text.
    pub fn get_alembic_text(&self, name: &str) -> Result<Option<String>, ConfigError> {
        match self.get_alembic_option(name)? {
            None => Ok(None),
            Some(OptionValue::Text(text)) => Ok(Some(text)),
            Some(other) => Err(ConfigError::WrongShape {
                key: name.to_owned(),
                wanted: "a text",
                found: other.describe(),
            }),
        }
    }

    /// A switch: exactly `true` in the ini file, or a boolean in `[tool.alembic]`.
    ///
    /// # Errors
    /// Where the value does not substitute or is no boolean in TOML.
    pub fn get_alembic_boolean_option(&self, name: &str) -> Result<bool, ConfigError> {
        if self.ini.has_option(&self.section, name) {
            // Alembic compares with care for case: `True` and `1` mean false.
            let text = self.ini.get(&self.section, name)?;
            return Ok(text.as_deref() == Some("true"));
        }
        self.pyproject.get_boolean(name)
    }

    /// Sets an option of the main section, which is made where it is missing.
    ///
    /// # Errors
    /// Where the value has a `%` that is neither `%%` nor `%(name)s`.
    pub fn set_main_option(&mut self, name: &str, value: &str) -> Result<(), ConfigError> {
        let section = self.section.clone();
        self.set_section_option(&section, name, value)
    }

    /// Sets an option of a section, which is made where it is missing.
    ///
    /// # Errors
    /// Where the value has a `%` that is neither `%%` nor `%(name)s`.
    pub fn set_section_option(
        &mut self,
        section: &str,
        name: &str,
        value: &str,
    ) -> Result<(), ConfigError> {
        if !self.ini.has_section(section) {
            self.ini.add_section(section)?;
        }
        self.ini.set(section, name, value)?;
        Ok(())
    }

    /// Takes an option out of the main section.
    pub fn remove_main_option(&mut self, name: &str) {
        self.ini.remove_option(&self.section, name);
    }

    /// The file a reader of the configuration would look into first: the ini file where it has the
    /// section in use, else `pyproject.toml`.
    pub fn primary_file(&self) -> &PathBuf {
        if self.ini.has_section(&self.section) {
            &self.files.ini
        } else {
            &self.files.pyproject
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(ini: &str, toml: &str, section: &str) -> Config {
        let folder = tempfile::tempdir().unwrap();
        let files = ConfigFiles {
            ini: folder.path().join("alembic.ini"),
            pyproject: folder.path().join("pyproject.toml"),
        };
        std::fs::write(&files.ini, ini).unwrap();
        std::fs::write(&files.pyproject, toml).unwrap();
        Config::load(files, section).unwrap()
    }

    #[test]
    fn the_ini_file_wins_and_the_section_is_chosen_there_only() {
        let (ini, toml) = (
            "[alembic]\nscript_location = a\nsourceless = True\n[other]\nsourceless = true\n",
            "[tool.alembic]\nscript_location = 'b'\nrecursive_version_locations = true\n",
        );
        let config = load(ini, toml, "alembic");
        let text = |config: &Config| config.get_alembic_text("script_location").unwrap();
        assert_eq!(text(&config).as_deref(), Some("a"));
        assert!(!config.get_alembic_boolean_option("sourceless").unwrap());
        assert!(
            config
                .get_alembic_boolean_option("recursive_version_locations")
                .unwrap()
        );
        let other = load(ini, toml, "other");
        assert_eq!(text(&other).as_deref(), Some("b"));
        assert!(other.get_alembic_boolean_option("sourceless").unwrap());
        let unknown = load(ini, toml, "unknown");
        let error = unknown
            .get_main_option("sqlalchemy.url")
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("No config file '/"), "{error}");
        assert!(error.ends_with("alembic.ini' found, or file has no '[unknown]' section"));
    }

    #[test]
    fn setting_makes_the_section() {
        let mut config = load("", "", "alembic");
        config
            .set_main_option("Sqlalchemy.URL", "postgresql://h/d%%20")
            .unwrap();
        assert_eq!(
            config.get_main_option("sqlalchemy.url").unwrap().as_deref(),
            Some("postgresql://h/d%20")
        );
        config.remove_main_option("sqlalchemy.url");
        assert_eq!(config.get_main_option("sqlalchemy.url").unwrap(), None);
    }
}
