//! Schemas, extensions, and the kinds of objects that few databases have.

use serde::{Deserialize, Serialize};

/// A schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// Its name.
    pub name: String,
    /// Its comment.
    pub comment: Option<String>,
}

/// An extension. Of its members only the relations, which may hold rows, are in a structure of
/// their own; functions, types and operators are what its version says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The schema its objects lie in.
    pub schema: String,
    /// Its comment.
    pub comment: Option<String>,
}

/// An object of another kind: a cast, an operator, a collation, a publication, ….
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherObject {
    /// Its kind in SQL's words, in lower case, such as `text search configuration`.
    pub kind: String,
    /// Its name, with what tells it from others of the same name.
    pub name: String,
    /// What it is, in the catalog's words.
    pub definition: String,
    /// Its comment.
    pub comment: Option<String>,
}
