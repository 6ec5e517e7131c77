//! The modules of `alembic_postgresql_enum`.

use std::rc::Rc;

use crate::python::{PythonError, Value};

use super::super::super::native_class::native_class;
use super::super::installer::Installer;
use super::super::library::Library;
use super::operations::{add_enum_value, sync_enum_values};
use super::references::{self, ColumnType, ColumnTypeMember};

const TOP: &str = "alembic_postgresql_enum";
const DATA: &str = "alembic_postgresql_enum.get_enum_data";

/// `alembic-postgresql-enum`.
pub(in super::super) const LIBRARY: Library = Library {
    operations: &[
        ("sync_enum_values", sync_enum_values),
        ("add_enum_value", add_enum_value),
    ],
    install,
    ..Library::new("alembic-postgresql-enum==1.11.0", &[TOP])
};

fn install(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    let types = "alembic_postgresql_enum.get_enum_data.types";
    let column_type = native_class(
        installer.cx,
        "ColumnType",
        types,
        &[],
        Rc::new(|_, _, _| Err(PythonError::unsupported("calling ColumnType"))),
    );
    for (name, member) in [("COMMON", ColumnType::Common), ("ARRAY", ColumnType::Array)] {
        let member = Value::host(ColumnTypeMember(member));
        column_type
            .attributes
            .borrow_mut()
            .insert(name.into(), member);
    }
    let column_type = Value::Class(column_type);
    let reference = Value::Class(native_class(
        installer.cx,
        "TableReference",
        types,
        &[],
        Rc::new(references::table_reference),
    ));
    for (name, value) in [("ColumnType", &column_type), ("TableReference", &reference)] {
        installer.show(&[TOP, DATA, types], name, value);
    }
    let indexes = "alembic_postgresql_enum.sql_commands.indexes";
    let index = Value::Class(native_class(
        installer.cx,
        "TableIndex",
        indexes,
        &[],
        Rc::new(references::table_index),
    ));
    installer.show(&[indexes], "TableIndex", &index);
    Ok(())
}
