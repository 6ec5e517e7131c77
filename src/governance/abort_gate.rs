//! The errors of a server that stop an upgrade under a name of their own.
//!
//! Counterpart: the abort gates of the cutover's phase P3; the codes are those of appendix A of
//! PostgreSQL's manual.

use std::fmt;

/// An abort gate of the upgrade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AbortGate {
    /// A table, column, index, schema or another object is there already.
    DuplicateTable,
    /// A column, table or another object is not there.
    MissingColumn,
    /// A type is there already, or a value or a type does not go with another.
    EnumOrTypeConflict,
    /// Rows break a constraint, or other transactions changed them.
    BackfillConflict,
    /// A lock was not to be had in time, or a deadlock.
    LockTimeoutOrDeadlock,
}

impl AbortGate {
    /// The gate that an error of the server trips; `None` for errors without a gate of their own,
    /// which stop the upgrade as well.
    ///
    /// PostgreSQL says `42710`, duplicate object, of a type and of a constraint: `statement`, the
    /// one it refused, tells them apart.
    pub fn of_sqlstate(sqlstate: &str, statement: &str) -> Option<Self> {
        Some(match sqlstate {
            "42710" if concerns_type(statement) => Self::EnumOrTypeConflict,
            // Table, column, object, schema, function, alias.
            "42P07" | "42701" | "42710" | "42P06" | "42723" | "42712" => Self::DuplicateTable,
            // Column, table, object, function, schema.
            "42703" | "42P01" | "42704" | "42883" | "3F000" => Self::MissingColumn,
            // A text that is no label, a label that is not committed yet, types that do not match,
            // a cast that there is not, an object of the wrong kind.
            "22P02" | "55P04" | "42804" | "42846" | "42809" => Self::EnumOrTypeConflict,
            // Unique, foreign key, not null, check, exclusion, serialization.
            "23505" | "23503" | "23502" | "23514" | "23P01" | "23000" | "40001" => {
                Self::BackfillConflict
            }
            "55P03" | "57014" | "40P01" => Self::LockTimeoutOrDeadlock,
            _ => return None,
        })
    }
}

/// Whether a statement makes or changes a type or a domain.
fn concerns_type(statement: &str) -> bool {
    let words: Vec<String> = without_comments(statement)
        .split(|one: char| one.is_whitespace())
        .filter(|word| !word.is_empty())
        .take(2)
        .map(str::to_ascii_uppercase)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words[..], ["CREATE" | "ALTER", "TYPE" | "DOMAIN"])
}

/// The statement from its first word on.
fn without_comments(statement: &str) -> &str {
    let mut rest = statement.trim_start();
    loop {
        let after = if let Some(line) = rest.strip_prefix("--") {
            line.split_once('\n').map(|(_, after)| after)
        } else if let Some(block) = rest.strip_prefix("/*") {
            block.split_once("*/").map(|(_, after)| after)
        } else {
            return rest;
        };
        rest = after.unwrap_or_default().trim_start();
    }
}

impl fmt::Display for AbortGate {
    /// The name that stands in `facts["abort_gate"]`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::DuplicateTable => "DuplicateTable",
            Self::MissingColumn => "MissingColumn",
            Self::EnumOrTypeConflict => "EnumOrTypeConflict",
            Self::BackfillConflict => "BackfillConflict",
            Self::LockTimeoutOrDeadlock => "LockTimeoutOrDeadlock",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::AbortGate;

    #[test]
    fn a_type_that_is_there_is_no_table_that_is_there() {
        let of = AbortGate::of_sqlstate;
        let made = "-- the stages\n/* of a deal */ create type stage AS ENUM ('a')";
        assert_eq!(of("42710", made), Some(AbortGate::EnumOrTypeConflict));
        let constrained = "ALTER TABLE a ADD CONSTRAINT type CHECK (true)";
        assert_eq!(of("42710", constrained), Some(AbortGate::DuplicateTable));
        assert_eq!(of("42P07", made), Some(AbortGate::DuplicateTable));
        assert_eq!(of("42703", ""), Some(AbortGate::MissingColumn));
        assert_eq!(of("23503", ""), Some(AbortGate::BackfillConflict));
        assert_eq!(of("40P01", "--"), Some(AbortGate::LockTimeoutOrDeadlock));
        assert_eq!(of("XX000", "/*"), None);
    }
}
