//! How many rows tables have, and a hash of all rows that does not hang on their order.
//!
//! Each row becomes a number of 64 bits, and the hash of a table is the sum of them and the number
//! of rows. The sum is exact and commutes: neither the order of the rows nor the number of the
//! server's workers has a part in it. The work is done by the server in one sequential scan; what
//! travels is two numbers a table.
//!
//! A column is hashed by its value where the hash is one of all its bytes, and by its text
//! otherwise: `1.0` and `1.00` are equal numbers and different contents. The columns are taken in
//! the order of their names, each with the hash so far as its seed, which ties the values of one
//! row together; the order in which the columns were made has no part either. The functions are
//! strict, so that a row with a NULL in it has no such number: only for these rows is a second
//! expression asked, which begins with the columns that are NULL and hashes some value in their
//! place.
//!
//! Two different contents have one hash by accident with a probability of about 2⁻⁶⁴. The hash
//! functions are no cryptography: who can write rows at will can find collisions. They are the
//! server's own and promised to be stable within a major version on machines of one byte order;
//! hashes of other servers must not be compared.

use serde::{Deserialize, Serialize};

use super::relations::{HashedColumn, Relation, TEXT, number};
use crate::db::{Cell, Connection, DbError};

/// How many tables one request asks about: a round trip a table would be dear far away, and a
/// request for all of them dear to plan.
const TABLES_PER_REQUEST: usize = 50;

/// The contents of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentHash {
    /// The number of rows.
    pub rows: u64,
    /// The sum of the rows' hashes, in decimal.
    pub sum: String,
}

/// Counts the rows of relations, in their order.
///
/// # Errors
/// The server's: a table that may not be read is an error, never a zero.
pub fn count_rows(
    connection: &mut Connection,
    relations: &[&Relation],
) -> Result<Vec<(String, u64)>, DbError> {
    let query = |relation: &Relation| format!("SELECT count(*) FROM {}", relation.source());
    asked(connection, relations, query, |cells| match cells {
        [count] => number(count),
        _ => None,
    })
}

/// Hashes the rows of relations, in their order. Settings that text hangs on must be pinned.
///
/// # Errors
/// The server's.
pub fn hash_rows(
    connection: &mut Connection,
    relations: &[&Relation],
) -> Result<Vec<(String, ContentHash)>, DbError> {
    asked(connection, relations, hash_query, |cells| match cells {
        [rows, Cell::Text(sum)] => Some(ContentHash {
            rows: number(rows)?,
            sum: sum.clone(),
        }),
        _ => None,
    })
}

/// Asks each relation one question, many in a request, and gives the answers by its name.
fn asked<T>(
    connection: &mut Connection,
    relations: &[&Relation],
    query: impl Fn(&Relation) -> String,
    answer: impl Fn(&[Cell]) -> Option<T>,
) -> Result<Vec<(String, T)>, DbError> {
    let mut answers = Vec::with_capacity(relations.len());
    for group in relations.chunks(TABLES_PER_REQUEST) {
        let parts: Vec<String> = group
            .iter()
            .enumerate()
            .map(|(place, relation)| {
                format!(
                    "SELECT {place}::int8 AS place, q.* FROM ({}) q",
                    query(relation)
                )
            })
            .collect();
        let request = format!("{} ORDER BY place", parts.join(" UNION ALL "));
        let rows = connection.query(&request)?.rows;
        let malformed = |relation: &Relation| DbError::Value {
            column: relation.name.clone(),
            type_oid: TEXT,
            reason: "the server's answer is not a number of rows".to_owned(),
        };
        for (place, relation) in group.iter().enumerate() {
            let value = match rows.get(place).map(Vec::as_slice) {
                Some([Cell::Integer(number), cells @ ..])
                    if usize::try_from(*number) == Ok(place) =>
                {
                    answer(cells)
                }
                _ => None,
            };
            let value = value.ok_or_else(|| malformed(relation))?;
            answers.push((relation.name.clone(), value));
        }
    }
    Ok(answers)
}

fn hash_query(relation: &Relation) -> String {
    format!(
        "SELECT count(*), coalesce(sum({}), 0)::text FROM {} AS t",
        row_hash(&relation.columns),
        relation.source()
    )
}

/// How many columns one mask of NULLs tells about.
const COLUMNS_PER_MASK: usize = 30;

/// What the hash of a row without NULL begins with; that of other rows begins with a mask.
const START: &str = "1";

/// An expression for a number of 64 bits that all columns of a row have a part in.
fn row_hash(columns: &[HashedColumn]) -> String {
    let whole = chained(columns, START, Null::Spreads);
    let nullable: Vec<String> = columns
        .iter()
        .filter(|column| !column.not_null)
        .map(HashedColumn::qualified)
        .collect();
    if nullable.is_empty() {
        return whole;
    }
    let masks = nullable
        .chunks(COLUMNS_PER_MASK)
        .fold(START.to_owned(), |seed, group| {
            let bits: Vec<String> = group
                .iter()
                .enumerate()
                .map(|(place, name)| format!("({name} IS NULL)::int4 * {}", 1 << place))
                .collect();
            format!("hashint4extended({}, {seed})", bits.join(" + "))
        });
    format!(
        "coalesce({whole}, {})",
        chained(columns, &masks, Null::IsReplaced)
    )
}

/// What becomes of a NULL in a row.
#[derive(Clone, Copy)]
enum Null {
    /// It makes the hash of the row NULL.
    Spreads,
    /// It is hashed as some value of its type.
    IsReplaced,
}

fn chained(columns: &[HashedColumn], start: &str, null: Null) -> String {
    columns.iter().fold(start.to_owned(), |seed, column| {
        column_hash(column, &seed, null)
    })
}

/// The hash of a value that goes on from the hash so far.
fn column_hash(column: &HashedColumn, seed: &str, null: Null) -> String {
    let name = column.qualified();
    let or = |expression: &str, value: &str| match null {
        Null::IsReplaced if !column.not_null => format!("coalesce({expression}, {value})"),
        Null::IsReplaced | Null::Spreads => expression.to_owned(),
    };
    let of_text = |text: &str| {
        // A collation of another rule than bytes would make different texts equal.
        format!("hashtextextended({} COLLATE \"C\", {seed})", or(text, "''"))
    };
    match column.type_name.as_deref() {
        Some("int4") => format!("hashint4extended({}, {seed})", or(&name, "0")),
        Some("int2" | "bool") => {
            let value = or(&format!("{name}::int4"), "0");
            format!("hashint4extended({value}, {seed})")
        }
        // The server folds the two halves of a bigint together before it hashes them; with the
        // upper half hashed too, that is all of the value again.
        Some("int8") => {
            let folded = format!("hashint8extended({}, {seed})", or(&name, "0"));
            let upper = or(&format!("({name} >> 32)::int4"), "0");
            format!("hashint4extended({upper}, {folded})")
        }
        Some("uuid") => {
            let nil = "'00000000-0000-0000-0000-000000000000'::uuid";
            format!("uuid_hash_extended({}, {seed})", or(&name, nil))
        }
        Some("text" | "varchar") => of_text(&name),
        // Its cast to text would cut blanks off.
        Some("bpchar") => of_text(&format!("textin(bpcharout({name}))")),
        // The bytes are written faster than the date is, and are all of it.
        Some("date") => of_text(&format!("date_send({name})::text")),
        Some("timestamp") => of_text(&format!("timestamp_send({name})::text")),
        Some("timestamptz") => of_text(&format!("timestamptz_send({name})::text")),
        Some(_) | None => of_text(&format!("{name}::text")),
    }
}

#[cfg(test)]
mod tests {
    use super::{HashedColumn, row_hash};

    fn column(type_name: &str, not_null: bool) -> HashedColumn {
        HashedColumn {
            name: "a".to_owned(),
            type_name: Some(type_name.to_owned()),
            not_null,
        }
    }

    #[test]
    fn a_null_is_told_from_what_it_is_hashed_as() {
        assert_eq!(
            row_hash(&[column("int4", true)]),
            "hashint4extended(t.a, 1)"
        );
        assert_eq!(
            row_hash(&[column("int4", false)]),
            "coalesce(hashint4extended(t.a, 1), hashint4extended(coalesce(t.a, 0), \
             hashint4extended((t.a IS NULL)::int4 * 1, 1)))"
        );
    }

    #[test]
    fn a_type_without_exact_hash_is_hashed_by_its_text() {
        for name in ["numeric", "float8", "jsonb", "my_enum"] {
            let query = row_hash(&[column(name, true)]);
            assert_eq!(query, "hashtextextended(t.a::text COLLATE \"C\", 1)");
        }
    }
}
