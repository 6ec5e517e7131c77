//! Options that are lists of paths: `version_locations` and `prepend_sys_path`.
//!
//! The counterpart of `Config.get_version_locations_list`, `get_prepend_sys_paths_list` and
//! `_get_file_separator_char`, with the splitting of old versions where no separator is named.

use super::alembic_config::{Config, OptionValue};
use super::error::ConfigError;
use super::python_text::strip;

/// Which list, for the ways in which the two differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PathList {
    /// `version_locations`: also heeds `version_path_separator`; splits at spaces and commas.
    VersionLocations,
    /// `prepend_sys_path`: splits at spaces, commas and colons.
    PrependSysPath,
}

impl PathList {
    fn key(self) -> &'static str {
        match self {
            Self::VersionLocations => "version_locations",
            Self::PrependSysPath => "prepend_sys_path",
        }
    }

    fn separator_keys(self) -> &'static [&'static str] {
        match self {
            Self::VersionLocations => &["path_separator", "version_path_separator"],
            Self::PrependSysPath => &["path_separator"],
        }
    }

    /// The entries as written; empty where the option is missing or empty.
    ///
    /// # Errors
    /// Where a value does not substitute, has the wrong shape, or the separator is unknown.
    pub(super) fn read(self, config: &Config) -> Result<Vec<String>, ConfigError> {
        let text = config.ini().get(config.section_name(), self.key())?;
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            return Ok(match self.separator(config)? {
                Some(separator) => text
                    .split(separator)
                    .filter(|entry| !entry.is_empty())
                    .map(|entry| strip(entry).to_owned())
                    .collect(),
                None => self.split_as_old_versions(&text),
            });
        }
        match config.pyproject().get(self.key())? {
            None => Ok(Vec::new()),
            Some(OptionValue::List(entries)) => Ok(entries),
            Some(other) => Err(ConfigError::WrongShape {
                key: self.key().to_owned(),
                wanted: "a list of texts",
                found: other.describe(),
            }),
        }
    }

    fn separator(self, config: &Config) -> Result<Option<char>, ConfigError> {
        for key in self.separator_keys() {
            if let Some(value) = config.get_main_option(key)? {
                return match value.as_str() {
                    "space" => Ok(Some(' ')),
                    "newline" => Ok(Some('\n')),
                    "os" if cfg!(windows) => Ok(Some(';')),
                    "os" | ":" => Ok(Some(':')),
                    ";" => Ok(Some(';')),
                    _ => Err(ConfigError::PathSeparator { key, value }),
                };
            }
        }
        Ok(None)
    }

    /// Python's `re.split(r", *|(?: +)", text)`, with `|\:` for the second list.
    fn split_as_old_versions(self, text: &str) -> Vec<String> {
        let mut entries = vec![String::new()];
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let separates = match character {
                ',' | ' ' => {
                    while characters.next_if_eq(&' ').is_some() {}
                    true
                }
                ':' => self == Self::PrependSysPath,
                _ => false,
            };
            if separates {
                entries.push(String::new());
            } else if let Some(entry) = entries.last_mut() {
                entry.push(character);
            }
        }
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFiles;

    fn read(list: PathList, ini: &str, toml: &str) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().unwrap();
        let files = ConfigFiles {
            ini: folder.path().join("alembic.ini"),
            pyproject: folder.path().join("pyproject.toml"),
        };
        std::fs::write(&files.ini, format!("[alembic]\n{ini}\n")).unwrap();
        std::fs::write(&files.pyproject, toml).unwrap();
        let config = Config::load(files, "alembic").unwrap();
        list.read(&config).map_err(|error| error.to_string())
    }

    fn versions(ini: &str) -> Vec<String> {
        read(PathList::VersionLocations, ini, "").unwrap()
    }

    #[test]
    fn every_separator_splits() {
        assert_eq!(
            versions("path_separator=os\nversion_locations=a:b c: :d"),
            ["a", "b c", "", "d"]
        );
        assert_eq!(
            versions("path_separator=:\nversion_locations=a::b"),
            ["a", "b"]
        );
        assert_eq!(
            versions("path_separator=;\nversion_locations=a; b"),
            ["a", "b"]
        );
        assert_eq!(
            versions("path_separator=space\nversion_locations=a  b"),
            ["a", "b"]
        );
        assert_eq!(
            versions("path_separator=newline\nversion_locations=\n  a\n\n  b, c"),
            ["a", "b, c"]
        );
        assert_eq!(
            versions("version_path_separator=;\nversion_locations=a;b"),
            ["a", "b"]
        );
        assert_eq!(
            versions("path_separator=;\nversion_path_separator=os\nversion_locations=a;b:c"),
            ["a", "b:c"]
        );
        assert_eq!(
            read(
                PathList::VersionLocations,
                "path_separator=comma\nversion_locations=a",
                ""
            ),
            Err(
                "'comma' is not a valid value for path_separator; expected 'space', 'newline', \
                 'os', ':', ';'"
                    .to_owned()
            )
        );
    }

    #[test]
    fn old_versions_split_at_spaces_and_commas() {
        assert_eq!(
            versions("version_locations=a, b  c,d:e ,f"),
            ["a", "b", "c", "d:e", "", "f"]
        );
        assert_eq!(versions("version_locations=a\n  b"), ["a\nb"]);
        assert_eq!(
            read(PathList::PrependSysPath, "prepend_sys_path=.:a, b", "").unwrap(),
            [".", "a", "b"]
        );
        // The separator of version_locations is not the one of prepend_sys_path.
        assert_eq!(
            read(
                PathList::PrependSysPath,
                "version_path_separator=;\nprepend_sys_path=a;b c",
                ""
            )
            .unwrap(),
            ["a;b", "c"]
        );
    }

    #[test]
    fn an_empty_option_leaves_the_word_to_pyproject() {
        let toml = "[tool.alembic]\nversion_locations = ['x']\n";
        assert_eq!(
            read(PathList::VersionLocations, "version_locations=", toml).unwrap(),
            ["x"]
        );
        assert_eq!(
            read(
                PathList::VersionLocations,
                "",
                "[tool.alembic]\nversion_locations = 'x'\n"
            ),
            Err("option 'version_locations' must be a list of texts, not the text 'x'".to_owned())
        );
    }
}
