//! Identifiers with what SQLAlchemy knows about them: `quoted_name`, `conv` and truncated labels.

use std::fmt;
use std::rc::Rc;

/// How far a name is final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NameKind {
    /// A plain string: a naming convention may rewrite it, and one that is too long is an error.
    #[default]
    Plain,
    /// `sqlalchemy.schema.conv`, made by `op.f()`: no convention rewrites it, and one that is too
    /// long is shortened.
    Conventional,
}

/// An identifier as it was given, before quoting.
///
/// Equality ignores the quoting, as Python's string equality does for `quoted_name`.
#[derive(Debug, Clone)]
pub struct Name {
    text: Rc<str>,
    quote: Option<bool>,
    kind: NameKind,
}

impl Name {
    /// A plain name, quoted where its text requires it.
    pub fn new(text: impl Into<Rc<str>>) -> Self {
        Self {
            text: text.into(),
            quote: None,
            kind: NameKind::Plain,
        }
    }

    /// `quoted_name(text, quote)`: `Some(true)` always quotes, `Some(false)` never does.
    pub fn quoted(text: impl Into<Rc<str>>, quote: Option<bool>) -> Self {
        Self {
            text: text.into(),
            quote,
            kind: NameKind::Plain,
        }
    }

    /// `conv(text)`, which `op.f()` makes: final for every naming convention.
    pub fn conventional(text: impl Into<Rc<str>>) -> Self {
        Self {
            text: text.into(),
            quote: None,
            kind: NameKind::Conventional,
        }
    }

    /// The identifier without quotes.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether quoting is forced on or off; `None` leaves it to the text.
    pub fn quote(&self) -> Option<bool> {
        self.quote
    }

    /// Whether a naming convention may still rewrite it.
    pub fn kind(&self) -> NameKind {
        self.kind
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Name {}

impl std::hash::Hash for Name {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}
