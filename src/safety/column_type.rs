//! The type of a column as far as a change of it needs to be understood.

use std::fmt;

/// A type by its canonical name, with its modifiers: `varchar(10)`, `numeric(6,2)`, `text[]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ColumnType {
    /// The name in lower case, one of several spellings (`integer`, not `int4`).
    pub(super) name: String,
    /// The numbers behind it.
    pub(super) modifiers: Vec<u32>,
    /// Whether it is an array of that type.
    pub(super) is_array: bool,
}

/// Spellings that mean the same type.
const SYNONYMS: [(&str, &str); 28] = [
    ("int", "integer"),
    ("int4", "integer"),
    ("serial", "integer"),
    ("serial4", "integer"),
    ("int2", "smallint"),
    ("smallserial", "smallint"),
    ("serial2", "smallint"),
    ("int8", "bigint"),
    ("bigserial", "bigint"),
    ("serial8", "bigint"),
    ("bool", "boolean"),
    ("character varying", "varchar"),
    ("char varying", "varchar"),
    ("nvarchar", "varchar"),
    ("character", "char"),
    ("bpchar", "char"),
    ("decimal", "numeric"),
    ("dec", "numeric"),
    ("float8", "double precision"),
    ("double", "double precision"),
    ("float4", "real"),
    ("float", "double precision"),
    ("timestamp without time zone", "timestamp"),
    ("timestamp with time zone", "timestamptz"),
    ("time without time zone", "time"),
    ("time with time zone", "timetz"),
    ("bit varying", "varbit"),
    ("datetime", "timestamp"),
];

/// Types that are no domains.
const KNOWN: [&str; 82] = [
    "bigint",
    "bit",
    "boolean",
    "box",
    "bytea",
    "char",
    "cidr",
    "circle",
    "citext",
    "cube",
    "date",
    "datemultirange",
    "daterange",
    "double precision",
    "geography",
    "geometry",
    "halfvec",
    "hstore",
    "inet",
    "int4multirange",
    "int4range",
    "int8multirange",
    "int8range",
    "integer",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "line",
    "lquery",
    "lseg",
    "ltree",
    "ltxtquery",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "oidvector",
    "path",
    "pg_lsn",
    "pg_snapshot",
    "point",
    "polygon",
    "raster",
    "real",
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "seg",
    "smallint",
    "sparsevec",
    "text",
    "tid",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "uuid",
    "varbit",
    "varchar",
    "vector",
    "xid",
    "xid8",
    "xml",
];

impl ColumnType {
    /// Reads a type as SQL or `format_type()` writes it.
    pub(super) fn parse(text: &str) -> Self {
        let mut text = text.trim().to_owned();
        let quoted = text.starts_with('"');
        if !quoted {
            text.make_ascii_lowercase();
        }
        let mut is_array = false;
        loop {
            if let Some(rest) = text.strip_suffix(']') {
                is_array = true;
                text = rest
                    .trim_end_matches(|c: char| c.is_ascii_digit())
                    .trim_end_matches('[')
                    .trim_end()
                    .to_owned();
            } else if let Some(rest) = text.strip_suffix(" array") {
                is_array = true;
                text = rest.to_owned();
            } else {
                break;
            }
        }
        let mut modifiers = Vec::new();
        let name = match (text.find('('), text.find(')')) {
            (Some(open), Some(close)) if open < close => {
                let numbers: Option<Vec<u32>> = text[open + 1..close]
                    .split(',')
                    .map(|number| number.trim().parse().ok())
                    .collect();
                match numbers {
                    Some(numbers) => {
                        modifiers = numbers;
                        format!(
                            "{} {}",
                            text[..open].trim_end(),
                            text[close + 1..].trim_start()
                        )
                    }
                    None => text.clone(),
                }
            }
            _ => text.clone(),
        };
        let words: Vec<&str> = name.split_whitespace().collect();
        let name = words.join(" ");
        let name = name.strip_prefix("pg_catalog.").unwrap_or(&name);
        let name = SYNONYMS
            .iter()
            .find(|(spelling, _)| *spelling == name)
            .map_or(name, |(_, canonical)| canonical);
        // A character without a length has one.
        if name == "char" && modifiers.is_empty() {
            modifiers.push(1);
        }
        Self {
            name: name.trim_matches('"').to_owned(),
            modifiers,
            is_array,
        }
    }

    /// Whether the server or a common extension brings the type, so that it is no domain of the
    /// application's.
    pub(super) fn is_of_the_server(&self) -> bool {
        KNOWN.contains(&self.name.as_str()) || self.name.starts_with("interval ")
    }

    /// Whether the type brings a sequence as its default.
    pub(super) fn is_serial(text: &str) -> bool {
        let text = text.trim().to_ascii_lowercase();
        matches!(
            text.as_str(),
            "serial" | "serial2" | "serial4" | "serial8" | "bigserial" | "smallserial"
        )
    }
}

impl fmt::Display for ColumnType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name)?;
        if !self.modifiers.is_empty() {
            let numbers: Vec<String> = self.modifiers.iter().map(u32::to_string).collect();
            write!(formatter, "({})", numbers.join(","))?;
        }
        if self.is_array {
            formatter.write_str("[]")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::ColumnType;

    #[test]
    fn spellings_of_a_type_are_one() {
        for (text, expected) in [
            ("VARCHAR(10)", "varchar(10)"),
            ("character varying(10)", "varchar(10)"),
            ("NUMERIC(6, 2)", "numeric(6,2)"),
            ("timestamp(3) with time zone", "timestamptz(3)"),
            ("TIMESTAMP WITHOUT TIME ZONE", "timestamp"),
            ("INT4", "integer"),
            ("TEXT[]", "text[]"),
            ("INTEGER[3][]", "integer[]"),
            ("CHAR", "char(1)"),
            ("DOUBLE PRECISION", "double precision"),
            ("\"Mood\"", "Mood"),
            ("app.mood", "app.mood"),
        ] {
            assert_eq!(ColumnType::parse(text).to_string(), expected);
        }
    }
}
