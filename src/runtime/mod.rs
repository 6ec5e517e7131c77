//! The migration context: which steps to run, and the rows of `alembic_version`.
