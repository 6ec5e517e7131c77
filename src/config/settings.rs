//! Where the revisions are and how they are read: what every command needs of the configuration.
//!
//! The counterpart of the arguments that `ScriptDirectory.from_config` takes from a `Config`.

use std::path::PathBuf;

use super::alembic_config::{Config, OptionValue};
use super::environment::Environment;
use super::error::ConfigError;
use super::locations::PathList;
use super::native_settings::NativeSettings;
use super::python_text::strip;
use super::resource::resolve;

/// `truncate_slug_length` where nothing is configured.
const SLUG_LENGTH: i64 = 40;

/// The options of `ScriptDirectory`, resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The folder of `env.py`; relative to the working directory unless written absolute.
    pub script_location: PathBuf,
    /// The folders of the revision files, absolute; some may not exist.
    pub version_locations: Vec<PathBuf>,
    /// Whether `version_locations` was given, rather than `<script_location>/versions` assumed.
    pub version_locations_given: bool,
    /// Whether folders below the version locations are searched too.
    pub recursive_version_locations: bool,
    /// Folders that Python modules are imported from, in order, relative ones made absolute.
    pub prepend_sys_path: Vec<PathBuf>,
    /// Name of a new revision file, as a Python format.
    pub file_template: String,
    /// The most characters of a message that become part of a file name.
    pub truncate_slug_length: i64,
    /// Encoding of new revision files.
    pub output_encoding: String,
    /// Time zone of dates in new revision files.
    pub timezone: Option<String>,
    /// What our own section says.
    pub native: NativeSettings,
}

impl Settings {
    /// Resolves the options, in the order in which Alembic looks at them.
    ///
    /// # Errors
    /// Where `script_location` is missing, an option has a value of the wrong kind, a package is
    /// not found, or compiled revision files are asked for.
    pub fn load(config: &Config, environment: &Environment) -> Result<Self, ConfigError> {
        let location = config
            .get_alembic_text("script_location")?
            .ok_or(ConfigError::NoScriptLocation)?;
        let truncate_slug_length = slug_length(config)?;
        let prepend_sys_path = PathList::PrependSysPath
            .read(config)?
            .iter()
            .map(absolute)
            .collect::<Result<Vec<_>, _>>()?;
        let search_path = search_path(&prepend_sys_path, environment)?;
        let recursive = config.get_alembic_boolean_option("recursive_version_locations")?;
        let script_location = resolve("script_location", &location, &search_path)?;
        let file_template = config.get_alembic_text("file_template")?;
        if config.get_alembic_boolean_option("sourceless")? {
            return Err(ConfigError::Sourceless);
        }
        let output_encoding = config.get_alembic_text("output_encoding")?;
        let given = PathList::VersionLocations.read(config)?;
        let version_locations = if given.is_empty() {
            vec![absolute(script_location.join("versions"))?]
        } else {
            given
                .iter()
                .map(|entry| absolute(resolve("version_locations", entry, &search_path)?))
                .collect::<Result<_, _>>()?
        };
        Ok(Self {
            script_location,
            version_locations,
            version_locations_given: !given.is_empty(),
            recursive_version_locations: recursive,
            prepend_sys_path,
            file_template: file_template.unwrap_or_else(|| "%(rev)s_%(slug)s".to_owned()),
            truncate_slug_length,
            output_encoding: output_encoding.unwrap_or_else(|| "utf-8".to_owned()),
            timezone: config.get_alembic_text("timezone")?,
            native: NativeSettings::load(config)?,
        })
    }
}

fn slug_length(config: &Config) -> Result<i64, ConfigError> {
    let key = "truncate_slug_length";
    let length = match config.get_alembic_option(key)? {
        None => None,
        Some(OptionValue::Integer(length)) => Some(length),
        Some(value) => {
            let length = match &value {
                OptionValue::Text(text) => strip(text).parse().ok(),
                OptionValue::List(_)
                | OptionValue::Table(_)
                | OptionValue::Tables(_)
                | OptionValue::Integer(_)
                | OptionValue::Boolean(_) => None,
            };
            Some(length.ok_or_else(|| ConfigError::WrongShape {
                key: key.to_owned(),
                wanted: "a whole number",
                found: value.describe(),
            })?)
        }
    };
    Ok(length.filter(|length| *length != 0).unwrap_or(SLUG_LENGTH))
}

/// Where packages are looked for: `prepend_sys_path`, then `PYTHONPATH`.
fn search_path(
    prepended: &[PathBuf],
    environment: &Environment,
) -> Result<Vec<PathBuf>, ConfigError> {
    let mut search_path = prepended.to_vec();
    let python_path = environment.get("PYTHONPATH").unwrap_or_default();
    for entry in python_path.split(':').filter(|entry| !entry.is_empty()) {
        search_path.push(absolute(entry)?);
    }
    Ok(search_path)
}

fn absolute(path: impl AsRef<std::path::Path>) -> Result<PathBuf, ConfigError> {
    let path = path.as_ref();
    // The empty path is the working directory in Python, and an error in Rust.
    let path = if path.as_os_str().is_empty() {
        std::path::Path::new(".")
    } else {
        path
    };
    std::path::absolute(path).map_err(ConfigError::NoWorkingDirectory)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ConfigFiles, FailureKind};

    fn load(ini: &str, toml: &str) -> Result<Settings, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let files = ConfigFiles {
            ini: folder.path().join("alembic.ini"),
            pyproject: folder.path().join("pyproject.toml"),
        };
        std::fs::write(&files.ini, ini).unwrap();
        std::fs::write(&files.pyproject, toml).unwrap();
        Settings::load(&Config::load(files, "alembic")?, &Environment::default())
    }

    #[test]
    fn defaults_follow_the_script_location() {
        let settings = load("[alembic]\nscript_location = ./db//migrations/\n", "").unwrap();
        assert_eq!(settings.script_location.to_str(), Some("db/migrations"));
        let working_directory = std::env::current_dir().unwrap();
        assert_eq!(
            settings.version_locations,
            [working_directory.join("db/migrations/versions")]
        );
        assert!(!settings.version_locations_given);
        assert_eq!(settings.truncate_slug_length, 40);
    }

    #[test]
    fn pyproject_alone_is_enough() {
        let settings = load(
            "",
            "[tool.alembic]\nscript_location = '%(here)s/m'\nprepend_sys_path = ['.']\n\
             version_locations = ['/v/a', '/v/b']\nrecursive_version_locations = true\n",
        )
        .unwrap();
        assert!(settings.script_location.is_absolute());
        assert_eq!(
            settings.version_locations,
            [PathBuf::from("/v/a"), PathBuf::from("/v/b")]
        );
        assert!(settings.recursive_version_locations);
        assert_eq!(
            settings.prepend_sys_path,
            [std::env::current_dir().unwrap()]
        );
    }

    #[test]
    fn errors_end_as_alembic_ends() {
        let error = |ini, toml| load(ini, toml).unwrap_err();
        let missing = error("[other]\nscript_location = x\n", "");
        assert_eq!(
            missing.to_string(),
            "No 'script_location' key found in configuration."
        );
        assert_eq!(missing.kind(), FailureKind::Command);
        let sourceless = error("[alembic]\nscript_location = x\nsourceless = true\n", "");
        assert!(matches!(sourceless, ConfigError::Sourceless));
        let boolean = error(
            "",
            "[tool.alembic]\nscript_location = 'x'\nsourceless = 'true'\n",
        );
        assert_eq!(boolean.kind(), FailureKind::Command);
        let length = error(
            "[alembic]\nscript_location = x\ntruncate_slug_length = a\n",
            "",
        );
        assert_eq!(length.kind(), FailureKind::Unexpected);
        let list = error("", "[tool.alembic]\nscript_location = ['x']\n");
        assert_eq!(
            list.to_string(),
            "option 'script_location' must be a text, not a list"
        );
    }
}
