//! What evaluating `env.py` teaches: which database, how `context.configure` was called, what else
//! was done to the connection.
//!
//! The counterpart of the options an `EnvironmentContext` hands to its `MigrationContext`. Nothing
//! is decided here: who asked for the facts refuses what it cannot do.

use std::fmt;

use crate::source::Origin;

/// Why a value is not known, and where it was needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The reason as a clause: "`shop.settings.url` is not known here: the module shop was not
    /// found".
    pub reason: String,
    /// The place in `env.py` or a module it imports.
    pub origin: Origin,
}

/// A value that could be followed, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact<T> {
    /// It is this.
    Known(T),
    /// It could be anything.
    Unknown(Unknown),
}

/// An argument of `context.configure`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keyword<T> {
    /// It was not given, or given as Alembic's default `None`: the default holds.
    Default,
    /// It was given.
    Given(T),
    /// It was given and could be anything.
    Unknown(Unknown),
}

impl<T> Keyword<T> {
    /// The value given, `None` where the default holds.
    ///
    /// # Errors
    /// Where it could not be followed.
    pub fn known(&self) -> Result<Option<&T>, &Unknown> {
        match self {
            Self::Default => Ok(None),
            Self::Given(value) => Ok(Some(value)),
            Self::Unknown(unknown) => Err(unknown),
        }
    }
}

/// Where the URL of a run comes from.
#[derive(Clone, PartialEq, Eq)]
pub enum UrlFact {
    /// It is the ini file's `sqlalchemy.url`, untouched.
    FromIni,
    /// It is another one, which could be followed.
    Given {
        /// The URL with its password.
        url: String,
        /// Where the engine was made, or the URL handed over.
        origin: Origin,
    },
    /// It could not be followed.
    Unknown(Unknown),
}

impl fmt::Debug for UrlFact {
    /// Without the URL, which may have a password in it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FromIni => formatter.write_str("FromIni"),
            Self::Given { origin, .. } => write!(formatter, "Given at {origin}"),
            Self::Unknown(unknown) => unknown.fmt(formatter),
        }
    }
}

/// The arguments of `context.configure` that have a meaning when upgrading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigureFacts {
    /// The call.
    pub origin: Origin,
    /// `version_table`.
    pub version_table: Keyword<String>,
    /// `version_table_schema`.
    pub version_table_schema: Keyword<String>,
    /// `version_table_pk`.
    pub version_table_pk: Keyword<bool>,
    /// `transaction_per_migration`.
    pub transaction_per_migration: Keyword<bool>,
    /// `transactional_ddl`.
    pub transactional_ddl: Keyword<bool>,
    /// `literal_binds`.
    pub literal_binds: Keyword<bool>,
    /// `dialect_opts["paramstyle"]`; without meaning where a connection is given.
    pub paramstyle: Keyword<String>,
    /// `starting_rev`.
    pub starting_rev: Keyword<String>,
    /// `tag`.
    pub tag: Keyword<String>,
    /// `output_encoding`.
    pub output_encoding: Keyword<String>,
    /// `output_buffer`: the SQL goes elsewhere than to standard output.
    pub output_buffer: Option<Origin>,
    /// `on_version_apply`: something is called after every step.
    pub on_version_apply: Option<Origin>,
    /// `target_metadata.naming_convention`, in order: kind of constraint and template.
    pub naming_convention: Keyword<Vec<(String, String)>>,
    /// Arguments that replace what the command itself passes, such as `fn` or `as_sql`.
    pub overrides: Vec<(String, Origin)>,
    /// Further arguments that could not be followed at all, such as `**settings.options`.
    pub others: Option<Unknown>,
}

impl ConfigureFacts {
    /// A call without arguments.
    pub fn new(origin: Origin) -> Self {
        Self {
            origin,
            version_table: Keyword::Default,
            version_table_schema: Keyword::Default,
            version_table_pk: Keyword::Default,
            transaction_per_migration: Keyword::Default,
            transactional_ddl: Keyword::Default,
            literal_binds: Keyword::Default,
            paramstyle: Keyword::Default,
            starting_rev: Keyword::Default,
            tag: Keyword::Default,
            output_encoding: Keyword::Default,
            output_buffer: None,
            on_version_apply: None,
            naming_convention: Keyword::Default,
            overrides: Vec::new(),
            others: None,
        }
    }
}

/// Who ends the transaction that a run takes place in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Alembic: `context.begin_transaction`, or a transaction for every migration.
    Alembic,
    /// `env.py` itself commits the connection's transaction.
    Committed,
    /// Nobody commits: Alembic would run everything and lose it.
    RolledBack,
}

/// One call of `context.run_migrations`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The call.
    pub origin: Origin,
    /// The database.
    pub url: UrlFact,
    /// How the context was configured.
    pub configure: ConfigureFacts,
    /// Whether the work is kept.
    pub ending: Ending,
    /// Whether the connection was in a transaction of its own when the context was configured, so
    /// that Alembic leaves transactions alone.
    pub in_external_transaction: bool,
    /// Whether it takes place inside `context.begin_transaction()`; without, an offline script has
    /// no `BEGIN` and no `COMMIT`.
    pub inside_begin_transaction: bool,
    /// Names of arguments that `upgrade` functions are called with.
    pub arguments: Vec<String>,
}

/// Something `env.py` does with a connection, in the order in which it happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionEvent {
    /// The connection, counted from 0; `None` for the context's own.
    pub connection: Option<usize>,
    /// What happens.
    pub action: SessionAction,
    /// Where.
    pub origin: Origin,
}

/// What happens to a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionAction {
    /// A statement is executed.
    Execute(Fact<String>),
    /// A text is written into the offline script.
    Output(String),
    /// The transaction is committed.
    Commit,
    /// The transaction is rolled back.
    Rollback,
    /// `default_schema_name` of the dialect is set.
    DefaultSchema(Fact<String>),
    /// An option that changes what statements do, such as `schema_translate_map`.
    Option(String),
    /// The migrations run: index into [`EnvironmentFacts::runs`].
    Run(usize),
}

/// How `env.py` configures logging.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoggingFact {
    /// Not at all, as far as can be seen.
    Untouched,
    /// `fileConfig` of the ini file in use.
    FileConfig {
        /// Its `disable_existing_loggers`.
        disable_existing_loggers: bool,
    },
    /// By other means: another file, `dictConfig`, `basicConfig`.
    Other,
}

/// Why the evaluation ended before the end of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StopKind {
    /// Python would have ended here too: an exception that nothing caught.
    Raised,
    /// `env.py` refuses with a `CommandError`, whose message this is.
    Refused,
    /// `env.py` ends the process: `sys.exit()` with this status.
    Exited(u8),
    /// What comes next cannot be followed without Python.
    NotFollowed,
}

/// The place where the evaluation ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// Why.
    pub kind: StopKind,
    /// The exception, or what cannot be followed.
    pub message: String,
    /// The place.
    pub origin: Origin,
}

/// What `env.py` did to the Alembic `Config`, besides the values that it set and that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConfigurationFacts {
    /// Options, as section and name in lower case, that it gave values that could not be followed.
    pub unknown_options: Vec<(String, String)>,
    /// Why any option may have another value.
    pub unknown: Option<String>,
    /// Whether `attributes` may hold something.
    pub uses_attributes: bool,
}

/// Everything that was learnt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvironmentFacts {
    /// The runs, in order. More than one: more than one database or tenant.
    pub runs: Vec<Run>,
    /// What was done to connections, in order.
    pub events: Vec<SessionEvent>,
    /// What may have changed the connection or the context and could not be followed.
    pub unfollowed: Vec<Unknown>,
    /// How logging is configured.
    pub logging: LoggingFact,
    /// What became of the configuration.
    pub configuration: ConfigurationFacts,
    /// Why the evaluation ended early. The facts are then those that can be read off the text:
    /// one run for all calls of `context.configure` together.
    pub stopped: Option<Stop>,
}
