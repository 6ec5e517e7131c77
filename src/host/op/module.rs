//! The functions of `alembic.op`, and which of them a batch has.

use std::rc::Rc;

use crate::python::{Module, Shared, Value};

use super::super::host_context::{Host, HostFunction};
use super::super::implementation::Implementation;
use super::super::libraries::install_operations;
use super::super::migration_context::MigrationContext;
use super::target::{OperationFunction, Target};
use super::{batch, column, constraint, execute, index, names, table};

/// Operations on tables.
const TABLE_FUNCTIONS: &[(&str, OperationFunction)] = &[
    ("create_table", table::create_table),
    ("drop_table", table::drop_table),
    ("rename_table", table::rename_table),
];

/// Operations a batch has as well.
pub(super) const BATCH_FUNCTIONS: &[(&str, OperationFunction)] = &[
    ("add_column", column::add_column),
    ("alter_column", column::alter_column),
    (
        "create_check_constraint",
        constraint::create_check_constraint,
    ),
    (
        "create_exclude_constraint",
        constraint::create_exclude_constraint,
    ),
    ("create_foreign_key", constraint::create_foreign_key),
    ("create_index", index::create_index),
    ("create_primary_key", constraint::create_primary_key),
    ("create_table_comment", table::create_table_comment),
    (
        "create_unique_constraint",
        constraint::create_unique_constraint,
    ),
    ("drop_column", column::drop_column),
    ("drop_constraint", constraint::drop_constraint),
    ("drop_index", index::drop_index),
    ("drop_table_comment", table::drop_table_comment),
];

/// Functions that do the same in a batch and outside.
pub(super) const SHARED_FUNCTIONS: &[(&str, HostFunction)] = &[
    ("execute", execute::execute),
    ("f", names::final_name),
    ("inline_literal", names::inline_literal),
    ("get_bind", names::get_bind),
    ("get_context", names::get_context),
];

/// Functions only `alembic.op` has.
const OWN_FUNCTIONS: &[(&str, HostFunction)] = &[
    ("batch_alter_table", batch::batch_alter_table),
    ("bulk_insert", execute::bulk_insert),
];

/// The module `alembic.op`; a name it lacks is opaque, and using it the error.
pub(crate) fn operations_module(host: &Rc<Host>) -> Value {
    let module = Module::native("alembic.op");
    for (name, function) in TABLE_FUNCTIONS.iter().chain(BATCH_FUNCTIONS) {
        let target = Target::Direct(Rc::clone(host));
        module.set(
            *name,
            Value::function(*name, move |cx, arguments| function(&target, cx, arguments)),
        );
    }
    for (name, function) in SHARED_FUNCTIONS.iter().chain(OWN_FUNCTIONS) {
        module.set(*name, host.function(name, *function));
    }
    install_operations(host, &module);
    module.set("_proxy", operations_object(host, &module));
    Value::Module(Shared::new(module))
}

/// The `Operations` behind the functions of the module, with what only it has.
fn operations_object(host: &Rc<Host>, module: &Module) -> Value {
    let object = Module::native("alembic.op._proxy");
    object
        .attributes
        .borrow_mut()
        .clone_from(&module.attributes.borrow());
    let context = Value::host(MigrationContext::new(host));
    object.set("migration_context", context);
    object.set("impl", Value::host(Implementation::new(host)));
    Value::Module(Shared::new(object))
}
