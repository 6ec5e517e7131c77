//! The types of `sqlalchemy.types` and `sqlalchemy.dialects.postgresql`.
//!
//! A type is the class it was made from with its arguments; what PostgreSQL calls it is the type
//! compiler's business.

use std::rc::Rc;

use super::enumeration::{ConstraintCreation, Enumeration, Nativeness};
use super::error::SchemaError;
use super::expression::Expression;
use super::name::Name;

/// The deepest nesting of types inside types.
const DEEPEST: u16 = 32;

/// A type with its variants for other databases.
#[derive(Debug, Clone, PartialEq)]
pub struct SqlType {
    kind: Rc<TypeKind>,
    variants: Rc<[(String, SqlType)]>,
}

impl SqlType {
    /// A type without variants.
    ///
    /// Types nested too deeply, and an array of arrays, are refused.
    pub fn new(kind: TypeKind) -> Result<Self, SchemaError> {
        let depth = match &kind {
            TypeKind::Array(array) => {
                if matches!(array.item_type.kind(), TypeKind::Array(_)) {
                    return Err(SchemaError::Value(
                        "Do not nest ARRAY types; ARRAY(basetype) handles multi-dimensional \
                         arrays of basetype"
                            .to_owned(),
                    ));
                }
                array.item_type.depth() + 1
            }
            TypeKind::Domain(domain) => domain.data_type.depth() + 1,
            TypeKind::Decorated(implementation) => implementation.depth() + 1,
            TypeKind::Tuple(types) => types.iter().map(Self::depth).max().unwrap_or(0) + 1,
            _ => 0,
        };
        if depth > DEEPEST {
            return Err(SchemaError::TooDeep {
                what: "a type",
                limit: DEEPEST,
            });
        }
        Ok(Self {
            kind: Rc::new(kind),
            variants: Rc::new([]),
        })
    }

    /// A type that has nothing but its name.
    pub fn plain(plain: PlainType) -> Self {
        Self {
            kind: Rc::new(TypeKind::Plain(plain)),
            variants: Rc::new([]),
        }
    }

    /// `NullType()`: no type was given.
    pub fn null() -> Self {
        Self::plain(PlainType::Null)
    }

    /// `String()` with an optional length.
    pub fn string(length: Option<u64>) -> Self {
        let kind = CharacterType {
            kind: CharacterKind::String,
            length,
            collation: None,
        };
        Self {
            kind: Rc::new(TypeKind::Character(kind)),
            variants: Rc::new([]),
        }
    }

    /// `Enum(…)` or `postgresql.ENUM(…)`.
    pub fn enumeration(enumeration: Enumeration) -> Self {
        Self {
            kind: Rc::new(TypeKind::Enumeration(enumeration)),
            variants: Rc::new([]),
        }
    }

    /// `type.with_variant(variant, dialect_names…)`.
    pub fn with_variant(
        &self,
        variant: &SqlType,
        dialect_names: &[&str],
    ) -> Result<Self, SchemaError> {
        if dialect_names.is_empty() {
            return Err(SchemaError::Argument(
                "At least one dialect name is required".to_owned(),
            ));
        }
        if !variant.variants.is_empty() {
            return Err(SchemaError::Argument(
                "can't pass a type that already has variants as a dialect-level type to \
                 with_variant()"
                    .to_owned(),
            ));
        }
        let mut variants = self.variants.to_vec();
        for dialect_name in dialect_names {
            if variants.iter().any(|(name, _)| name == dialect_name) {
                return Err(SchemaError::Argument(format!(
                    "Dialect '{dialect_name}' is already present in the mapping for this type"
                )));
            }
            variants.push(((*dialect_name).to_owned(), variant.clone()));
        }
        Ok(Self {
            kind: Rc::clone(&self.kind),
            variants: variants.into(),
        })
    }

    /// The class it was made from, with its arguments.
    pub fn kind(&self) -> &TypeKind {
        &self.kind
    }

    /// The type to use on `dialect_name`: its variant there, else itself.
    pub fn resolve(&self, dialect_name: &str) -> &SqlType {
        self.variants
            .iter()
            .find(|(name, _)| name == dialect_name)
            .map_or(self, |(_, variant)| variant)
    }

    /// The variants by dialect name, in the order they were given.
    pub fn variants(&self) -> &[(String, SqlType)] {
        &self.variants
    }

    /// Whether both came out of one call of a type's class.
    pub fn is_one_object(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.kind, &other.kind)
    }

    /// Whether it is `NullType`.
    pub fn is_null(&self) -> bool {
        matches!(*self.kind, TypeKind::Plain(PlainType::Null))
    }

    /// The same type with its kind exchanged and its variants kept.
    #[must_use]
    pub fn replaced(&self, kind: TypeKind) -> Self {
        Self {
            kind: Rc::new(kind),
            variants: Rc::clone(&self.variants),
        }
    }

    /// The same type with another kind for itself and for each of its variants.
    #[must_use]
    pub fn rebuilt(&self, change: &impl Fn(&SqlType) -> TypeKind) -> Self {
        let variant = |(dialect_name, variant): &(String, SqlType)| {
            let changed = variant.replaced(change(variant));
            (dialect_name.clone(), changed)
        };
        Self {
            kind: Rc::new(change(self)),
            variants: self.variants.iter().map(variant).collect(),
        }
    }

    fn depth(&self) -> u16 {
        match self.kind() {
            TypeKind::Array(array) => array.item_type.depth() + 1,
            TypeKind::Domain(domain) => domain.data_type.depth() + 1,
            TypeKind::Decorated(implementation) => implementation.depth() + 1,
            TypeKind::Tuple(types) => types.iter().map(Self::depth).max().unwrap_or(0) + 1,
            _ => 0,
        }
    }
}

/// Which class a type is made from.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// Types without arguments that show in SQL.
    Plain(PlainType),
    /// Strings with an optional length and collation.
    Character(CharacterType),
    /// `Boolean`, `BOOLEAN`.
    Boolean(BooleanType),
    /// `Numeric`, `NUMERIC`, `DECIMAL`.
    Numeric(NumericType),
    /// `Float` and its kin with an optional precision.
    Float(FloatKind, Option<u32>),
    /// `DateTime(timezone=…)`, written TIMESTAMP.
    DateTime(TimeZone),
    /// `TIMESTAMP(timezone=…, precision=…)`.
    Timestamp(TimeZone, Option<u32>),
    /// `Time(timezone=…)`, `TIME(timezone=…, precision=…)`.
    Time(TimeZone, Option<u32>),
    /// `Interval`, `postgresql.INTERVAL`.
    Interval(IntervalType),
    /// `BINARY(n)`; no type of PostgreSQL.
    Binary(Option<u64>),
    /// `VARBINARY(n)`; no type of PostgreSQL.
    VarBinary(Option<u64>),
    /// `postgresql.BIT`.
    Bit(BitType),
    /// Ranges and multiranges of PostgreSQL.
    Range(RangeKind),
    /// `Enum`, `postgresql.ENUM`.
    Enumeration(Enumeration),
    /// `ARRAY(item_type, dimensions=…)`.
    Array(ArrayType),
    /// `postgresql.DOMAIN`.
    Domain(Domain),
    /// `JSON`, `postgresql.JSONB`.
    Json(JsonType),
    /// `Uuid`, `UUID`.
    Uuid(UuidType),
    /// A `TypeDecorator` of the project over the type it is implemented with.
    Decorated(SqlType),
    /// A `UserDefinedType` of the project: what its `get_col_spec` says.
    UserDefined(String),
    /// `TupleType`: the type of `tuple_(…)`; never a column's.
    Tuple(Vec<SqlType>),
}

/// Types without arguments that show in SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlainType {
    /// `NullType`: unknown.
    Null,
    /// `Integer`, `INTEGER`, `INT`.
    Integer,
    /// `SmallInteger`, `SMALLINT`.
    SmallInteger,
    /// `BigInteger`, `BIGINT`.
    BigInteger,
    /// `Date`, `DATE`.
    Date,
    /// `DATETIME`; no type of PostgreSQL, written as it is.
    UpperDateTime,
    /// `LargeBinary`, `BYTEA`.
    LargeBinary,
    /// `BLOB`; no type of PostgreSQL, written as it is.
    Blob,
    /// `PickleType`: BYTEA holding a pickle.
    Pickle,
    /// `postgresql.JSONPATH`, also the type of a JSON path.
    JsonPath,
    /// `postgresql.TSVECTOR`.
    TsVector,
    /// `postgresql.TSQUERY`.
    TsQuery,
    /// `postgresql.INET`.
    Inet,
    /// `postgresql.CIDR`.
    Cidr,
    /// `postgresql.MACADDR`.
    MacAddr,
    /// `postgresql.MACADDR8`.
    MacAddr8,
    /// `postgresql.MONEY`.
    Money,
    /// `postgresql.OID`.
    Oid,
    /// `postgresql.REGCLASS`.
    RegClass,
    /// `postgresql.REGCONFIG`.
    RegConfig,
    /// `postgresql.HSTORE`.
    Hstore,
}

/// Which class of string.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CharacterKind {
    /// `String`.
    String,
    /// `Unicode`.
    Unicode,
    /// `Text`, `TEXT`.
    Text,
    /// `UnicodeText`.
    UnicodeText,
    /// `VARCHAR`.
    VarChar,
    /// `NVARCHAR`; no type of PostgreSQL, written as it is.
    NVarChar,
    /// `CHAR`.
    Char,
    /// `NCHAR`; written as it is.
    NChar,
    /// `CLOB`; no type of PostgreSQL, written as it is.
    Clob,
    /// `postgresql.CITEXT`, which shows neither length nor collation.
    CaseInsensitiveText,
}

/// A string type with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharacterType {
    /// Its class.
    pub kind: CharacterKind,
    /// `length`.
    pub length: Option<u64>,
    /// `collation`.
    pub collation: Option<String>,
}

/// `Boolean` with the CHECK constraint it can bring where the server has no such type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BooleanType {
    /// Never written for PostgreSQL, which has the type.
    pub constraint: ConstraintCreation,
    /// Name of that constraint.
    pub name: Option<Name>,
}

/// A decimal type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumericType {
    /// Whether it is written DECIMAL (`sa.DECIMAL`) rather than NUMERIC.
    pub decimal: bool,
    /// Total number of digits.
    pub precision: Option<i64>,
    /// Digits behind the point.
    pub scale: Option<i64>,
}

/// Which class of floating-point number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FloatKind {
    /// `Float`, `FLOAT`.
    Float,
    /// `Double`, `DOUBLE_PRECISION`.
    DoublePrecision,
    /// `DOUBLE`; no type of PostgreSQL, written as it is.
    Double,
    /// `REAL`.
    Real,
}

/// The argument `timezone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TimeZone {
    /// `WITHOUT TIME ZONE`.
    #[default]
    Without,
    /// `WITH TIME ZONE`.
    With,
}

/// A length of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IntervalType {
    /// `fields`, such as `YEAR TO MONTH`.
    pub fields: Option<String>,
    /// `precision`, or `second_precision` of `sa.Interval`.
    pub precision: Option<i64>,
    /// `sa.Interval(native=False)`: kept as a TIMESTAMP counted from 1970.
    pub emulated: bool,
}

/// How JSON is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JsonFormat {
    /// `sqlalchemy.JSON`, which is written like the next but lacks PostgreSQL's own operators.
    Generic,
    /// `postgresql.JSON`.
    Text,
    /// `postgresql.JSONB`.
    Binary,
}

/// What Python's `None` means in a JSON column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum JsonNone {
    /// The JSON value `null`; SQLAlchemy's default.
    #[default]
    Json,
    /// `none_as_null=True`: SQL's NULL.
    Sql,
}

/// A JSON type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonType {
    /// JSON or JSONB.
    pub format: JsonFormat,
    /// `none_as_null`.
    pub none: JsonNone,
}

/// Which Python values a UUID column takes (`as_uuid`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum UuidValues {
    /// `uuid.UUID` objects; SQLAlchemy's default.
    #[default]
    Objects,
    /// Strings.
    Strings,
}

/// `Uuid` with its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UuidType {
    /// `native_uuid`: UUID, or CHAR(32).
    pub nativeness: Nativeness,
    /// `as_uuid`.
    pub values: UuidValues,
}

impl Default for UuidType {
    /// `Uuid()`.
    fn default() -> Self {
        Self {
            nativeness: Nativeness::Native,
            values: UuidValues::Objects,
        }
    }
}

/// A string of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BitType {
    /// `length`.
    pub length: Option<i64>,
    /// `BIT VARYING`.
    pub varying: bool,
}

/// Ranges and multiranges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RangeKind {
    /// `INT4RANGE`.
    Int4,
    /// `INT8RANGE`.
    Int8,
    /// `NUMRANGE`.
    Num,
    /// `DATERANGE`.
    Date,
    /// `TSRANGE`.
    Ts,
    /// `TSTZRANGE`.
    TsTz,
    /// `INT4MULTIRANGE`.
    Int4Multi,
    /// `INT8MULTIRANGE`.
    Int8Multi,
    /// `NUMMULTIRANGE`.
    NumMulti,
    /// `DATEMULTIRANGE`.
    DateMulti,
    /// `TSMULTIRANGE`.
    TsMulti,
    /// `TSTZMULTIRANGE`.
    TsTzMulti,
}

/// An array.
#[derive(Debug, Clone, PartialEq)]
pub struct ArrayType {
    /// Type of the elements.
    pub item_type: SqlType,
    /// Number of bracket pairs; one where it was not given.
    pub dimensions: Option<u32>,
    /// Which class of arrays.
    pub class: ArrayClass,
    /// `zero_indexes`.
    pub indexes: ArrayIndexes,
}

impl ArrayType {
    /// `sa.ARRAY(item_type)` or `postgresql.ARRAY(item_type)`.
    pub fn new(item_type: SqlType, class: ArrayClass) -> Self {
        Self {
            item_type,
            dimensions: None,
            class,
            indexes: ArrayIndexes::default(),
        }
    }
}

/// Which class of arrays; PostgreSQL's knows more operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ArrayClass {
    /// `sqlalchemy.ARRAY`.
    #[default]
    Generic,
    /// `postgresql.ARRAY`.
    PostgreSql,
}

/// What the first element of an array is called in an expression (`zero_indexes`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ArrayIndexes {
    /// 1, as PostgreSQL does.
    #[default]
    FromOne,
    /// 0, as Python does; one is added on the way to SQL.
    FromZero,
}

/// `postgresql.DOMAIN`.
#[derive(Debug, Clone, PartialEq)]
pub struct Domain {
    /// Its name.
    pub name: Name,
    /// Its schema.
    pub schema: Option<Name>,
    /// The type below.
    pub data_type: SqlType,
    /// COLLATE.
    pub collation: Option<Name>,
    /// DEFAULT; a plain string becomes a quoted literal.
    pub default: Option<super::server_default::ServerDefault>,
    /// Name of the CHECK constraint.
    pub constraint_name: Option<Name>,
    /// NOT NULL.
    pub not_null: bool,
    /// CHECK; a plain string becomes a text clause.
    pub check: Option<Expression>,
    /// Whether CREATE TABLE brings CREATE DOMAIN.
    pub creation: super::enumeration::TypeCreation,
    /// `inherit_schema=True`: it lives in the schema of the table.
    pub inherit_schema: bool,
}
