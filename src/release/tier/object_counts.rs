//! How many objects of each kind there are, so that a tier can be held to what it adds.
//!
//! Counterpart: "T1 structure: 11 tables + 31 views + 1 function" of the executor rehearsal. Only
//! users' objects count; what an extension brought with it is the extension's.

use std::collections::BTreeMap;
use std::fmt;

use crate::db::{Cell, Connection};
use crate::release::Obstacle;

/// A kind of object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObjectKind {
    /// Tables, partitions and partitioned tables among them.
    Tables,
    /// Views.
    Views,
    /// Materialized views.
    MaterializedViews,
    /// Functions, aggregates among them.
    Functions,
    /// Procedures.
    Procedures,
    /// Sequences.
    Sequences,
    /// Domains, enumerations, ranges and composite types that stand by themselves.
    Types,
    /// Indexes.
    Indexes,
    /// Triggers that somebody has made.
    Triggers,
}

impl ObjectKind {
    const ALL: [Self; 9] = [
        Self::Tables,
        Self::Views,
        Self::MaterializedViews,
        Self::Functions,
        Self::Procedures,
        Self::Sequences,
        Self::Types,
        Self::Indexes,
        Self::Triggers,
    ];

    /// Its name in `adds` of `release.toml`, in the plural.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tables => "tables",
            Self::Views => "views",
            Self::MaterializedViews => "materialized_views",
            Self::Functions => "functions",
            Self::Procedures => "procedures",
            Self::Sequences => "sequences",
            Self::Types => "types",
            Self::Indexes => "indexes",
            Self::Triggers => "triggers",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether a tier that does not declare the kind may add none of it. The other kinds come
    /// along with tables, and are asserted where they are declared.
    fn is_asserted_undeclared(self) -> bool {
        match self {
            Self::Tables
            | Self::Views
            | Self::MaterializedViews
            | Self::Functions
            | Self::Procedures => true,
            Self::Sequences | Self::Types | Self::Indexes | Self::Triggers => false,
        }
    }
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The number of objects by their kinds; every kind is there.
pub type ObjectCounts = BTreeMap<ObjectKind, i64>;

const COUNTS: &str = "\
WITH users AS (
  SELECT oid FROM pg_namespace
  WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
), brought AS (
  SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), relations AS (
  SELECT relkind FROM pg_class JOIN users ON users.oid = relnamespace
  WHERE (1259, pg_class.oid) NOT IN (SELECT classid::oid::bigint, objid FROM brought)
), routines AS (
  SELECT prokind FROM pg_proc JOIN users ON users.oid = pronamespace
  WHERE (1255, pg_proc.oid) NOT IN (SELECT classid::oid::bigint, objid FROM brought)
)
SELECT (SELECT count(*) FROM relations WHERE relkind IN ('r', 'p')),
       (SELECT count(*) FROM relations WHERE relkind = 'v'),
       (SELECT count(*) FROM relations WHERE relkind = 'm'),
       (SELECT count(*) FROM routines WHERE prokind <> 'p'),
       (SELECT count(*) FROM routines WHERE prokind = 'p'),
       (SELECT count(*) FROM relations WHERE relkind = 'S'),
       (SELECT count(*) FROM pg_type JOIN users ON users.oid = typnamespace
        LEFT JOIN pg_class ON pg_class.oid = typrelid
        WHERE (typtype IN ('d', 'e', 'r') OR relkind = 'c')
          AND (1247, pg_type.oid) NOT IN (SELECT classid::oid::bigint, objid FROM brought)),
       (SELECT count(*) FROM relations WHERE relkind IN ('i', 'I')),
       (SELECT count(*) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        JOIN users ON users.oid = relnamespace WHERE NOT tgisinternal)";

/// Counts the objects, in whatever transaction is open.
///
/// # Errors
/// The server refuses, or answers otherwise than asked.
pub fn count_objects(connection: &mut Connection) -> Result<ObjectCounts, Obstacle> {
    let rows = connection
        .query(COUNTS)
        .map_err(|error| Obstacle::database("cannot count the objects", &error))?;
    let counts: Option<ObjectCounts> = match rows.rows.as_slice() {
        [row] if row.len() == ObjectKind::ALL.len() => ObjectKind::ALL
            .into_iter()
            .zip(row)
            .map(|(kind, cell)| Some((kind, Cell::as_integer(cell)?)))
            .collect(),
        _ => None,
    };
    counts.ok_or_else(|| Obstacle::gate("the objects cannot be counted: an unexpected answer"))
}

/// What `adds` of a tier asks for, by kinds.
///
/// # Errors
/// A name that is no kind.
pub(super) fn declared_additions(adds: &BTreeMap<String, u64>) -> Result<ObjectCounts, Obstacle> {
    let read = |(name, count): (&String, &u64)| {
        let kind = ObjectKind::named(name).ok_or_else(|| {
            let known: Vec<&str> = ObjectKind::ALL.map(ObjectKind::name).to_vec();
            Obstacle::gate(format!(
                "adds.{name} is no kind of object; there are {}",
                known.join(", ")
            ))
        })?;
        let count = i64::try_from(*count)
            .map_err(|_| Obstacle::gate(format!("adds.{name} is too large")))?;
        Ok((kind, count))
    };
    adds.iter().map(read).collect()
}

/// What was added, as text, and what of it was not declared so.
pub(super) fn compare_additions(
    declared: &ObjectCounts,
    before: &ObjectCounts,
    after: &ObjectCounts,
) -> (String, Vec<String>) {
    let mut added = Vec::new();
    let mut undeclared = Vec::new();
    for kind in ObjectKind::ALL {
        let count = |counts: &ObjectCounts| counts.get(&kind).copied().unwrap_or_default();
        let found = count(after) - count(before);
        if found != 0 {
            added.push(format!("{found:+} {kind}"));
        }
        let is_asserted = declared.contains_key(&kind) || kind.is_asserted_undeclared();
        if is_asserted && found != count(declared) {
            undeclared.push(format!(
                "{kind}: {found:+} instead of {:+}",
                count(declared)
            ));
        }
    }
    let added = if added.is_empty() {
        "no objects added".to_owned()
    } else {
        added.join(" ")
    };
    (added, undeclared)
}

#[cfg(test)]
mod tests {
    use super::{ObjectCounts, ObjectKind, compare_additions, declared_additions};

    #[test]
    fn undeclared_tables_are_told_and_undeclared_indexes_are_not() {
        let before = ObjectCounts::from([(ObjectKind::Tables, 2), (ObjectKind::Indexes, 2)]);
        let after = ObjectCounts::from([(ObjectKind::Tables, 3), (ObjectKind::Indexes, 3)]);
        let (text, wrong) = compare_additions(&ObjectCounts::new(), &before, &after);
        assert_eq!(text, "+1 tables +1 indexes");
        assert_eq!(wrong, ["tables: +1 instead of +0"]);
        let declared =
            declared_additions(&[("tables".to_owned(), 1), ("indexes".to_owned(), 2)].into())
                .expect("kinds");
        let (_, wrong) = compare_additions(&declared, &before, &after);
        assert_eq!(wrong, ["indexes: +1 instead of +2"]);
        assert!(declared_additions(&[("tabels".to_owned(), 1)].into()).is_err());
    }
}
