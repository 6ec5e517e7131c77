//! What is wrong with a template, and where (`mako.exceptions`).

use crate::source::Origin;

/// An error of a template; its place is always in the template, or in a file it made Python read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum TemplateError {
    /// Mako would not take the text either.
    #[error("{origin}: {sentence}")]
    Malformed {
        /// Where.
        origin: Origin,
        /// What is wrong.
        sentence: String,
        /// What could be done about it.
        help: Option<String>,
    },
    /// Mako takes it; this program does not.
    #[error("{origin}: not supported: {what}")]
    Unsupported {
        /// Where.
        origin: Origin,
        /// What it is.
        what: String,
        /// What could be done about it.
        help: Option<String>,
    },
    /// Evaluating the template failed, or was stopped because it took too long.
    #[error("{origin}: {sentence}")]
    Evaluation {
        /// Where.
        origin: Origin,
        /// The exception or the refusal, as the evaluator says it: `NameError: Undefined`.
        sentence: String,
        /// The calls that led there, outermost first: functions and places.
        frames: Vec<(String, Origin)>,
        /// What could be done about it.
        help: Option<String>,
    },
}

impl TemplateError {
    /// The place.
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Malformed { origin, .. }
            | Self::Unsupported { origin, .. }
            | Self::Evaluation { origin, .. } => origin,
        }
    }

    /// What is wrong, without the place.
    pub fn sentence(&self) -> String {
        match self {
            Self::Malformed { sentence, .. } | Self::Evaluation { sentence, .. } => {
                sentence.clone()
            }
            Self::Unsupported { what, .. } => format!("not supported: {what}"),
        }
    }

    /// What could be done about it, where something is known.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Malformed { help, .. }
            | Self::Unsupported { help, .. }
            | Self::Evaluation { help, .. } => help.as_deref(),
        }
    }

    /// A text that is no template.
    pub(super) fn malformed(origin: Origin, sentence: impl Into<String>) -> Self {
        Self::Malformed {
            origin,
            sentence: sentence.into(),
            help: None,
        }
    }

    /// Something of Mako that does not exist here.
    pub(super) fn unsupported(origin: Origin, what: impl Into<String>) -> Self {
        Self::Unsupported {
            origin,
            what: what.into(),
            help: None,
        }
    }

    /// The same with a suggestion.
    #[must_use]
    pub(super) fn with_help(mut self, suggestion: impl Into<String>) -> Self {
        match &mut self {
            Self::Malformed { help, .. }
            | Self::Unsupported { help, .. }
            | Self::Evaluation { help, .. } => *help = Some(suggestion.into()),
        }
        self
    }
}
