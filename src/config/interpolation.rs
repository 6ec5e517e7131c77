//! Substitutes `%(name)s` and `%%` in the values of an ini file.
//!
//! The counterpart of `configparser.BasicInterpolation`. Python limits the depth to ten and
//! nothing else, so that a small file can fill the memory; the work is limited here too.

use super::error::ConfigError;
use super::ini_reader::option_name;

/// How deep substitutions may refer to each other (`MAX_INTERPOLATION_DEPTH`).
const MAXIMUM_DEPTH: usize = 10;
/// The most substitutions one value may take.
const MAXIMUM_SUBSTITUTIONS: usize = 10_000;
/// The most bytes one value may come to.
const MAXIMUM_LENGTH: usize = 1 << 20;

/// The option whose value is being substituted.
pub(super) struct Interpolation<'a, Lookup: Fn(&str) -> Option<&'a str>> {
    /// Section, for messages.
    pub(super) section: &'a str,
    /// Option, for messages.
    pub(super) option: &'a str,
    /// The value as written, for messages.
    pub(super) raw_value: &'a str,
    /// Finds the raw value of an option in lower case.
    pub(super) lookup: Lookup,
}

impl<'a, Lookup: Fn(&str) -> Option<&'a str>> Interpolation<'a, Lookup> {
    /// The value with everything substituted.
    pub(super) fn run(&self) -> Result<String, ConfigError> {
        let mut output = String::new();
        let mut substitutions = 0;
        self.append(&mut output, self.raw_value, 1, &mut substitutions)?;
        Ok(output)
    }

    fn append(
        &self,
        output: &mut String,
        text: &str,
        depth: usize,
        substitutions: &mut usize,
    ) -> Result<(), ConfigError> {
        if depth > MAXIMUM_DEPTH {
            return Err(ConfigError::InterpolationDepth {
                option: self.option.to_owned(),
                section: self.section.to_owned(),
                raw_value: self.raw_value.to_owned(),
            });
        }
        let mut rest = text;
        while let Some(percent) = rest.find('%') {
            output.push_str(&rest[..percent]);
            rest = &rest[percent..];
            if let Some(tail) = rest.strip_prefix("%%") {
                output.push('%');
                rest = tail;
            } else if rest.starts_with("%(") {
                let Some((name, tail)) = reference(rest) else {
                    return Err(self.syntax(format!(
                        "bad interpolation variable reference {}",
                        super::python_text::quoted(rest)
                    )));
                };
                rest = tail;
                *substitutions += 1;
                let name = option_name(name);
                let Some(value) = (self.lookup)(&name) else {
                    return Err(ConfigError::InterpolationMissingOption {
                        option: self.option.to_owned(),
                        section: self.section.to_owned(),
                        reference: name,
                        raw_value: self.raw_value.to_owned(),
                    });
                };
                if *substitutions > MAXIMUM_SUBSTITUTIONS || output.len() > MAXIMUM_LENGTH {
                    return Err(ConfigError::InterpolationTooLarge {
                        option: self.option.to_owned(),
                        section: self.section.to_owned(),
                    });
                }
                if value.contains('%') {
                    self.append(output, value, depth + 1, substitutions)?;
                } else {
                    output.push_str(value);
                }
            } else {
                return Err(self.syntax(format!(
                    "'%' must be followed by '%' or '(', found: {}",
                    super::python_text::quoted(rest)
                )));
            }
        }
        output.push_str(rest);
        Ok(())
    }

    fn syntax(&self, problem: String) -> ConfigError {
        ConfigError::InterpolationSyntax {
            option: self.option.to_owned(),
            section: self.section.to_owned(),
            problem,
        }
    }
}

/// Checks a value that is to be set (`BasicInterpolation.before_set`).
pub(super) fn check(value: &str) -> Result<(), ConfigError> {
    let unescaped = value.replace("%%", "");
    let mut rest = unescaped.as_str();
    let mut position = 0;
    while let Some(percent) = rest.find('%') {
        position += rest[..percent].chars().count();
        rest = &rest[percent..];
        match reference(rest) {
            Some((_, tail)) => rest = tail,
            None => {
                return Err(ConfigError::InvalidInterpolation {
                    value: value.to_owned(),
                    position,
                });
            }
        }
    }
    Ok(())
}

/// Splits `%(name)s…` into the name and what follows; the name has at least one character.
fn reference(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("%(")?;
    let end = inner.find(')')?;
    let tail = inner[end + 1..].strip_prefix('s')?;
    (end > 0).then(|| (&inner[..end], tail))
}
