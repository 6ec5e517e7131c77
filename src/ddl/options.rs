//! For whom SQL is written: a script or a server.

use crate::schema::NamingConvention;

/// How the driver marks the place of a value (`dialect_opts={"paramstyle": …}`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ParameterStyle {
    /// `:name`.
    Named,
    /// `%(name)s`, psycopg2's own; every other percent sign is doubled.
    #[default]
    Pyformat,
    /// `%s`; every other percent sign is doubled.
    Format,
    /// `?`.
    QuestionMark,
    /// `:1`.
    Numeric,
    /// `$1`, asyncpg's own.
    NumericDollar,
}

/// What becomes of bound values in a script (`literal_binds`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundValues {
    /// They are written as literals.
    Literals,
    /// Their places are marked, and the values are lost.
    Placeholders,
}

/// Where the SQL goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A script, as `alembic upgrade --sql` writes one.
    ///
    /// SQLAlchemy does not know a server's settings then and takes it that backslashes are
    /// escapes: it doubles them in every literal.
    Script {
        /// `literal_binds`.
        values: BoundValues,
        /// `dialect_opts={"paramstyle": …}`.
        style: ParameterStyle,
    },
    /// A server with `standard_conforming_strings`; values are written into the text as psycopg2
    /// writes them.
    Server,
}

impl Target {
    /// Whether percent signs are doubled.
    pub(super) fn doubles_percent_signs(self) -> bool {
        match self {
            Self::Script { style, .. } => match style {
                ParameterStyle::Pyformat | ParameterStyle::Format => true,
                ParameterStyle::Named
                | ParameterStyle::QuestionMark
                | ParameterStyle::Numeric
                | ParameterStyle::NumericDollar => false,
            },
            Self::Server => false,
        }
    }

    /// Whether backslashes in literals are doubled.
    pub(super) fn doubles_backslashes(self) -> bool {
        matches!(self, Self::Script { .. })
    }
}

/// Everything that changes the SQL besides the operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompilerOptions {
    /// Where the SQL goes.
    pub target: Target,
    /// `target_metadata.naming_convention`.
    pub naming_convention: NamingConvention,
}

impl CompilerOptions {
    /// What the default template of env.py configures for `--sql`.
    pub fn script() -> Self {
        Self {
            target: Target::Script {
                values: BoundValues::Literals,
                style: ParameterStyle::Named,
            },
            naming_convention: NamingConvention::default(),
        }
    }

    /// For a server.
    pub fn server() -> Self {
        Self {
            target: Target::Server,
            naming_convention: NamingConvention::default(),
        }
    }
}
