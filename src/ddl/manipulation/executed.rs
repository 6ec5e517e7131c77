//! The values a server gets beside a statement (`Compiled.construct_params`).

use crate::operations::Parameters;
use crate::schema::Literal;

use super::super::error::DdlError;
use super::super::python_text::repr;

/// One set of values, and the first of all sets, whose keys decide which columns are filled.
#[derive(Debug, Clone, Copy)]
pub(in crate::ddl) struct Executed<'a> {
    first: &'a Parameters,
    values: &'a Parameters,
    /// The place among the sets, where there are several.
    group: Option<usize>,
}

impl<'a> Executed<'a> {
    /// Each of several sets.
    pub(in crate::ddl) fn each(sets: &'a [Parameters]) -> impl Iterator<Item = Self> {
        sets.iter().enumerate().filter_map(move |(group, values)| {
            Some(Self {
                first: sets.first()?,
                values,
                group: (sets.len() > 1).then_some(group),
            })
        })
    }

    /// Whether the statement is executed several times at once.
    pub(super) fn is_one_of_many(self) -> bool {
        self.group.is_some()
    }

    /// The value of a parameter, where this set has it.
    pub(in crate::ddl) fn value(self, name: &str) -> Option<&'a Literal> {
        self.values
            .iter()
            .rev()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// The value for a column without one of its own; nothing where the first set has none, an
    /// error where only this set has none.
    pub(super) fn value_of_column(self, key: &str) -> Result<Option<&'a Literal>, DdlError> {
        if self.first.iter().all(|(name, _)| name != key) {
            return Ok(None);
        }
        match self.value(key) {
            Some(value) => Ok(Some(value)),
            None => Err(self.missing(key)),
        }
    }

    /// The error for a parameter without a value.
    pub(in crate::ddl) fn missing(self, name: &str) -> DdlError {
        let group = self
            .group
            .map_or_else(String::new, |group| format!(", in parameter group {group}"));
        DdlError::Statement(format!(
            "A value is required for bind parameter {}{group}",
            repr(name)
        ))
    }
}
