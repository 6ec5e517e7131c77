//! Which entity it is, with what only that kind has.

/// Whether a materialised view is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Population {
    /// `WITH DATA`.
    Filled,
    /// `WITH NO DATA`.
    Empty,
}

/// Whether a trigger is a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TriggerKind {
    /// `CREATE TRIGGER`.
    Plain,
    /// `CREATE CONSTRAINT TRIGGER`.
    Constraint,
}

/// What a grant says besides its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grant {
    /// The table.
    pub(super) table: String,
    /// The columns, sorted.
    pub(super) columns: Vec<String>,
    /// Who gets it.
    pub(super) role: String,
    /// Which privilege.
    pub(super) privilege: String,
    /// `WITH GRANT OPTION`.
    pub(super) with_grant_option: bool,
}

/// Which entity it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EntityKind {
    /// `PGExtension`.
    Extension,
    /// `PGFunction`.
    Function,
    /// `PGGrantTable`.
    Grant(Grant),
    /// `PGMaterializedView`.
    MaterializedView(Population),
    /// `PGPolicy` and the entity it is about.
    Policy {
        /// `schema.table`.
        on_entity: String,
    },
    /// `PGTrigger` and the entity it is about.
    Trigger {
        /// `schema.table`.
        on_entity: String,
        /// `is_constraint`.
        kind: TriggerKind,
    },
    /// `PGView`.
    View,
}
