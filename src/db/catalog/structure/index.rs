//! Indexes. Counterpart: the chapters on `pg_index` and `pg_get_indexdef`.

use serde::{Deserialize, Serialize};

/// An index of a table or of a materialized view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// Its name; it lies in its table's schema.
    pub name: String,
    /// `pg_get_indexdef()` without the name: `UNIQUE INDEX ON public.funds USING btree (code)`.
    pub definition: String,
    /// The access method, such as `btree`.
    pub method: String,
    /// Whether it is unique.
    pub unique: bool,
    /// Whether it is that of the primary key.
    pub primary: bool,
    /// Whether queries may use it: a failed `CREATE INDEX CONCURRENTLY` leaves one they may not.
    pub valid: bool,
    /// Whether `CLUSTER` goes by it.
    pub clustered: bool,
    /// Whether it is the table's replica identity.
    pub replica_identity: bool,
    /// Whether it is attached to the index of a partitioned table.
    pub attached: bool,
    /// Its condition, where it is partial.
    pub predicate: Option<String>,
    /// The constraint it is made for.
    pub constraint: Option<String>,
    /// Its comment.
    pub comment: Option<String>,
}
