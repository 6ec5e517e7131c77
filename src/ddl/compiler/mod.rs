//! One file for each family of operations: SQLAlchemy's `DDLCompiler` and Alembic's `DefaultImpl`
//! with what PostgreSQL changes in both.

mod alter_column;
mod bulk_insert;
mod column;
mod comment;
mod constraint;
mod ddl_compiler;
mod definition;
mod execute;
#[cfg(test)]
mod fixture;
mod index;
mod inherited_schemas;
mod named_type;
mod table;
mod table_options;

pub use ddl_compiler::DdlCompiler;
