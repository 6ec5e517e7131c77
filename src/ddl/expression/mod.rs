//! SQL expressions become text: SQLAlchemy's `SQLCompiler` with PostgreSQL's `PGCompiler`.

mod binary;
mod bind_parameter;
mod compiler;
mod composition;
mod element;
mod function;
mod surroundings;
mod text_clause;

pub(super) use compiler::ExpressionCompiler;
pub(super) use surroundings::{Schemas, TableNames, Values};
