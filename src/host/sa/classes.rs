//! The classes of SQLAlchemy other than types: what they derive from and how they are made.

use std::rc::Rc;

use crate::python::{Class, Interpreter, Shared};

use super::super::host_context::Host;
use super::super::native_class::{HostConstructor, host_constructor, native_class, no_constructor};
use super::super::postgresql::exclude;
use super::{
    column, constraint, default, executable, foreign_key, identity, index, metadata, sequence,
};

/// A class: its name, its module, its direct bases and what makes its instances; without that it
/// exists to be named, as in annotations and `isinstance`.
struct ClassDefinition {
    name: &'static str,
    module: &'static str,
    bases: &'static [&'static str],
    construct: Option<HostConstructor>,
}

const fn made(
    name: &'static str,
    module: &'static str,
    bases: &'static [&'static str],
    construct: HostConstructor,
) -> ClassDefinition {
    ClassDefinition {
        name,
        module,
        bases,
        construct: Some(construct),
    }
}

const fn named(
    name: &'static str,
    module: &'static str,
    bases: &'static [&'static str],
) -> ClassDefinition {
    ClassDefinition {
        name,
        module,
        bases,
        construct: None,
    }
}

const SCHEMA: &str = "sqlalchemy.sql.schema";
const ELEMENTS: &str = "sqlalchemy.sql.elements";
const SELECTABLE: &str = "sqlalchemy.sql.selectable";
const DDL: &str = "sqlalchemy.sql.ddl";
const DML: &str = "sqlalchemy.sql.dml";

/// Every class, behind its bases.
const CLASSES: &[ClassDefinition] = &[
    named("SchemaItem", SCHEMA, &[]),
    named("ClauseElement", ELEMENTS, &[]),
    named("Executable", "sqlalchemy.sql.base", &[]),
    named("ColumnElement", ELEMENTS, &["ClauseElement"]),
    named("FromClause", SELECTABLE, &["ClauseElement"]),
    made("FetchedValue", SCHEMA, &[], default::fetched_value),
    made(
        "DefaultClause",
        SCHEMA,
        &["FetchedValue"],
        default::default_clause,
    ),
    made(
        "Computed",
        SCHEMA,
        &["FetchedValue", "SchemaItem"],
        identity::computed,
    ),
    made(
        "Identity",
        SCHEMA,
        &["FetchedValue", "SchemaItem"],
        identity::identity,
    ),
    made("Sequence", SCHEMA, &["SchemaItem"], sequence::construct),
    named("ColumnClause", ELEMENTS, &["ColumnElement"]),
    made(
        "Column",
        SCHEMA,
        &["SchemaItem", "ColumnClause"],
        column::construct,
    ),
    made(
        "ForeignKey",
        SCHEMA,
        &["SchemaItem"],
        foreign_key::construct,
    ),
    named("Constraint", SCHEMA, &["SchemaItem"]),
    named("ColumnCollectionConstraint", SCHEMA, &["Constraint"]),
    made(
        "PrimaryKeyConstraint",
        SCHEMA,
        &["ColumnCollectionConstraint"],
        constraint::primary_key,
    ),
    made(
        "UniqueConstraint",
        SCHEMA,
        &["ColumnCollectionConstraint"],
        constraint::unique,
    ),
    made(
        "ForeignKeyConstraint",
        SCHEMA,
        &["ColumnCollectionConstraint"],
        constraint::foreign_key,
    ),
    made(
        "CheckConstraint",
        SCHEMA,
        &["ColumnCollectionConstraint"],
        constraint::check,
    ),
    made(
        "ExcludeConstraint",
        "sqlalchemy.dialects.postgresql.ext",
        &["ColumnCollectionConstraint"],
        exclude::construct,
    ),
    made("Index", SCHEMA, &["SchemaItem"], index::construct),
    named("TableClause", SELECTABLE, &["FromClause"]),
    made(
        "Table",
        SCHEMA,
        &["SchemaItem", "TableClause"],
        metadata::construct_table,
    ),
    made("MetaData", SCHEMA, &[], metadata::construct),
    named("ScalarSelect", SELECTABLE, &["ColumnElement"]),
    named("Exists", SELECTABLE, &["ColumnElement"]),
    named("Alias", SELECTABLE, &["FromClause"]),
    named("Subquery", SELECTABLE, &["FromClause"]),
    named("CTE", SELECTABLE, &["FromClause"]),
    named("Lateral", SELECTABLE, &["FromClause"]),
    named("Join", SELECTABLE, &["FromClause"]),
    named("TableValuedAlias", SELECTABLE, &["Alias"]),
    named("TableSample", SELECTABLE, &["FromClause"]),
    named("Values", SELECTABLE, &["FromClause"]),
    named("SelectBase", SELECTABLE, &["ClauseElement", "Executable"]),
    named("Select", SELECTABLE, &["SelectBase"]),
    named("CompoundSelect", SELECTABLE, &["SelectBase"]),
    named("TextualSelect", SELECTABLE, &["SelectBase"]),
    named("UpdateBase", DML, &["ClauseElement", "Executable"]),
    named("Insert", DML, &["UpdateBase"]),
    named("Update", DML, &["UpdateBase"]),
    named("Delete", DML, &["UpdateBase"]),
    named("TextClause", ELEMENTS, &["ClauseElement", "Executable"]),
    named("BindParameter", ELEMENTS, &["ColumnElement"]),
    named("Null", ELEMENTS, &["ColumnElement"]),
    named("True_", ELEMENTS, &["ColumnElement"]),
    named("False_", ELEMENTS, &["ColumnElement"]),
    named(
        "Function",
        "sqlalchemy.sql.functions",
        &["ColumnElement", "FromClause"],
    ),
    named("Cast", ELEMENTS, &["ColumnElement"]),
    named("UnaryExpression", ELEMENTS, &["ColumnElement"]),
    named("BinaryExpression", ELEMENTS, &["ColumnElement"]),
    named("BooleanClauseList", ELEMENTS, &["ColumnElement"]),
    named("Case", ELEMENTS, &["ColumnElement"]),
    named("Label", ELEMENTS, &["ColumnElement"]),
    made("DDL", DDL, &["Executable"], executable::ddl),
    made(
        "CreateSchema",
        DDL,
        &["Executable"],
        executable::create_schema,
    ),
    made("DropSchema", DDL, &["Executable"], executable::drop_schema),
    made(
        "CreateSequence",
        DDL,
        &["Executable"],
        executable::create_sequence,
    ),
    made(
        "DropSequence",
        DDL,
        &["Executable"],
        executable::drop_sequence,
    ),
    made(
        "CreateEnumType",
        "sqlalchemy.dialects.postgresql.named_types",
        &["Executable"],
        executable::create_enum_type,
    ),
    made(
        "DropEnumType",
        "sqlalchemy.dialects.postgresql.named_types",
        &["Executable"],
        executable::drop_enum_type,
    ),
    named("Connection", "sqlalchemy.engine.base", &[]),
    named("Engine", "sqlalchemy.engine.base", &[]),
    named("MockConnection", "sqlalchemy.engine.mock", &[]),
    named("Dialect", "sqlalchemy.engine.interfaces", &[]),
    named("DefaultDialect", "sqlalchemy.engine.default", &["Dialect"]),
    named(
        "PGDialect",
        "sqlalchemy.dialects.postgresql.base",
        &["DefaultDialect"],
    ),
    named(
        "PGDialect_psycopg2",
        "sqlalchemy.dialects.postgresql.psycopg2",
        &["PGDialect"],
    ),
    named(
        "MySQLDialect",
        "sqlalchemy.dialects.mysql.base",
        &["DefaultDialect"],
    ),
    named(
        "SQLiteDialect",
        "sqlalchemy.dialects.sqlite.base",
        &["DefaultDialect"],
    ),
    named(
        "MySQLDialect_mysqldb",
        "sqlalchemy.dialects.mysql.mysqldb",
        &["MySQLDialect"],
    ),
    named(
        "SQLiteDialect_pysqlite",
        "sqlalchemy.dialects.sqlite.pysqlite",
        &["SQLiteDialect"],
    ),
    named(
        "MSDialect_pyodbc",
        "sqlalchemy.dialects.mssql.pyodbc",
        &["DefaultDialect"],
    ),
    named(
        "OracleDialect_cx_oracle",
        "sqlalchemy.dialects.oracle.cx_oracle",
        &["DefaultDialect"],
    ),
    named("Result", "sqlalchemy.engine.result", &[]),
    named("Row", "sqlalchemy.engine.row", &[]),
    named("RowMapping", "sqlalchemy.engine.row", &[]),
    named("Inspector", "sqlalchemy.engine.reflection", &[]),
    named("MigrationContext", "alembic.runtime.migration", &[]),
    named("Operations", "alembic.operations.base", &[]),
    named("BatchOperations", "alembic.operations.base", &[]),
];

/// Makes the classes and remembers them.
pub(crate) fn make_classes(host: &Rc<Host>, cx: &Interpreter) {
    for definition in CLASSES {
        let bases: Vec<Shared<Class>> = definition
            .bases
            .iter()
            .filter_map(|base| host.class(base))
            .collect();
        let constructor = match definition.construct {
            Some(construct) => host_constructor(host, construct),
            None => no_constructor(),
        };
        let class = native_class(cx, definition.name, definition.module, &bases, constructor);
        host.remember_class(definition.name, class);
    }
}
