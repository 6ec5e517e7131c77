//! An ini file after it was read: sections, options, defaults.
//!
//! The counterpart of `configparser.ConfigParser` as Alembic makes it: `%(here)s` preset in
//! `[DEFAULT]`, values substituted when they are asked for.

use std::path::Path;

use indexmap::IndexMap;

use super::error::ConfigError;
use super::files::{Contents, read_text};
use super::ini_reader::{Sections, option_name, read};
use super::interpolation::{Interpolation, check};

/// The section whose options every other section has too.
pub(super) const DEFAULT_SECTION: &str = "DEFAULT";

/// Sections and options of an ini file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ini {
    defaults: IndexMap<String, String>,
    sections: IndexMap<String, IndexMap<String, String>>,
}

impl Ini {
    /// Reads a file, with `here` as the value of `%(here)s`; a file that is not there is empty.
    ///
    /// # Errors
    /// Anything `configparser` would raise, an unreadable file, and one that is not UTF-8.
    pub fn read_file(path: &Path, here: &str) -> Result<Self, ConfigError> {
        match read_text(path)? {
            Contents::Text(text) => Self::read_text(&path.display().to_string(), &text, here),
            Contents::Missing => Self::read_text("", "", here),
        }
    }

    /// Reads `text`; `file` is the name that errors carry.
    pub fn read_text(file: &str, text: &str, here: &str) -> Result<Self, ConfigError> {
        let Sections { defaults, named } = read(file, text)?;
        let mut ini = Self {
            defaults: IndexMap::from([("here".to_owned(), here.to_owned())]),
            sections: named,
        };
        ini.defaults.extend(defaults);
        Ok(ini)
    }

    /// Names of the sections in the order of the file, without `DEFAULT`.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.sections.keys().map(String::as_str)
    }

    /// Whether the section is there; `DEFAULT` never counts.
    pub fn has_section(&self, section: &str) -> bool {
        self.sections.contains_key(section)
    }

    /// Whether the option is in the section or in `[DEFAULT]`; false where there is no section.
    pub fn has_option(&self, section: &str, option: &str) -> bool {
        let option = option_name(option);
        if section.is_empty() || section == DEFAULT_SECTION {
            return self.defaults.contains_key(&option);
        }
        self.has_section(section) && self.raw(section, &option).is_some()
    }

    /// The substituted value of an option; `None` where section or option is missing.
    pub fn get(&self, section: &str, option: &str) -> Result<Option<String>, ConfigError> {
        if section != DEFAULT_SECTION && !self.has_section(section) {
            return Ok(None);
        }
        let option = option_name(option);
        let Some(raw_value) = self.raw(section, &option) else {
            return Ok(None);
        };
        let value = Interpolation {
            section,
            option: &option,
            raw_value,
            lookup: |name: &str| self.raw(section, name),
        }
        .run()?;
        Ok(Some(value))
    }

    /// The value of an option as it is written.
    pub fn get_raw(&self, section: &str, option: &str) -> Option<&str> {
        self.raw(section, &option_name(option))
    }

    /// All options of a section with those of `[DEFAULT]` before them, substituted; `None` where
    /// there is no such section.
    pub fn items(&self, section: &str) -> Result<Option<IndexMap<String, String>>, ConfigError> {
        let Some(options) = self.sections.get(section) else {
            return Ok(None);
        };
        let mut items = IndexMap::new();
        for option in self.defaults.keys().chain(options.keys()) {
            if let Some(value) = self.get(section, option)? {
                items.insert(option.clone(), value);
            }
        }
        Ok(Some(items))
    }

    /// The names of a section's options in lower case, those of `[DEFAULT]` before its own.
    pub fn options(&self, section: &str) -> impl Iterator<Item = &str> {
        let own = self.own_options(section);
        let own = own.filter(|option| !self.defaults.contains_key(*option));
        self.defaults.keys().map(String::as_str).chain(own)
    }

    /// The values of all sections as they are written.
    pub fn raw_values(&self) -> impl Iterator<Item = &str> {
        let sections = self.sections.values().chain([&self.defaults]);
        sections.flat_map(IndexMap::values).map(String::as_str)
    }

    /// The names of a section's own options, in lower case, without those of `[DEFAULT]`.
    pub fn own_options(&self, section: &str) -> impl Iterator<Item = &str> {
        self.sections
            .get(section)
            .into_iter()
            .flat_map(|options| options.keys().map(String::as_str))
    }

    /// Makes a section.
    ///
    /// # Errors
    /// Where it is there already or is named `DEFAULT`.
    pub fn add_section(&mut self, section: &str) -> Result<(), ConfigError> {
        if section == DEFAULT_SECTION || self.has_section(section) {
            return Err(ConfigError::InvalidSection {
                section: section.to_owned(),
            });
        }
        self.sections.insert(section.to_owned(), IndexMap::new());
        Ok(())
    }

    /// Sets an option (`ConfigParser.set`); false where there is no such section.
    ///
    /// # Errors
    /// Where the value has a `%` that is neither `%%` nor `%(name)s`.
    pub fn set(&mut self, section: &str, option: &str, value: &str) -> Result<bool, ConfigError> {
        check(value)?;
        let options = if section.is_empty() || section == DEFAULT_SECTION {
            Some(&mut self.defaults)
        } else {
            self.sections.get_mut(section)
        };
        let Some(options) = options else {
            return Ok(false);
        };
        options.insert(option_name(option), value.to_owned());
        Ok(true)
    }

    /// Takes an option out of a section; false where there was none.
    pub fn remove_option(&mut self, section: &str, option: &str) -> bool {
        self.sections
            .get_mut(section)
            .is_some_and(|options| options.shift_remove(&option_name(option)).is_some())
    }

    /// The raw value; `option` is in lower case.
    fn raw(&self, section: &str, option: &str) -> Option<&str> {
        self.sections
            .get(section)
            .and_then(|options| options.get(option))
            .or_else(|| self.defaults.get(option))
            .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ini(text: &str) -> Ini {
        Ini::read_text("a.ini", text, "/srv/shop").unwrap()
    }

    #[test]
    fn substitution_looks_in_the_section_then_in_the_defaults() {
        let ini = ini("[DEFAULT]\nuser = ann\nhost = db\n[a]\nHOST = local\n\
             url = postgresql://%(user)s:p%%40ss@%(Host)s/%(here)s\n");
        assert_eq!(
            ini.get("a", "URL").unwrap().as_deref(),
            Some("postgresql://ann:p%40ss@local//srv/shop")
        );
        assert_eq!(
            ini.items("a").unwrap().unwrap().keys().collect::<Vec<_>>(),
            ["here", "user", "host", "url"]
        );
        assert!(ini.has_option("a", "user"));
        assert!(!ini.has_option("b", "user"));
        assert_eq!(ini.get("b", "user").unwrap(), None);
    }

    #[test]
    fn bad_substitutions_are_errors() {
        let ini = ini("[a]\nmissing = %(nope)s\nbare = 50% off\nopen = %(x\nloop = %(loop)s\n");
        let message = |option| ini.get("a", option).unwrap_err().to_string();
        assert_eq!(
            message("missing"),
            "Bad value substitution: option 'missing' in section 'a' contains an interpolation key \
             'nope' which is not a valid option name. Raw value: '%(nope)s'"
        );
        assert_eq!(
            message("bare"),
            "option 'bare' in section 'a': '%' must be followed by '%' or '(', found: '% off'"
        );
        assert_eq!(
            message("open"),
            "option 'open' in section 'a': bad interpolation variable reference '%(x'"
        );
        assert_eq!(
            message("loop"),
            "Recursion limit exceeded in value substitution: option 'loop' in section 'a' contains \
             an interpolation key which cannot be substituted in 10 steps. Raw value: '%(loop)s'"
        );
    }

    #[test]
    fn substitutions_that_multiply_are_stopped() {
        let levels = (1..10).map(|level| {
            let references = format!("%(v{})s", level - 1).repeat(100);
            format!("v{level} = %%{references}\n")
        });
        let text = format!("[a]\nv0 = \n{}", levels.collect::<String>());
        let error = ini(&text).get("a", "v9").unwrap_err();
        assert!(matches!(error, ConfigError::InterpolationTooLarge { .. }));
    }

    #[test]
    fn setting_checks_the_percent_signs() {
        let mut ini = ini("[a]\n");
        assert!(ini.set("a", "Url", "x%%y%(here)s").unwrap());
        assert_eq!(
            ini.get("a", "url").unwrap().as_deref(),
            Some("x%y/srv/shop")
        );
        assert!(!ini.set("b", "url", "x").unwrap());
        assert_eq!(
            ini.set("a", "url", "p%%é%40").unwrap_err().to_string(),
            "invalid interpolation syntax in 'p%%é%40' at position 2"
        );
    }
}
