//! Operations become the SQL of PostgreSQL: the only room that writes SQL text.
//!
//! The counterpart of `alembic.ddl` and of SQLAlchemy's compilers for the dialect
//! `postgresql+psycopg2`. The same operation can become the text of a script, as `alembic upgrade
//! --sql` writes it byte for byte, or the text a server is sent.

mod assembly;
mod catalog_query;
mod compiler;
mod error;
mod expression;
mod identifier_preparer;
mod literal;
mod manipulation;
mod naming;
mod options;
mod python_text;
mod reserved_words;
mod selectable;
mod statement;
mod type_compiler;
mod version_table;

pub use catalog_query::type_exists_query;
pub use compiler::DdlCompiler;
pub use error::DdlError;
pub use options::{BoundValues, CompilerOptions, ParameterStyle, Target};
pub use statement::Statement;
pub use version_table::{VersionKey, VersionTableStatements};
