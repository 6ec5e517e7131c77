//! `MetaData.naming_convention`: templates for the names of constraints and indexes.

use super::error::SchemaError;

/// What a convention has a template for; the two-letter keys SQLAlchemy uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConstraintKind {
    /// `ix`.
    Index,
    /// `uq`.
    Unique,
    /// `ck`.
    Check,
    /// `fk`.
    ForeignKey,
    /// `pk`.
    PrimaryKey,
}

impl ConstraintKind {
    /// The key in the dictionary.
    pub fn key(self) -> &'static str {
        match self {
            Self::Index => "ix",
            Self::Unique => "uq",
            Self::Check => "ck",
            Self::ForeignKey => "fk",
            Self::PrimaryKey => "pk",
        }
    }
}

/// Templates with `%(token)s` placeholders, one for each kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamingConvention {
    index: Option<String>,
    unique: Option<String>,
    check: Option<String>,
    foreign_key: Option<String>,
    primary_key: Option<String>,
    unknown: Option<String>,
}

impl NamingConvention {
    /// A convention without any template: every unnamed constraint stays unnamed.
    pub fn empty() -> Self {
        Self {
            index: None,
            unique: None,
            check: None,
            foreign_key: None,
            primary_key: None,
            unknown: None,
        }
    }

    /// A convention that exists as far as anybody can tell, and that nobody has read.
    ///
    /// Every name it could have made or changed is an error, with `reason` in it.
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self {
            unknown: Some(reason.into()),
            ..Self::default()
        }
    }

    /// Why the convention is not known; `None` where it is.
    pub fn unknown_reason(&self) -> Option<&str> {
        self.unknown.as_deref()
    }

    /// Sets the template of `key` (`ix`, `uq`, `ck`, `fk` or `pk`).
    ///
    /// Other keys name custom tokens, which are Python functions and cannot be followed.
    pub fn set(&mut self, key: &str, template: impl Into<String>) -> Result<(), SchemaError> {
        let slot = match key {
            "ix" => &mut self.index,
            "uq" => &mut self.unique,
            "ck" => &mut self.check,
            "fk" => &mut self.foreign_key,
            "pk" => &mut self.primary_key,
            other => {
                return Err(SchemaError::Unsupported(format!(
                    "the key '{other}' of a naming convention"
                )));
            }
        };
        *slot = Some(template.into());
        Ok(())
    }

    /// The template for constraints of `kind`.
    pub fn template(&self, kind: ConstraintKind) -> Option<&str> {
        match kind {
            ConstraintKind::Index => self.index.as_deref(),
            ConstraintKind::Unique => self.unique.as_deref(),
            ConstraintKind::Check => self.check.as_deref(),
            ConstraintKind::ForeignKey => self.foreign_key.as_deref(),
            ConstraintKind::PrimaryKey => self.primary_key.as_deref(),
        }
    }
}

impl Default for NamingConvention {
    /// What `MetaData()` has: only indexes are named.
    fn default() -> Self {
        Self {
            index: Some("ix_%(column_0_label)s".to_owned()),
            ..Self::empty()
        }
    }
}
