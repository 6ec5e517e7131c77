//! The classes of types of `sqlalchemy.dialects.postgresql`, beside those it takes over from
//! `sqlalchemy.types`.

use crate::schema::{CharacterKind, JsonFormat, PlainType, RangeKind};

use super::super::sa::types::{Shape, TypeDefinition};

const fn row(
    name: &'static str,
    module: &'static str,
    parents: &'static [&'static str],
    shape: Shape,
) -> TypeDefinition {
    TypeDefinition {
        name,
        module,
        parents,
        shape,
    }
}

const TYPES: &str = "sqlalchemy.dialects.postgresql.types";
const RANGES: &str = "sqlalchemy.dialects.postgresql.ranges";
const NAMED: &str = "sqlalchemy.dialects.postgresql.named_types";
const JSON: &str = "sqlalchemy.dialects.postgresql.json";

const fn plain(name: &'static str, plain: PlainType) -> TypeDefinition {
    row(name, TYPES, &["TypeEngine"], Shape::Plain(plain))
}

const fn range(name: &'static str, kind: RangeKind) -> TypeDefinition {
    row(name, RANGES, &["AbstractSingleRange"], Shape::Range(kind))
}

const fn multirange(name: &'static str, kind: RangeKind) -> TypeDefinition {
    row(name, RANGES, &["AbstractMultiRange"], Shape::Range(kind))
}

/// The classes this package defines; a class stands behind its bases.
pub(crate) const POSTGRESQL_TYPES: &[TypeDefinition] = &[
    row(
        "ARRAY",
        "sqlalchemy.dialects.postgresql.array",
        &["ARRAY"],
        Shape::DialectArray,
    ),
    row("BIT", TYPES, &["TypeEngine"], Shape::Bit),
    row(
        "BYTEA",
        TYPES,
        &["LargeBinary"],
        Shape::Bytes(PlainType::LargeBinary),
    ),
    row(
        "CITEXT",
        TYPES,
        &["TEXT"],
        Shape::Character(CharacterKind::CaseInsensitiveText),
    ),
    row("INTERVAL", TYPES, &["_AbstractInterval"], Shape::Interval),
    row("TIMESTAMP", TYPES, &["TIMESTAMP"], Shape::PreciseTimestamp),
    row("TIME", TYPES, &["TIME"], Shape::PreciseTime),
    plain("CIDR", PlainType::Cidr),
    plain("INET", PlainType::Inet),
    plain("MACADDR", PlainType::MacAddr),
    plain("MACADDR8", PlainType::MacAddr8),
    plain("MONEY", PlainType::Money),
    plain("OID", PlainType::Oid),
    plain("REGCLASS", PlainType::RegClass),
    plain("REGCONFIG", PlainType::RegConfig),
    plain("TSQUERY", PlainType::TsQuery),
    plain("TSVECTOR", PlainType::TsVector),
    row(
        "HSTORE",
        "sqlalchemy.dialects.postgresql.hstore",
        &["TypeEngine"],
        Shape::Hstore,
    ),
    row("JSON", JSON, &["JSON"], Shape::Json(JsonFormat::Text)),
    row("JSONB", JSON, &["JSON"], Shape::Json(JsonFormat::Binary)),
    row(
        "JSONPATH",
        JSON,
        &["TypeEngine"],
        Shape::Plain(PlainType::JsonPath),
    ),
    row("NamedType", NAMED, &["TypeEngine"], Shape::Abstract),
    row(
        "ENUM",
        NAMED,
        &["NamedType", "Enum"],
        Shape::NativeEnumeration,
    ),
    row("DOMAIN", NAMED, &["NamedType", "SchemaType"], Shape::Domain),
    row("AbstractRange", RANGES, &["TypeEngine"], Shape::Abstract),
    row(
        "AbstractSingleRange",
        RANGES,
        &["AbstractRange"],
        Shape::Abstract,
    ),
    row(
        "AbstractMultiRange",
        RANGES,
        &["AbstractRange"],
        Shape::Abstract,
    ),
    range("INT4RANGE", RangeKind::Int4),
    range("INT8RANGE", RangeKind::Int8),
    range("NUMRANGE", RangeKind::Num),
    range("DATERANGE", RangeKind::Date),
    range("TSRANGE", RangeKind::Ts),
    range("TSTZRANGE", RangeKind::TsTz),
    multirange("INT4MULTIRANGE", RangeKind::Int4Multi),
    multirange("INT8MULTIRANGE", RangeKind::Int8Multi),
    multirange("NUMMULTIRANGE", RangeKind::NumMulti),
    multirange("DATEMULTIRANGE", RangeKind::DateMulti),
    multirange("TSMULTIRANGE", RangeKind::TsMulti),
    multirange("TSTZMULTIRANGE", RangeKind::TsTzMulti),
];

/// The classes this package takes over from `sqlalchemy.types` under the same name.
pub(crate) const TAKEN_OVER: &[&str] = &[
    "BIGINT",
    "BOOLEAN",
    "CHAR",
    "DATE",
    "DOUBLE_PRECISION",
    "FLOAT",
    "INTEGER",
    "NUMERIC",
    "REAL",
    "SMALLINT",
    "TEXT",
    "UUID",
    "VARCHAR",
];
