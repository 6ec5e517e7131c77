//! Emphasis on a terminal; nothing at all elsewhere.

/// Whether a text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paint {
    /// Plain text: no terminal, or `NO_COLOR`.
    #[default]
    Plain,
    /// ANSI escapes.
    Coloured,
}

impl Paint {
    /// A heading.
    pub(super) fn strong(self, text: &str) -> String {
        self.wrapped("1", text)
    }

    /// What is said beside the matter.
    pub(super) fn faint(self, text: &str) -> String {
        self.wrapped("2", text)
    }

    /// What keeps others waiting.
    pub(super) fn warning(self, text: &str) -> String {
        self.wrapped("33", text)
    }

    /// What fails.
    pub(super) fn error(self, text: &str) -> String {
        self.wrapped("31", text)
    }

    /// What is changed.
    pub(super) fn change(self, text: &str) -> String {
        self.wrapped("36", text)
    }

    fn wrapped(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Coloured => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}
