//! How much of a run one transaction holds: `MigrationContext.begin_transaction`.

/// What `transactional_ddl` and `transaction_per_migration` make of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TransactionMode {
    /// Everything in one transaction: all steps or none.
    #[default]
    WholeRun,
    /// One transaction for each step (`transaction_per_migration=True`).
    PerMigration,
    /// `transactional_ddl=False`: a script without BEGIN and COMMIT; online, each step is
    /// committed by itself.
    NonTransactional,
}

impl TransactionMode {
    /// The mode the two arguments of `context.configure()` ask for.
    pub fn from_arguments(transactional_ddl: bool, transaction_per_migration: bool) -> Self {
        match (transactional_ddl, transaction_per_migration) {
            (false, _) => Self::NonTransactional,
            (true, true) => Self::PerMigration,
            (true, false) => Self::WholeRun,
        }
    }

    /// The adjective of the log line `Will assume … DDL.`
    pub fn adjective(self) -> &'static str {
        match self {
            Self::WholeRun | Self::PerMigration => "transactional",
            Self::NonTransactional => "non-transactional",
        }
    }
}
