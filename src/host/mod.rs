//! Alembic and SQLAlchemy as Python objects: the one bridge between `python` and `schema`/`operations`.

pub mod environment;
mod host_context;
mod native_class;
mod raise;
mod values;
