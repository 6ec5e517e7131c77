//! What is done when a revision file is made: `[post_write_hooks]` and `revision_environment`.
//!
//! The counterpart of `Config.get_hooks_list` and of `asbool`, as `alembic.command.revision` uses it.

use super::alembic_config::{Config, OptionValue};
use super::error::ConfigError;
use super::python_text::{quoted, strip};

/// The section of the ini file, and the option in `[tool.alembic]`.
const KEY: &str = "post_write_hooks";

/// A program to run on a new revision file, as it is configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostWriteHookConfig {
    /// Its name.
    pub name: String,
    /// Its options, in order; those of an ini file without the hook's name in front.
    pub options: Vec<(String, String)>,
}

impl PostWriteHookConfig {
    /// The name as Python shows it.
    pub fn shown_name(&self) -> String {
        quoted(&self.name)
    }
}

impl Config {
    /// The hooks of new revision files, in order; the ini file's, where it has the section.
    ///
    /// # Errors
    /// Where a value does not substitute, or a hook of `pyproject.toml` has no name.
    pub fn post_write_hooks(&self) -> Result<Vec<PostWriteHookConfig>, ConfigError> {
        match self.get_section(KEY)? {
            Some(section) => {
                let names = section.get("hooks").map_or("", String::as_str);
                Ok(names
                    .split([',', ' '])
                    .filter(|name| !name.is_empty())
                    .map(|name| {
                        let own = |(key, value): (&String, &String)| {
                            let key = key.strip_prefix(name)?.strip_prefix('.')?;
                            Some((key.to_owned(), value.clone()))
                        };
                        PostWriteHookConfig {
                            name: name.to_owned(),
                            options: section.iter().filter_map(own).collect(),
                        }
                    })
                    .collect())
            }
            None => match self.pyproject().get(KEY)? {
                None => Ok(Vec::new()),
                Some(OptionValue::List(hooks)) if hooks.is_empty() => Ok(Vec::new()),
                Some(OptionValue::Tables(hooks)) => hooks.into_iter().map(named).collect(),
                Some(other) => Err(wrong_shape("a list of tables", &other.describe())),
            },
        }
    }

    /// Whether `env.py` is run before a revision is made (`revision_environment`).
    ///
    /// # Errors
    /// Where the value is no word for true or false.
    pub fn revision_environment(&self) -> Result<bool, ConfigError> {
        const NAME: &str = "revision_environment";
        let wrong = |value: &OptionValue| ConfigError::WrongShape {
            key: NAME.to_owned(),
            wanted: "true or false",
            found: value.describe(),
        };
        match self.get_alembic_option(NAME)? {
            None => Ok(false),
            Some(OptionValue::Boolean(value)) => Ok(value),
            Some(OptionValue::Integer(number)) => Ok(number != 0),
            Some(OptionValue::Text(text)) => match &*strip(&text).to_lowercase() {
                "true" | "yes" | "on" | "y" | "t" | "1" => Ok(true),
                "false" | "no" | "off" | "n" | "f" | "0" => Ok(false),
                _ => Err(wrong(&OptionValue::Text(text))),
            },
            Some(
                value @ (OptionValue::List(_) | OptionValue::Table(_) | OptionValue::Tables(_)),
            ) => Err(wrong(&value)),
        }
    }
}

/// A hook of `pyproject.toml`, whose name is one of its options there.
fn named(mut options: Vec<(String, String)>) -> Result<PostWriteHookConfig, ConfigError> {
    let position = options.iter().position(|(key, _)| key == "name");
    let Some(position) = position else {
        return Err(wrong_shape(
            "a list of tables with a name each",
            "one without",
        ));
    };
    let (_, name) = options.remove(position);
    Ok(PostWriteHookConfig { name, options })
}

fn wrong_shape(wanted: &'static str, found: &str) -> ConfigError {
    ConfigError::WrongShape {
        key: KEY.to_owned(),
        wanted,
        found: found.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFiles;

    fn config(ini: &str, toml: &str) -> Config {
        let folder = tempfile::tempdir().unwrap();
        let files = ConfigFiles {
            ini: folder.path().join("alembic.ini"),
            pyproject: folder.path().join("pyproject.toml"),
        };
        std::fs::write(&files.ini, ini).unwrap();
        std::fs::write(&files.pyproject, toml).unwrap();
        Config::load(files, "alembic").unwrap()
    }

    fn hook(name: &str, options: &[(&str, &str)]) -> PostWriteHookConfig {
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        PostWriteHookConfig {
            name: name.to_owned(),
            options: options.iter().map(owned).collect(),
        }
    }

    const TOML: &str =
        "[[tool.alembic.post_write_hooks]]\ntype = 'exec'\nname = 'a'\ncwd = '%(here)s'\n";

    #[test]
    fn the_ini_file_names_its_hooks_in_a_line() {
        let ini =
            "[post_write_hooks]\nhooks = a, b  c,\na.type = exec\nab.type = no\nb.options = x\n";
        let config = config(ini, TOML);
        assert_eq!(
            config.post_write_hooks().unwrap(),
            [
                hook("a", &[("type", "exec")]),
                hook("b", &[("options", "x")]),
                hook("c", &[])
            ]
        );
        // An empty section is a section.
        let config = super::tests::config("[post_write_hooks]\n", TOML);
        assert_eq!(config.post_write_hooks().unwrap(), []);
    }

    #[test]
    fn pyproject_lists_them() {
        let config = config("", TOML);
        let hooks = config.post_write_hooks().unwrap();
        assert_eq!(hooks[0].name, "a");
        // The keys of a TOML table are sorted.
        let [(cwd, folder), (kind, exec)] = &hooks[0].options[..] else {
            panic!("{hooks:?}")
        };
        assert_eq!([cwd, kind, exec], ["cwd", "type", "exec"]);
        assert!(folder.starts_with('/'), "{folder}");
        let nameless =
            super::tests::config("", "[[tool.alembic.post_write_hooks]]\ntype = 'exec'\n");
        assert!(nameless.post_write_hooks().is_err());
    }

    #[test]
    fn revision_environment_has_more_words_than_other_switches() {
        for (value, expected) in [("TRUE", Some(true)), ("on", Some(true)), ("0", Some(false))] {
            let ini = format!("[alembic]\nrevision_environment = {value}\n");
            assert_eq!(config(&ini, "").revision_environment().ok(), expected);
        }
        assert!(!config("", "").revision_environment().unwrap());
        let error = config("[alembic]\nrevision_environment = maybe\n", "");
        assert_eq!(
            error.revision_environment().unwrap_err().to_string(),
            "option 'revision_environment' must be true or false, not the text 'maybe'"
        );
        let toml = "[tool.alembic]\nrevision_environment = true\n";
        assert!(config("", toml).revision_environment().unwrap());
    }
}
