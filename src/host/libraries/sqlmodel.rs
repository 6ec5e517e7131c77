//! `sqlmodel`: its two types, and the names of SQLAlchemy it shows.

use crate::python::{Interpreter, PythonError, Value};

use super::construction::{Constructed, Construction};
use super::conversions::{AsImplemented, Converted, in_utc, string};
use super::installer::Installer;
use super::library::{Library, LibraryType};

const SQLTYPES: &str = "sqlmodel.sql.sqltypes";

/// `sqlmodel`.
pub(super) const LIBRARY: Library = Library {
    types: &[
        LibraryType::decorator("AutoString", SQLTYPES, auto_string).shown_in(&["sqlmodel"]),
        // Until 0.0.14.
        LibraryType::decorator("GUID", SQLTYPES, guid),
        LibraryType::decorator("UTCDateTime", SQLTYPES, utc_date_time).shown_in(&["sqlmodel"]),
    ],
    install,
    ..Library::new("sqlmodel==0.0.50", &["sqlmodel"])
};

/// Names `sqlmodel` shows of `sqlalchemy`, some of them as functions that only add annotations.
const OF_SQLALCHEMY: &[&str] = &[
    "ARRAY",
    "BIGINT",
    "BINARY",
    "BLOB",
    "BOOLEAN",
    "BigInteger",
    "Boolean",
    "CHAR",
    "CLOB",
    "CheckConstraint",
    "Column",
    "Computed",
    "Constraint",
    "DATE",
    "DATETIME",
    "DDL",
    "DECIMAL",
    "DOUBLE",
    "DOUBLE_PRECISION",
    "Date",
    "DateTime",
    "DefaultClause",
    "Double",
    "Enum",
    "FLOAT",
    "FetchedValue",
    "Float",
    "ForeignKey",
    "ForeignKeyConstraint",
    "INT",
    "INTEGER",
    "Identity",
    "Index",
    "Integer",
    "Interval",
    "JSON",
    "LargeBinary",
    "MetaData",
    "NCHAR",
    "NUMERIC",
    "NVARCHAR",
    "Numeric",
    "PickleType",
    "PrimaryKeyConstraint",
    "REAL",
    "SMALLINT",
    "Sequence",
    "SmallInteger",
    "String",
    "TEXT",
    "TIME",
    "TIMESTAMP",
    "Table",
    "Text",
    "Time",
    "TupleType",
    "TypeDecorator",
    "UUID",
    "Unicode",
    "UnicodeText",
    "UniqueConstraint",
    "Uuid",
    "VARBINARY",
    "VARCHAR",
    "all_",
    "and_",
    "any_",
    "asc",
    "between",
    "bindparam",
    "case",
    "cast",
    "collate",
    "column",
    "delete",
    "desc",
    "distinct",
    "exists",
    "extract",
    "false",
    "func",
    "insert",
    "inspect",
    "join",
    "literal",
    "literal_column",
    "not_",
    "null",
    "nulls_first",
    "nulls_last",
    "nullsfirst",
    "nullslast",
    "or_",
    "outerjoin",
    "over",
    "select",
    "table",
    "text",
    "true",
    "tuple_",
    "type_coerce",
    "union",
    "union_all",
    "update",
    "values",
];

fn install(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    let sqlalchemy = installer.cx.import("sqlalchemy")?;
    if let Value::Module(sqlalchemy) = &sqlalchemy {
        for name in OF_SQLALCHEMY {
            if let Some(value) = sqlalchemy.get(name) {
                installer.show(&["sqlmodel"], name, &value);
            }
        }
    }
    // Generated migrations write `sqlmodel.sql.sqltypes.types.Uuid()`.
    let types = installer.cx.import("sqlalchemy.types")?;
    installer.show(&[SQLTYPES], "types", &types);
    Ok(())
}

fn auto_string(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let string = construction.same_arguments("String")?;
    construction.decorated(string, AsImplemented)
}

fn guid(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.same_arguments("CHAR")?;
    let uuid = construction.postgresql("UUID", &[])?;
    construction.decorated(uuid, Converted(string))
}

fn utc_date_time(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[])?;
    let moment = construction.generic("DateTime", &[("timezone", Value::Bool(true))])?;
    construction.decorated(moment, Converted(moment_in_utc))
}

fn moment_in_utc(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    in_utc(cx, &value, "UTCDateTime")
}
