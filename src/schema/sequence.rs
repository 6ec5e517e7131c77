//! `sqlalchemy.Sequence`.

use super::identity::IdentityOptions;
use super::name::Name;
use super::sql_type::SqlType;

/// A named sequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    /// Its name.
    pub name: Name,
    /// The schema it lives in.
    pub schema: Option<Name>,
    /// START, INCREMENT and their kin.
    pub options: IdentityOptions,
    /// `AS type`.
    pub data_type: Option<SqlType>,
    /// Whether a column may do without it where the database has SERIAL.
    pub optional: bool,
}
