//! `sqlalchemy.text()`: SQL as it is, with `:name` placeholders.

use super::bind_parameter::BindParameter;

/// Textual SQL.
///
/// The text is kept as it was given. The compiler replaces each `:name` that is neither escaped
/// with a backslash nor part of `::` by its bind parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct TextClause {
    /// The text with its placeholders.
    pub text: String,
    /// What `bindparams()` said of the placeholders, by name; the last word counts.
    pub bind_parameters: Vec<BindParameter>,
}

impl TextClause {
    /// A text clause whose placeholders have no values yet.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bind_parameters: Vec::new(),
        }
    }

    /// What `bindparams()` said of the placeholder `name`.
    pub fn bind_parameter(&self, name: &str) -> Option<&BindParameter> {
        self.bind_parameters
            .iter()
            .rev()
            .find(|parameter| parameter.key.as_deref() == Some(name))
    }

    /// The names of the placeholders in the order they appear, each once.
    ///
    /// The rule is SQLAlchemy's: a colon that does not follow a colon, a backslash or a word
    /// character, and the word behind it, unless another colon follows.
    pub fn placeholder_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for (_, name) in placeholders(&self.text) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// The placeholders of a text: offset of the colon and the name behind it.
///
/// The counterpart of the regular expression `(?<![:\w\x5c]):(\w+)(?![:\w])`, with which SQLAlchemy
/// finds them.
pub fn placeholders(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut position = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[position..].find(':') {
            let colon = position + found;
            position = colon + 1;
            let before = text[..colon].chars().next_back();
            if before.is_some_and(|c| c == ':' || c == '\\' || is_word(c)) {
                continue;
            }
            let rest = &text[position..];
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let name = &rest[..length];
            if name.is_empty() || rest[length..].starts_with(':') {
                continue;
            }
            position += name.len();
            return Some((colon, name));
        }
        None
    })
}

/// Python's `\w`: letters, digits and the underscore of any script.
pub fn is_word(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}
