//! Short ways to operations and their SQL, for the unit tests of this folder.

use std::sync::Arc;

use crate::operations::Operation;
use crate::schema::expression::operators::{self, Operand};
use crate::schema::expression::{BinaryOperator, ColumnReference};
use crate::schema::{
    Column, Enumeration, Expression, ForeignKey, ForeignKeyTarget, ForeignKeyTraits, Literal, Name,
    NamingConvention, PlainType, SqlType, TableReference,
};
use crate::source::{Origin, SourceFile, Span};

use super::super::options::CompilerOptions;
use super::ddl_compiler::DdlCompiler;

pub(super) fn origin() -> Origin {
    Origin::new(
        Arc::new(SourceFile::new("versions/a.py", "op.x()")),
        Span::new(0, 6),
    )
}

/// The statements of a script without a naming convention, one behind the other.
pub(super) fn script(operations: &[Operation]) -> Result<String, String> {
    compiled(operations, CompilerOptions::script())
}

/// As [`script`], with the convention the documentation of Alembic recommends.
pub(super) fn conventional_script(operations: &[Operation]) -> Result<String, String> {
    let mut convention = NamingConvention::empty();
    for (key, template) in [
        ("ix", "ix_%(column_0_label)s"),
        ("uq", "uq_%(table_name)s_%(column_0_name)s"),
        ("ck", "ck_%(table_name)s_%(constraint_name)s"),
        (
            "fk",
            "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        ),
        ("pk", "pk_%(table_name)s"),
    ] {
        convention.set(key, template).unwrap();
    }
    compiled(
        operations,
        CompilerOptions {
            naming_convention: convention,
            ..CompilerOptions::script()
        },
    )
}

fn compiled(operations: &[Operation], options: CompilerOptions) -> Result<String, String> {
    let mut compiler = DdlCompiler::new(options);
    let mut texts = Vec::new();
    for operation in operations {
        let statements = compiler.compile(operation, &origin());
        let statements = statements.map_err(|error| error.to_string())?;
        texts.extend(statements.into_iter().map(|statement| statement.text));
    }
    Ok(texts.join(";\n"))
}

pub(super) fn table(name: &str) -> TableReference {
    TableReference::new(name)
}

pub(super) fn table_in(schema: &str, name: &str) -> TableReference {
    TableReference::with_schema(name, Some(Name::new(schema)))
}

pub(super) fn names(names: &[&str]) -> Vec<Name> {
    names.iter().map(|name| Name::new(*name)).collect()
}

pub(super) fn integer() -> SqlType {
    SqlType::plain(PlainType::Integer)
}

pub(super) fn integer_column(name: &str) -> Column {
    Column::new(name, integer())
}

/// A column of an emulated enumeration with its CHECK constraint.
pub(super) fn emulated(name: Option<&str>, labels: &[&str]) -> SqlType {
    let mut enumeration = Enumeration::new("unnamed", labels.iter().copied());
    enumeration.name = name.map(Name::new);
    enumeration.nativeness = crate::schema::Nativeness::Emulated;
    enumeration.constraint = crate::schema::ConstraintCreation::Create;
    SqlType::enumeration(enumeration)
}

pub(super) fn foreign_key(target: &str) -> ForeignKey {
    ForeignKey {
        traits: crate::schema::ConstraintTraits::default(),
        foreign_key: ForeignKeyTraits::default(),
        target: ForeignKeyTarget::Specification(target.to_owned()),
    }
}

/// `column(name)`.
pub(super) fn column(name: &str) -> Expression {
    ColumnReference::new(name, SqlType::null()).into()
}

/// `column(name) > value`.
pub(super) fn greater(name: &str, value: i64) -> Expression {
    let value = Operand::Value(Literal::from(value));
    operators::compare(&column(name), BinaryOperator::Greater, value).unwrap()
}
