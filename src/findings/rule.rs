//! The rules: their ids, names and weights.

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Somebody should look.
    Warning,
    /// It will fail, or it must not go in.
    Error,
}

impl Severity {
    /// The word for it in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A rule, known to users by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// AL000: an allowance means nothing.
    Allowance,
    /// AL001: an index is built while writes to its table wait.
    IndexUnderLock,
    /// AL002: `CONCURRENTLY` inside a transaction fails.
    ConcurrentlyInTransaction,
    /// AL003: a failure around an autocommit block leaves the step half done.
    AutocommitNotAlone,
    /// AL004: an index is dropped while its table is locked.
    IndexDroppedUnderLock,
    /// AL005: a required column without a default fails on a table that has rows.
    RequiredColumnWithoutDefault,
    /// AL006: a new column rewrites its table.
    ColumnRewritesTable,
    /// AL007: `SET NOT NULL` reads the whole table under its lock.
    NotNullScan,
    /// AL008: a change of type rewrites a table and its indexes.
    TypeChangeRewrites,
    /// AL009: a foreign key is checked while two tables are locked.
    ForeignKeyScan,
    /// AL010: a check constraint reads the whole table under its lock.
    CheckScan,
    /// AL011: a unique or primary key constraint builds its index under lock.
    UniqueUnderLock,
    /// AL012: something that running code may use is dropped or renamed.
    Destructive,
    /// AL013: rows are changed without limit or beside DDL.
    RowsChangedUnderLock,
    /// AL014: a statement cannot be judged.
    StatementUnknown,
    /// AL015: a new enum value is used in the transaction that adds it.
    EnumValueUsedTooEarly,
    /// AL016: an enum type is created twice or not at all.
    EnumTwiceOrMissing,
    /// AL017: the migration reads the database and cannot be planned offline.
    ReadsTheDatabase,
    /// AL018: no `lock_timeout` limits how long a lock is waited for.
    NoLockTimeout,
    /// AL019: PostgreSQL shortens an identifier in silence.
    IdentifierTooLong,
    /// AL020: a revision id does not fit the version column.
    RevisionIdTooLong,
    /// AL021: a constraint has no name of its own.
    UnnamedConstraint,
    /// AL022: whether a way back is written.
    DowngradeState,
    /// AL023: loading the revision runs code or imports the application.
    ModuleSideEffects,
    /// AL024: the revision graph is not what it must be.
    Topology,
    /// AL025: a revision was changed after it had been merged.
    EditedAfterMerge,
    /// AL026: several tables are locked one after another in one transaction.
    LockOrder,
}

/// What is known of a rule.
struct Entry {
    rule: Rule,
    id: &'static str,
    name: &'static str,
    severity: Severity,
    summary: &'static str,
    explanation: &'static str,
}

const ENTRIES: &[Entry] = &[
    Entry {
        rule: Rule::Allowance,
        id: "AL000",
        name: "allowance",
        severity: Severity::Error,
        summary: "An allowance means nothing",
        explanation: "It names no rule, or one that does not exist; what was meant to be allowed is not.",
    },
    Entry {
        rule: Rule::IndexUnderLock,
        id: "AL001",
        name: "index-under-lock",
        severity: Severity::Warning,
        summary: "An index is built while writes to its table wait",
        explanation: "`CREATE INDEX` without `CONCURRENTLY` on a table that the plan did not create: SHARE lock.",
    },
    Entry {
        rule: Rule::ConcurrentlyInTransaction,
        id: "AL002",
        name: "concurrently-in-transaction",
        severity: Severity::Error,
        summary: "`CONCURRENTLY` inside a transaction fails",
        explanation: "SQLSTATE 25001: needs an `autocommit_block()`.",
    },
    Entry {
        rule: Rule::AutocommitNotAlone,
        id: "AL003",
        name: "autocommit-not-alone",
        severity: Severity::Warning,
        summary: "A failure around an autocommit block leaves the step half done",
        explanation: "The block is neither first in its step nor alone in it.",
    },
    Entry {
        rule: Rule::IndexDroppedUnderLock,
        id: "AL004",
        name: "index-dropped-under-lock",
        severity: Severity::Warning,
        summary: "An index is dropped while its table is locked",
        explanation: "`DROP INDEX` without `CONCURRENTLY`: ACCESS EXCLUSIVE lock.",
    },
    Entry {
        rule: Rule::RequiredColumnWithoutDefault,
        id: "AL005",
        name: "required-column-without-default",
        severity: Severity::Error,
        summary: "A required column without a default fails on a table that has rows",
        explanation: "SQLSTATE 23502.",
    },
    Entry {
        rule: Rule::ColumnRewritesTable,
        id: "AL006",
        name: "column-rewrites-table",
        severity: Severity::Warning,
        summary: "A new column rewrites its table",
        explanation: "A volatile default, an identity, a serial or a stored generated column.",
    },
    Entry {
        rule: Rule::NotNullScan,
        id: "AL007",
        name: "not-null-scan",
        severity: Severity::Warning,
        summary: "`SET NOT NULL` reads the whole table under its lock",
        explanation: "It also fails on the first NULL.",
    },
    Entry {
        rule: Rule::TypeChangeRewrites,
        id: "AL008",
        name: "type-change-rewrites",
        severity: Severity::Warning,
        summary: "A change of type rewrites a table and its indexes",
        explanation: "By the matrix of casts that PostgreSQL does in place.",
    },
    Entry {
        rule: Rule::ForeignKeyScan,
        id: "AL009",
        name: "foreign-key-scan",
        severity: Severity::Warning,
        summary: "A foreign key is checked while two tables are locked",
        explanation: "`ADD FOREIGN KEY` without `NOT VALID`.",
    },
    Entry {
        rule: Rule::CheckScan,
        id: "AL010",
        name: "check-scan",
        severity: Severity::Warning,
        summary: "A check constraint reads the whole table under its lock",
        explanation: "`ADD CHECK` without `NOT VALID`.",
    },
    Entry {
        rule: Rule::UniqueUnderLock,
        id: "AL011",
        name: "unique-under-lock",
        severity: Severity::Warning,
        summary: "A unique or primary key constraint builds its index under lock",
        explanation: "It also fails on the first duplicate.",
    },
    Entry {
        rule: Rule::Destructive,
        id: "AL012",
        name: "destructive",
        severity: Severity::Warning,
        summary: "Something that running code may use is dropped or renamed",
        explanation: "Tables, columns, types and their names.",
    },
    Entry {
        rule: Rule::RowsChangedUnderLock,
        id: "AL013",
        name: "rows-changed-under-lock",
        severity: Severity::Warning,
        summary: "Rows are changed without limit or beside DDL",
        explanation: "`UPDATE` or `DELETE` without `WHERE`, or in a transaction that holds strong locks.",
    },
    Entry {
        rule: Rule::StatementUnknown,
        id: "AL014",
        name: "statement-unknown",
        severity: Severity::Warning,
        summary: "A statement cannot be judged",
        explanation: "Its locks, and what it destroys, are not known.",
    },
    Entry {
        rule: Rule::EnumValueUsedTooEarly,
        id: "AL015",
        name: "enum-value-used-too-early",
        severity: Severity::Error,
        summary: "A new enum value is used in the transaction that adds it",
        explanation: "SQLSTATE 55P04.",
    },
    Entry {
        rule: Rule::EnumTwiceOrMissing,
        id: "AL016",
        name: "enum-twice-or-missing",
        severity: Severity::Error,
        summary: "An enum type is created twice or not at all",
        explanation: "SQLSTATE 42710 or 42704.",
    },
    Entry {
        rule: Rule::ReadsTheDatabase,
        id: "AL017",
        name: "reads-the-database",
        severity: Severity::Warning,
        summary: "The migration reads the database and cannot be planned offline",
        explanation: "What it does depends on rows or on the catalog.",
    },
    Entry {
        rule: Rule::NoLockTimeout,
        id: "AL018",
        name: "no-lock-timeout",
        severity: Severity::Note,
        summary: "No lock_timeout limits how long a lock is waited for",
        explanation: "Everybody else queues behind the waiting lock.",
    },
    Entry {
        rule: Rule::IdentifierTooLong,
        id: "AL019",
        name: "identifier-too-long",
        severity: Severity::Warning,
        summary: "PostgreSQL shortens an identifier in silence",
        explanation: "More than 63 bytes.",
    },
    Entry {
        rule: Rule::RevisionIdTooLong,
        id: "AL020",
        name: "revision-id-too-long",
        severity: Severity::Error,
        summary: "A revision id does not fit the version column",
        explanation: "SQLSTATE 22001 with Alembic's `VARCHAR(32)`.",
    },
    Entry {
        rule: Rule::UnnamedConstraint,
        id: "AL021",
        name: "unnamed-constraint",
        severity: Severity::Warning,
        summary: "A constraint has no name of its own",
        explanation: "Databases then differ in what it is called.",
    },
    Entry {
        rule: Rule::DowngradeState,
        id: "AL022",
        name: "downgrade-state",
        severity: Severity::Note,
        summary: "Whether a way back is written",
        explanation: "Informative: this program goes forward only.",
    },
    Entry {
        rule: Rule::ModuleSideEffects,
        id: "AL023",
        name: "module-side-effects",
        severity: Severity::Note,
        summary: "Loading the revision runs code or imports the application",
        explanation: "What it does then depends on the application's version.",
    },
    Entry {
        rule: Rule::Topology,
        id: "AL024",
        name: "topology",
        severity: Severity::Error,
        summary: "The revision graph is not what it must be",
        explanation: "Heads, cycles, missing and doubled revisions, names, files that do not load.",
    },
    Entry {
        rule: Rule::EditedAfterMerge,
        id: "AL025",
        name: "edited-after-merge",
        severity: Severity::Error,
        summary: "A revision was changed after it had been merged",
        explanation: "Databases that ran it will never see the change.",
    },
    Entry {
        rule: Rule::LockOrder,
        id: "AL026",
        name: "lock-order",
        severity: Severity::Warning,
        summary: "Several tables are locked one after another in one transaction",
        explanation: "A deadlock with a transaction that takes them in another order.",
    },
];

impl Rule {
    /// All rules, in the order of their ids.
    pub fn all() -> impl Iterator<Item = Self> {
        ENTRIES.iter().map(|entry| entry.rule)
    }

    /// The rule with this id or name, whatever the case of its letters.
    pub fn find(text: &str) -> Option<Self> {
        ENTRIES
            .iter()
            .find(|entry| {
                entry.id.eq_ignore_ascii_case(text) || entry.name.eq_ignore_ascii_case(text)
            })
            .map(|entry| entry.rule)
    }

    /// `AL000` to `AL026`.
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// The name in kebab case.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// How much a finding of it weighs unless said otherwise.
    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    /// One sentence, without its full stop, that says what is wrong.
    pub fn summary(self) -> &'static str {
        self.entry().summary
    }

    /// One sentence that says why, or when.
    pub fn explanation(self) -> &'static str {
        self.entry().explanation
    }

    /// The entries stand in the order of the variants, which a test holds.
    fn entry(self) -> &'static Entry {
        &ENTRIES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_own_entry() {
        assert_eq!(ENTRIES.len(), 27);
        for (index, entry) in ENTRIES.iter().enumerate() {
            assert_eq!(entry.rule as usize, index);
            assert_eq!(entry.id, format!("AL{index:03}"));
            assert_eq!(Rule::find(entry.name), Some(entry.rule));
            assert_eq!(Rule::find(&entry.id.to_lowercase()), Some(entry.rule));
        }
        assert_eq!(Rule::find("AL027"), None);
    }
}
