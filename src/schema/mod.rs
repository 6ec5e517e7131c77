//! What a database is made of: tables, columns, constraints, indexes, types and SQL expressions.
//!
//! The counterpart of `sqlalchemy.schema`, `sqlalchemy.types` and `sqlalchemy.sql`: plain values
//! that say what was asked for. Nothing here writes SQL; the `ddl` room does.

mod column;
mod constraint;
mod enumeration;
mod error;
pub mod expression;
mod identity;
mod index;
mod literal;
mod name;
mod named_types;
mod naming_convention;
mod sequence;
mod server_default;
mod sql_type;
pub mod statement;
mod table;
mod temporal;

pub use column::{Autoincrement, Column, ColumnDefault};
pub use constraint::{
    CheckConstraint, Constraint, ConstraintTraits, CreationOrder, ExcludeConstraint,
    ExcludeElement, ForeignKey, ForeignKeyConstraint, ForeignKeyTarget, ForeignKeyTraits,
    PrimaryKeyConstraint, UniqueConstraint, Validity,
};
pub use enumeration::{
    ConstraintCreation, Enumeration, EnumerationClass, EnumerationMember, Nativeness, OddLabel,
    TypeCreation,
};
pub use error::SchemaError;
pub use expression::Expression;
pub use identity::{Computed, Identity, IdentityGeneration, IdentityOptions, Persistence};
pub use index::{Index, IndexConcurrency, IndexOptions, NullsDistinct, TextElements, Uniqueness};
pub use literal::{EnumerationMixin, EnumerationValue, Literal};
pub use name::{Name, NameKind};
pub use naming_convention::{ConstraintKind, NamingConvention};
pub use sequence::Sequence;
pub use server_default::ServerDefault;
pub use sql_type::{
    ArrayClass, ArrayIndexes, ArrayType, BitType, BooleanType, CharacterKind, CharacterType,
    Domain, FloatKind, IntervalType, JsonFormat, JsonNone, JsonType, NumericType, PlainType,
    RangeKind, SqlType, TimeZone, TypeKind, UuidType, UuidValues,
};
pub use table::{Table, TableOptions, TableReference};
pub use temporal::{Date, DateTime, Interval, Time};
