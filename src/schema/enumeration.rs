//! `sqlalchemy.Enum` and `postgresql.ENUM`.

use std::rc::Rc;

use super::literal::Literal;
use super::name::Name;

/// Whether a type is one of the server's own or an emulation of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nativeness {
    /// `native_enum=True`: a type made by CREATE TYPE.
    Native,
    /// `native_enum=False`: VARCHAR.
    Emulated,
}

/// Which class an enumerated type was made from; each has rules of its own for CREATE TYPE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumerationClass {
    /// `sqlalchemy.Enum`: created where it is what a column has on PostgreSQL.
    Generic,
    /// `postgresql.ENUM`: created with every table it is mentioned in, even as a variant for
    /// another database.
    PostgreSql,
}

/// Whether a CHECK constraint comes with an emulated type (`create_constraint`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintCreation {
    /// The column gets a CHECK constraint.
    Create,
    /// It does not; SQLAlchemy's default.
    Omit,
}

/// Whether creating a table creates the type as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeCreation {
    /// CREATE TYPE comes before the first CREATE TABLE of the run that uses the type.
    WithTable,
    /// `create_type=False` of `postgresql.ENUM`, or a type bound to a `MetaData`.
    Never,
}

/// One label, and what is stored as it.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumerationMember {
    /// The text in the database.
    pub label: Rc<str>,
    /// What Python has for it: the member, where the type was made from an `enum.Enum` class, else
    /// the label.
    pub object: Literal,
}

/// A label that SQLAlchemy takes and cannot write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OddLabel {
    /// All labels are strings.
    None,
    /// All labels were given in one tuple, `sa.Enum(("a", "b"))`: the tuple is the only label.
    Tuple,
}

/// The labels of an enumerated type, and how it is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// The labels in order.
    pub members: Vec<EnumerationMember>,
    /// Whether there is a label besides them that is no string.
    pub odd_label: OddLabel,
    /// Name of the type; a class given without a name lends its own in lower case.
    pub name: Option<Name>,
    /// Schema of the type.
    pub schema: Option<Name>,
    /// `inherit_schema=True`: the type lives in the schema of the table.
    pub inherit_schema: bool,
    /// CREATE TYPE or VARCHAR.
    pub nativeness: Nativeness,
    /// Whether an emulated one brings its CHECK constraint.
    pub constraint: ConstraintCreation,
    /// Whether CREATE TABLE brings CREATE TYPE.
    pub creation: TypeCreation,
    /// Its class.
    pub class: EnumerationClass,
    /// Length of the VARCHAR where it is emulated: `None` is the longest label's.
    pub length: Option<Option<u64>>,
    /// Whether a string that is no label is refused where a literal is written.
    pub validate_strings: bool,
}

impl Enumeration {
    /// A native type with these labels that is created with its table, as `sa.Enum("a", "b",
    /// name="n")` makes one.
    pub fn new<'a>(name: impl Into<Name>, labels: impl IntoIterator<Item = &'a str>) -> Self {
        let members = labels
            .into_iter()
            .map(|label| EnumerationMember {
                label: label.into(),
                object: label.into(),
            })
            .collect();
        Self {
            members,
            odd_label: OddLabel::None,
            name: Some(name.into()),
            schema: None,
            inherit_schema: false,
            nativeness: Nativeness::Native,
            constraint: ConstraintCreation::Omit,
            creation: TypeCreation::WithTable,
            class: EnumerationClass::Generic,
            length: None,
            validate_strings: false,
        }
    }

    /// The labels, for a place that writes them all; `None` where one cannot be written.
    pub fn written_members(&self) -> Option<&[EnumerationMember]> {
        match self.odd_label {
            OddLabel::None => Some(&self.members),
            OddLabel::Tuple => None,
        }
    }

    /// Length of the longest label in characters.
    pub fn longest_label(&self) -> u64 {
        let longest = self
            .members
            .iter()
            .map(|member| member.label.chars().count())
            .max();
        longest.unwrap_or(0) as u64
    }
}
