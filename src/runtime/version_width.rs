//! How wide `alembic_version.version_num` has to be.
//!
//! Alembic hard-codes VARCHAR(32) in `DefaultImpl.version_table_impl` and fails in the middle of
//! an upgrade when an identifier is longer. Here the column is made wide enough when the table is
//! created, and an existing one is widened before the first write that needs it.

use std::fmt;

/// The width Alembic gives the column, in characters.
const ALEMBIC_WIDTH: u32 = 32;

/// Wider columns come in steps of this many characters.
const STEP: u32 = 64;

/// The width of a VARCHAR column, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct VersionWidth(u32);

impl VersionWidth {
    /// The width Alembic gives the column.
    pub const ALEMBIC: Self = Self(ALEMBIC_WIDTH);

    /// Alembic's own width where every identifier fits in it; else the next multiple of 64.
    pub fn for_identifiers<'a>(identifiers: impl IntoIterator<Item = &'a str>) -> Self {
        let longest = identifiers
            .into_iter()
            .map(|id| id.chars().count())
            .max()
            .unwrap_or(0);
        let longest = u32::try_from(longest).unwrap_or(u32::MAX - STEP);
        if longest <= ALEMBIC_WIDTH {
            Self(ALEMBIC_WIDTH)
        } else {
            Self(longest.div_ceil(STEP) * STEP)
        }
    }

    /// A column of `characters`.
    pub fn new(characters: u32) -> Self {
        Self(characters)
    }

    /// Number of characters.
    pub fn characters(self) -> u32 {
        self.0
    }

    /// Whether an identifier fits.
    pub fn holds(self, identifier: &str) -> bool {
        identifier.chars().count() <= self.0 as usize
    }
}

impl fmt::Display for VersionWidth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "VARCHAR({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::VersionWidth;

    fn width(lengths: &[usize]) -> u32 {
        let ids: Vec<String> = lengths.iter().map(|length| "é".repeat(*length)).collect();
        VersionWidth::for_identifiers(ids.iter().map(String::as_str)).characters()
    }

    #[test]
    fn the_width_is_alembics_until_an_identifier_is_longer() {
        assert_eq!(width(&[]), 32);
        assert_eq!(width(&[12, 32]), 32);
        assert_eq!(width(&[12, 33]), 64);
        assert_eq!(width(&[64]), 64);
        assert_eq!(width(&[65]), 128);
    }
}
