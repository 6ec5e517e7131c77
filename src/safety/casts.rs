//! Which changes of a column's type PostgreSQL does in place: `ATColumnChangeRequiresRewrite`.
//!
//! In place are those where the stored bytes serve the new type as they are: the types are binary
//! coercible, and a length or precision only grows. Everything else writes the table anew.

use super::column_type::ColumnType;

/// What a change of type does to the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TypeChange {
    /// Nothing but the catalog changes.
    InPlace,
    /// The table and the indexes are written anew.
    Rewrite,
    /// It hangs on something that is not known.
    Unknown(String),
}

/// Types of which the server itself says how they change.
const KNOWN: [&str; 31] = [
    "bigint",
    "bit",
    "boolean",
    "bytea",
    "char",
    "cidr",
    "date",
    "double precision",
    "inet",
    "integer",
    "interval",
    "json",
    "jsonb",
    "macaddr",
    "money",
    "name",
    "numeric",
    "oid",
    "point",
    "real",
    "smallint",
    "text",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "tsvector",
    "uuid",
    "varbit",
    "varchar",
    "xml",
];

/// What becomes of a column of the type `old` when it gets the type `new`.
pub(super) fn type_change(old: Option<&ColumnType>, new: &ColumnType) -> TypeChange {
    let Some(old) = old else {
        return TypeChange::Unknown("the present type of the column is not known".to_owned());
    };
    if old.is_array != new.is_array {
        return TypeChange::Rewrite;
    }
    if old == new {
        return TypeChange::InPlace;
    }
    // The elements are converted one by one, alike or not.
    if old.is_array {
        return TypeChange::Rewrite;
    }
    match (old.name.as_str(), new.name.as_str()) {
        ("varchar" | "text", "text") => TypeChange::InPlace,
        ("text", "varchar") => by(new.modifiers.is_empty()),
        ("varchar", "varchar") | ("varbit", "varbit") => by(grows(&old.modifiers, &new.modifiers)),
        ("timestamp", "timestamp")
        | ("timestamptz", "timestamptz")
        | ("time", "time")
        | ("timetz", "timetz")
        | ("interval", "interval") => by(precision_grows(&old.modifiers, &new.modifiers)),
        ("numeric", "numeric") => by(numeric_grows(&old.modifiers, &new.modifiers)),
        ("cidr", "inet") => TypeChange::InPlace,
        ("timestamp", "timestamptz") | ("timestamptz", "timestamp")
            if precision_grows(&old.modifiers, &new.modifiers) =>
        {
            TypeChange::Unknown(
                "in place only where the session's TimeZone is UTC, else the table is rewritten"
                    .to_owned(),
            )
        }
        (old_name, new_name) if is_known(old_name) && is_known(new_name) => TypeChange::Rewrite,
        _ => TypeChange::Unknown(format!(
            "whether {old} and {new} are stored alike is not known"
        )),
    }
}

fn by(in_place: bool) -> TypeChange {
    if in_place {
        TypeChange::InPlace
    } else {
        TypeChange::Rewrite
    }
}

fn is_known(name: &str) -> bool {
    KNOWN.contains(&name)
}

/// Whether a length stays or grows; without one there is no limit.
fn grows(old: &[u32], new: &[u32]) -> bool {
    match (old, new) {
        (_, []) => true,
        ([old, ..], [new, ..]) => new >= old,
        ([], _) => false,
    }
}

/// Whether a number of digits of a second stays or grows; six is what there is without one.
fn precision_grows(old: &[u32], new: &[u32]) -> bool {
    let digits = |modifiers: &[u32]| modifiers.first().copied().unwrap_or(6).min(6);
    digits(new) >= digits(old)
}

/// Whether the digits before the point stay or grow and those behind it stay the same.
fn numeric_grows(old: &[u32], new: &[u32]) -> bool {
    let parts = |modifiers: &[u32]| match modifiers {
        [] => None,
        [precision] => Some((*precision, 0)),
        [precision, scale, ..] => Some((*precision, *scale)),
    };
    match (parts(old), parts(new)) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some((old_precision, old_scale)), Some((new_precision, new_scale))) => {
            new_scale == old_scale && new_precision >= old_precision
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_may_grow_in_place() {
        let change = |old: &str, new: &str| {
            type_change(Some(&ColumnType::parse(old)), &ColumnType::parse(new))
        };
        for (old, new) in [
            ("varchar(10)", "varchar(20)"),
            ("varchar(10)", "text"),
            ("text", "varchar"),
            ("numeric(6,2)", "numeric(8,2)"),
            ("numeric(6,2)", "numeric"),
            ("timestamp(3)", "timestamp"),
        ] {
            assert_eq!(change(old, new), TypeChange::InPlace, "{old} to {new}");
        }
        for (old, new) in [
            ("varchar(10)", "varchar(8)"),
            ("text", "varchar(20)"),
            ("integer", "bigint"),
            ("numeric(6,2)", "numeric(8,3)"),
            ("json", "jsonb"),
            ("char(3)", "text"),
            ("text", "text[]"),
            ("varchar(10)[]", "varchar(20)[]"),
            ("varchar(10)[]", "text[]"),
        ] {
            assert_eq!(change(old, new), TypeChange::Rewrite, "{old} to {new}");
        }
        assert!(matches!(
            change("timestamp", "timestamptz"),
            TypeChange::Unknown(_)
        ));
        assert!(matches!(
            type_change(None, &ColumnType::parse("text")),
            TypeChange::Unknown(_)
        ));
    }
}
