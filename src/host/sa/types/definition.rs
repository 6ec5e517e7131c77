//! The classes of types as data: name, module, base classes and what their arguments mean.
//!
//! The counterpart of the class statements in `sqlalchemy.sql.sqltypes` and in the dialects'
//! packages. One row a class; [`Shape`] says which arguments its constructor takes.

use crate::schema::{CharacterKind, FloatKind, JsonFormat, PlainType, RangeKind};

/// A class of types.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypeDefinition {
    /// `__name__`.
    pub(crate) name: &'static str,
    /// `__module__`.
    pub(crate) module: &'static str,
    /// The names of its direct bases: in its own package, else among the generic types.
    pub(crate) parents: &'static [&'static str],
    /// What its constructor takes and makes.
    pub(crate) shape: Shape,
}

/// What the constructor of a class of types takes, and what it makes of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A base for others that stands for no type itself.
    Abstract,
    /// No arguments.
    Plain(PlainType),
    /// `length`, which PostgreSQL's types for bytes do not show.
    Bytes(PlainType),
    /// `length`, `collation`.
    Character(CharacterKind),
    /// `precision`, `scale`, `decimal_return_scale`, `asdecimal`.
    Numeric,
    /// As [`Shape::Numeric`], written DECIMAL.
    Decimal,
    /// `precision`, `asdecimal`, `decimal_return_scale`.
    Float(FloatKind),
    /// `create_constraint`, `name`.
    Boolean,
    /// `timezone`, written as TIMESTAMP.
    DateTime,
    /// `timezone`; `DATETIME`, which PostgreSQL does not have.
    UpperDateTime,
    /// `timezone`.
    Timestamp,
    /// `timezone`, `precision`.
    PreciseTimestamp,
    /// `timezone`.
    Time,
    /// `timezone`, `precision`.
    PreciseTime,
    /// `native`, `second_precision`, `day_precision`.
    GenericInterval,
    /// `precision`, `fields`.
    Interval,
    /// `length`; `BINARY`.
    Binary,
    /// `length`; `VARBINARY`.
    VarBinary,
    /// `length`, `varying`.
    Bit,
    /// No arguments.
    Range(RangeKind),
    /// `none_as_null`.
    GenericJson,
    /// `none_as_null`, `astext_type`.
    Json(JsonFormat),
    /// `text_type`.
    Hstore,
    /// `as_uuid`, `native_uuid`.
    GenericUuid,
    /// `as_uuid`.
    Uuid,
    /// `protocol`, `pickler`, `comparator`, `impl`.
    Pickle,
    /// `item_type`, `as_tuple`, `dimensions`, `zero_indexes`.
    Array,
    /// As [`Shape::Array`], with the operators of PostgreSQL.
    DialectArray,
    /// Types by position.
    Tuple,
    /// Labels by position, or a Python enumeration, and keywords.
    Enumeration,
    /// As [`Shape::Enumeration`], always native, with `create_type`.
    NativeEnumeration,
    /// `postgresql.DOMAIN`.
    Domain,
    /// `TypeDecorator`: a class of the project says what it is implemented with.
    Decorator,
    /// `UserDefinedType`: a class of the project says how it is written.
    UserDefined,
    /// A type of another database, which PostgreSQL's type compiler does not know.
    Foreign,
    /// A type of another database with arguments of its own that PostgreSQL does not show.
    ForeignPlain(PlainType),
    /// A decimal type of another database: `precision`, `scale`, `asdecimal` and more.
    ForeignNumeric(NumericClass),
    /// A floating-point type of another database, with the same arguments.
    ForeignFloat(FloatKind),
    /// `DATETIME` of another database that PostgreSQL writes as TIMESTAMP.
    ForeignDateTime,
    /// `timezone`, and arguments of its own.
    ForeignTimestamp,
    /// `timezone`, and arguments of its own.
    ForeignTime,
    /// A string type of another database: `length`, `collation`, and arguments of its own.
    ForeignCharacter(CharacterKind),
}

/// How a decimal type is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumericClass {
    /// NUMERIC.
    Numeric,
    /// DECIMAL.
    Decimal,
}

const fn row(name: &'static str, parents: &'static [&'static str], shape: Shape) -> TypeDefinition {
    TypeDefinition {
        name,
        module: "sqlalchemy.sql.sqltypes",
        parents,
        shape,
    }
}

/// A class of `sqlalchemy.sql.type_api`.
const fn base(
    name: &'static str,
    parents: &'static [&'static str],
    shape: Shape,
) -> TypeDefinition {
    TypeDefinition {
        name,
        module: "sqlalchemy.sql.type_api",
        parents,
        shape,
    }
}

/// The classes of `sqlalchemy.types`; a class stands behind its bases.
pub(crate) const GENERIC_TYPES: &[TypeDefinition] = &[
    base("TypeEngine", &[], Shape::Abstract),
    base("ExternalType", &[], Shape::Abstract),
    base(
        "TypeDecorator",
        &["ExternalType", "TypeEngine"],
        Shape::Decorator,
    ),
    base(
        "UserDefinedType",
        &["ExternalType", "TypeEngine"],
        Shape::UserDefined,
    ),
    row("SchemaType", &[], Shape::Abstract),
    row("_AbstractInterval", &["TypeEngine"], Shape::Abstract),
    row("NullType", &["TypeEngine"], Shape::Plain(PlainType::Null)),
    row(
        "String",
        &["TypeEngine"],
        Shape::Character(CharacterKind::String),
    ),
    row("Text", &["String"], Shape::Character(CharacterKind::Text)),
    row(
        "Unicode",
        &["String"],
        Shape::Character(CharacterKind::Unicode),
    ),
    row(
        "UnicodeText",
        &["Text"],
        Shape::Character(CharacterKind::UnicodeText),
    ),
    row(
        "VARCHAR",
        &["String"],
        Shape::Character(CharacterKind::VarChar),
    ),
    row(
        "NVARCHAR",
        &["Unicode"],
        Shape::Character(CharacterKind::NVarChar),
    ),
    row("CHAR", &["String"], Shape::Character(CharacterKind::Char)),
    row(
        "NCHAR",
        &["Unicode"],
        Shape::Character(CharacterKind::NChar),
    ),
    row("TEXT", &["Text"], Shape::Character(CharacterKind::Text)),
    row("CLOB", &["Text"], Shape::Character(CharacterKind::Clob)),
    row("Integer", &["TypeEngine"], Shape::Plain(PlainType::Integer)),
    row(
        "SmallInteger",
        &["Integer"],
        Shape::Plain(PlainType::SmallInteger),
    ),
    row(
        "BigInteger",
        &["Integer"],
        Shape::Plain(PlainType::BigInteger),
    ),
    row("INTEGER", &["Integer"], Shape::Plain(PlainType::Integer)),
    row(
        "SMALLINT",
        &["SmallInteger"],
        Shape::Plain(PlainType::SmallInteger),
    ),
    row(
        "BIGINT",
        &["BigInteger"],
        Shape::Plain(PlainType::BigInteger),
    ),
    row("Numeric", &["TypeEngine"], Shape::Numeric),
    row("NUMERIC", &["Numeric"], Shape::Numeric),
    row("DECIMAL", &["Numeric"], Shape::Decimal),
    row("Float", &["Numeric"], Shape::Float(FloatKind::Float)),
    row("FLOAT", &["Float"], Shape::Float(FloatKind::Float)),
    row(
        "Double",
        &["Float"],
        Shape::Float(FloatKind::DoublePrecision),
    ),
    row("DOUBLE", &["Double"], Shape::Float(FloatKind::Double)),
    row(
        "DOUBLE_PRECISION",
        &["Double"],
        Shape::Float(FloatKind::DoublePrecision),
    ),
    row("REAL", &["Float"], Shape::Float(FloatKind::Real)),
    row("DateTime", &["TypeEngine"], Shape::DateTime),
    row("DATETIME", &["DateTime"], Shape::UpperDateTime),
    row("TIMESTAMP", &["DateTime"], Shape::Timestamp),
    row("Date", &["TypeEngine"], Shape::Plain(PlainType::Date)),
    row("DATE", &["Date"], Shape::Plain(PlainType::Date)),
    row("Time", &["TypeEngine"], Shape::Time),
    row("TIME", &["Time"], Shape::Time),
    row(
        "Interval",
        &["_AbstractInterval", "TypeDecorator"],
        Shape::GenericInterval,
    ),
    row("_Binary", &["TypeEngine"], Shape::Abstract),
    row(
        "LargeBinary",
        &["_Binary"],
        Shape::Bytes(PlainType::LargeBinary),
    ),
    row("BLOB", &["LargeBinary"], Shape::Bytes(PlainType::Blob)),
    row("BINARY", &["_Binary"], Shape::Binary),
    row("VARBINARY", &["_Binary"], Shape::VarBinary),
    row("PickleType", &["TypeDecorator"], Shape::Pickle),
    row("Boolean", &["SchemaType", "TypeEngine"], Shape::Boolean),
    row("BOOLEAN", &["Boolean"], Shape::Boolean),
    row("MatchType", &["Boolean"], Shape::Boolean),
    row("Enum", &["String", "SchemaType"], Shape::Enumeration),
    row("JSON", &["TypeEngine"], Shape::GenericJson),
    row("ARRAY", &["TypeEngine"], Shape::Array),
    row("TupleType", &["TypeEngine"], Shape::Tuple),
    row("Uuid", &["TypeEngine"], Shape::GenericUuid),
    row("UUID", &["Uuid"], Shape::Uuid),
];
