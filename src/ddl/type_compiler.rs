//! Names of types: SQLAlchemy's `PGTypeCompiler`.

use crate::schema::{
    ArrayType, BitType, CharacterKind, CharacterType, Enumeration, FloatKind, IntervalType,
    JsonFormat, Name, Nativeness, NumericType, PlainType, RangeKind, SqlType, TimeZone, TypeKind,
};

use super::error::DdlError;
use super::identifier_preparer::IdentifierPreparer;

/// The dialect whose variant of a type counts.
pub(super) const DIALECT: &str = "postgresql";

/// Writes types.
#[derive(Debug, Clone, Copy)]
pub(super) struct TypeCompiler {
    preparer: IdentifierPreparer,
}

impl TypeCompiler {
    /// With the preparer that writes names of enumerated types and domains.
    pub(super) fn new(preparer: IdentifierPreparer) -> Self {
        Self { preparer }
    }

    /// The type as PostgreSQL calls it.
    pub(super) fn process(self, sql_type: &SqlType) -> Result<String, DdlError> {
        let text = match sql_type.resolve(DIALECT).kind() {
            TypeKind::Plain(PlainType::Null) => {
                return Err(no_type());
            }
            TypeKind::Plain(plain) => plain_name(*plain).to_owned(),
            TypeKind::Character(character) => character_name(character),
            TypeKind::Boolean(_) => "BOOLEAN".to_owned(),
            TypeKind::Numeric(numeric) => numeric_name(*numeric),
            TypeKind::Float(kind, precision) => float_name(*kind, *precision),
            TypeKind::DateTime(zone) => moment_name("TIMESTAMP", *zone, None),
            TypeKind::Timestamp(zone, precision) => moment_name("TIMESTAMP", *zone, *precision),
            TypeKind::Time(zone, precision) => moment_name("TIME", *zone, *precision),
            TypeKind::Interval(interval) => interval_name(interval),
            TypeKind::Binary(length) => with_length("BINARY", *length),
            TypeKind::VarBinary(length) => with_length("VARBINARY", *length),
            TypeKind::Bit(bit) => bit_name(*bit),
            TypeKind::Range(range) => range_name(*range).to_owned(),
            TypeKind::Json(json) => match json.format {
                JsonFormat::Generic | JsonFormat::Text => "JSON".to_owned(),
                JsonFormat::Binary => "JSONB".to_owned(),
            },
            TypeKind::Uuid(uuid) => match uuid.nativeness {
                Nativeness::Native => "UUID".to_owned(),
                Nativeness::Emulated => "CHAR(32)".to_owned(),
            },
            TypeKind::Enumeration(enumeration) => self.enumeration_name(enumeration)?,
            TypeKind::Array(array) => self.array_name(array)?,
            TypeKind::Domain(domain) => self
                .preparer
                .format_qualified(&domain.name, domain.schema.as_ref())?,
            TypeKind::Decorated(implementation) => self.process(implementation)?,
            TypeKind::UserDefined(specification) => specification.clone(),
            TypeKind::Tuple(_) => {
                return Err(DdlError::Compile(
                    "the type of a tuple cannot be the type of a column".to_owned(),
                ));
            }
        };
        Ok(text)
    }

    /// Name of a native enumeration; VARCHAR for an emulated one.
    fn enumeration_name(self, enumeration: &Enumeration) -> Result<String, DdlError> {
        match enumeration.nativeness {
            Nativeness::Native => self.named_type(
                "ENUM",
                enumeration.name.as_ref(),
                enumeration.schema.as_ref(),
            ),
            Nativeness::Emulated => {
                let length = enumeration
                    .length
                    .unwrap_or(Some(enumeration.longest_label()));
                Ok(character_name(&CharacterType {
                    kind: CharacterKind::VarChar,
                    length,
                    collation: None,
                }))
            }
        }
    }

    /// `schema.name` of a type that needs a name.
    pub(super) fn named_type(
        self,
        class: &str,
        name: Option<&Name>,
        schema: Option<&Name>,
    ) -> Result<String, DdlError> {
        match name {
            Some(name) if !name.text().is_empty() => self.preparer.format_qualified(name, schema),
            _ => Err(DdlError::Compile(format!(
                "PostgreSQL {class} type requires a name."
            ))),
        }
    }

    /// Brackets go behind the element type, and a collation behind the brackets.
    fn array_name(self, array: &ArrayType) -> Result<String, DdlError> {
        let inner = self.process(&array.item_type)?;
        let dimensions = array.dimensions.unwrap_or(1) as usize;
        let (element, collation) = match inner.find(" COLLATE") {
            Some(position) => inner.split_at(position),
            None => (inner.as_str(), ""),
        };
        Ok(format!("{element}{}{collation}", "[]".repeat(dimensions)))
    }
}

/// A column has no type.
pub(super) fn no_type() -> DdlError {
    DdlError::Compile(
        "Can't generate DDL for NullType(); did you forget to specify a type on this Column?"
            .to_owned(),
    )
}

fn plain_name(plain: PlainType) -> &'static str {
    match plain {
        PlainType::Null => "NULL",
        PlainType::Integer => "INTEGER",
        PlainType::SmallInteger => "SMALLINT",
        PlainType::BigInteger => "BIGINT",
        PlainType::Date => "DATE",
        PlainType::UpperDateTime => "DATETIME",
        PlainType::LargeBinary | PlainType::Pickle => "BYTEA",
        PlainType::Blob => "BLOB",
        PlainType::JsonPath => "JSONPATH",
        PlainType::TsVector => "TSVECTOR",
        PlainType::TsQuery => "TSQUERY",
        PlainType::Inet => "INET",
        PlainType::Cidr => "CIDR",
        PlainType::MacAddr => "MACADDR",
        PlainType::MacAddr8 => "MACADDR8",
        PlainType::Money => "MONEY",
        PlainType::Oid => "OID",
        PlainType::RegClass => "REGCLASS",
        PlainType::RegConfig => "REGCONFIG",
        PlainType::Hstore => "HSTORE",
    }
}

fn character_name(character: &CharacterType) -> String {
    let base = match character.kind {
        CharacterKind::String | CharacterKind::Unicode | CharacterKind::VarChar => "VARCHAR",
        CharacterKind::Text | CharacterKind::UnicodeText => "TEXT",
        CharacterKind::NVarChar => "NVARCHAR",
        CharacterKind::Char => "CHAR",
        CharacterKind::NChar => "NCHAR",
        // These two show no arguments.
        CharacterKind::Clob => return "CLOB".to_owned(),
        CharacterKind::CaseInsensitiveText => return "CITEXT".to_owned(),
    };
    let mut text = with_length(base, character.length);
    if let Some(collation) = character
        .collation
        .as_deref()
        .filter(|text| !text.is_empty())
    {
        text.push_str(" COLLATE \"");
        text.push_str(collation);
        text.push('"');
    }
    text
}

/// A length of zero is none.
fn with_length(base: &str, length: Option<u64>) -> String {
    match length {
        Some(length) if length > 0 => format!("{base}({length})"),
        _ => base.to_owned(),
    }
}

fn numeric_name(numeric: NumericType) -> String {
    let base = if numeric.decimal {
        "DECIMAL"
    } else {
        "NUMERIC"
    };
    match (numeric.precision, numeric.scale) {
        (None, _) => base.to_owned(),
        (Some(precision), None) => format!("{base}({precision})"),
        (Some(precision), Some(scale)) => format!("{base}({precision}, {scale})"),
    }
}

fn float_name(kind: FloatKind, precision: Option<u32>) -> String {
    match (kind, precision) {
        (FloatKind::Float, Some(precision)) if precision > 0 => format!("FLOAT({precision})"),
        (FloatKind::Float, _) => "FLOAT".to_owned(),
        (FloatKind::DoublePrecision, _) => "DOUBLE PRECISION".to_owned(),
        (FloatKind::Double, _) => "DOUBLE".to_owned(),
        (FloatKind::Real, _) => "REAL".to_owned(),
    }
}

fn moment_name(base: &str, zone: TimeZone, precision: Option<u32>) -> String {
    let precision = precision.map_or_else(String::new, |digits| format!("({digits})"));
    let zone = match zone {
        TimeZone::With => "WITH",
        TimeZone::Without => "WITHOUT",
    };
    format!("{base}{precision} {zone} TIME ZONE")
}

fn interval_name(interval: &IntervalType) -> String {
    if interval.emulated {
        return moment_name("TIMESTAMP", TimeZone::Without, None);
    }
    let mut text = "INTERVAL".to_owned();
    if let Some(fields) = &interval.fields {
        text.push(' ');
        text.push_str(fields);
    }
    if let Some(precision) = interval.precision {
        text.extend([" (", &precision.to_string(), ")"]);
    }
    text
}

fn bit_name(bit: BitType) -> String {
    if bit.varying {
        let length = bit
            .length
            .map_or_else(String::new, |length| format!("({length})"));
        return format!("BIT VARYING{length}");
    }
    let length = bit.length.filter(|length| *length != 0).unwrap_or(1);
    format!("BIT({length})")
}

fn range_name(range: RangeKind) -> &'static str {
    match range {
        RangeKind::Int4 => "INT4RANGE",
        RangeKind::Int8 => "INT8RANGE",
        RangeKind::Num => "NUMRANGE",
        RangeKind::Date => "DATERANGE",
        RangeKind::Ts => "TSRANGE",
        RangeKind::TsTz => "TSTZRANGE",
        RangeKind::Int4Multi => "INT4MULTIRANGE",
        RangeKind::Int8Multi => "INT8MULTIRANGE",
        RangeKind::NumMulti => "NUMMULTIRANGE",
        RangeKind::DateMulti => "DATEMULTIRANGE",
        RangeKind::TsMulti => "TSMULTIRANGE",
        RangeKind::TsTzMulti => "TSTZMULTIRANGE",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddl::options::Target;
    use crate::schema::ArrayClass;
    use crate::schema::{JsonNone, JsonType, UuidType, UuidValues};

    fn named(kind: TypeKind) -> String {
        let types = TypeCompiler::new(IdentifierPreparer::new(Target::Server));
        let sql_type = SqlType::new(kind).unwrap();
        types
            .process(&sql_type)
            .unwrap_or_else(|error| format!("! {error}"))
    }

    fn character(kind: CharacterKind, length: Option<u64>, collation: Option<&str>) -> TypeKind {
        TypeKind::Character(CharacterType {
            kind,
            length,
            collation: collation.map(str::to_owned),
        })
    }

    fn array(item: TypeKind, dimensions: Option<u32>) -> TypeKind {
        TypeKind::Array(ArrayType {
            dimensions,
            ..ArrayType::new(SqlType::new(item).unwrap(), ArrayClass::Generic)
        })
    }

    fn numeric(precision: Option<i64>, scale: Option<i64>) -> TypeKind {
        TypeKind::Numeric(NumericType {
            decimal: false,
            precision,
            scale,
        })
    }

    #[test]
    fn types_have_the_names_of_postgresql() {
        use CharacterKind::{CaseInsensitiveText, Char, Clob, String, Text, Unicode};

        let emulated = Enumeration {
            nativeness: Nativeness::Emulated,
            ..Enumeration::new("e", ["a", "bbb"])
        };
        let bit = |length, varying| TypeKind::Bit(BitType { length, varying });
        let interval = |precision, emulated| {
            TypeKind::Interval(IntervalType {
                fields: None,
                precision,
                emulated,
            })
        };
        let uuid = |nativeness| {
            TypeKind::Uuid(UuidType {
                nativeness,
                values: UuidValues::Objects,
            })
        };
        let cases = [
            (character(String, None, None), "VARCHAR"),
            (character(String, Some(0), None), "VARCHAR"),
            (
                character(String, Some(5), Some("C")),
                "VARCHAR(5) COLLATE \"C\"",
            ),
            (character(Unicode, Some(3), None), "VARCHAR(3)"),
            (character(Text, Some(5), None), "TEXT(5)"),
            (character(Char, Some(3), None), "CHAR(3)"),
            (character(Clob, Some(3), None), "CLOB"),
            (character(CaseInsensitiveText, None, Some("C")), "CITEXT"),
            (numeric(None, Some(2)), "NUMERIC"),
            (numeric(Some(5), None), "NUMERIC(5)"),
            (numeric(Some(0), Some(0)), "NUMERIC(0, 0)"),
            (TypeKind::Float(FloatKind::Float, Some(53)), "FLOAT(53)"),
            (TypeKind::Float(FloatKind::Float, Some(0)), "FLOAT"),
            (
                TypeKind::Float(FloatKind::DoublePrecision, Some(3)),
                "DOUBLE PRECISION",
            ),
            (
                TypeKind::DateTime(TimeZone::With),
                "TIMESTAMP WITH TIME ZONE",
            ),
            (
                TypeKind::Timestamp(TimeZone::Without, Some(0)),
                "TIMESTAMP(0) WITHOUT TIME ZONE",
            ),
            (
                TypeKind::Time(TimeZone::With, Some(3)),
                "TIME(3) WITH TIME ZONE",
            ),
            (TypeKind::Plain(PlainType::UpperDateTime), "DATETIME"),
            (TypeKind::Plain(PlainType::Pickle), "BYTEA"),
            (interval(Some(3), false), "INTERVAL (3)"),
            (interval(None, true), "TIMESTAMP WITHOUT TIME ZONE"),
            (bit(None, false), "BIT(1)"),
            (bit(None, true), "BIT VARYING"),
            (bit(Some(3), true), "BIT VARYING(3)"),
            (uuid(Nativeness::Native), "UUID"),
            (uuid(Nativeness::Emulated), "CHAR(32)"),
            (TypeKind::Enumeration(emulated), "VARCHAR(3)"),
            (
                array(character(String, Some(5), None), None),
                "VARCHAR(5)[]",
            ),
            (
                array(character(Text, None, Some("C")), Some(2)),
                "TEXT[][] COLLATE \"C\"",
            ),
            (TypeKind::Range(RangeKind::TsTzMulti), "TSTZMULTIRANGE"),
            (
                TypeKind::UserDefined("GEOMETRY(POINT)".to_owned()),
                "GEOMETRY(POINT)",
            ),
            (
                TypeKind::Decorated(SqlType::plain(PlainType::BigInteger)),
                "BIGINT",
            ),
        ];
        for (kind, expected) in cases {
            assert_eq!(named(kind), expected);
        }
    }

    #[test]
    fn named_types_need_a_name() {
        let mut enumeration = Enumeration::new("E", ["a"]);
        enumeration.schema = Some("s".into());
        assert_eq!(named(TypeKind::Enumeration(enumeration.clone())), "s.\"E\"");
        enumeration.name = None;
        assert_eq!(
            named(TypeKind::Enumeration(enumeration)),
            "! PostgreSQL ENUM type requires a name."
        );
        assert_eq!(
            named(TypeKind::Plain(PlainType::Null)),
            "! Can't generate DDL for NullType(); did you forget to specify a type on this Column?"
        );
    }

    #[test]
    fn the_variant_for_postgresql_counts() {
        let json = SqlType::new(TypeKind::Json(JsonType {
            format: JsonFormat::Binary,
            none: JsonNone::Json,
        }))
        .unwrap();
        let text = SqlType::string(Some(5));
        let types = TypeCompiler::new(IdentifierPreparer::new(Target::Server));
        let varied = text.with_variant(&json, &["postgresql"]).unwrap();
        assert_eq!(types.process(&varied).unwrap(), "JSONB");
        let other = text.with_variant(&json, &["sqlite"]).unwrap();
        assert_eq!(types.process(&other).unwrap(), "VARCHAR(5)");
    }
}
