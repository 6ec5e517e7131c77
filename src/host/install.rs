//! Lends an interpreter the modules of Alembic and SQLAlchemy.

use std::rc::Rc;

use crate::python::{Interpreter, Module, Shared, Value};

use super::alembic_context::context_module;
use super::host_context::{Host, HostContext};
use super::libraries::Libraries;
use super::op::{install_custom_operations, operations_module};
use super::sa;

/// Registers `alembic` and `sqlalchemy` as migration files see them.
///
/// Importing a module or a name of these packages that does not exist here gives an opaque value;
/// using it is the error.
pub fn install(cx: &mut Interpreter, context: HostContext) {
    let host = Host::new(context);
    cx.register_star_exports(include_str!("star_exports.txt"));
    sa::install(&host, cx);
    install_alembic(&host, cx);
    let libraries = Libraries::new(&host);
    cx.set_import_hook(move |cx, name| {
        if let Some(module) = libraries.import(cx, name)? {
            return Ok(Some(module));
        }
        let known = UNSUPPORTED_MODULES.contains(&name);
        Ok(known.then(|| Value::Module(Shared::new(Module::native(name)))))
    });
}

/// Modules of the two packages that exist, and of which nothing exists here: what is imported from
/// them is opaque.
const UNSUPPORTED_MODULES: &[&str] = &[
    "alembic.autogenerate",
    "alembic.command",
    "alembic.config",
    "alembic.ddl",
    "alembic.ddl.base",
    "alembic.ddl.impl",
    "alembic.ddl.postgresql",
    "alembic.environment",
    "alembic.migration",
    "alembic.runtime",
    "alembic.runtime.environment",
    "alembic.script",
    "alembic.script.base",
    "sqlalchemy.engine.cursor",
    "sqlalchemy.engine.default",
    "sqlalchemy.engine.interfaces",
    "sqlalchemy.engine.mock",
    "sqlalchemy.engine.result",
    "sqlalchemy.engine.row",
    "sqlalchemy.engine.url",
    "sqlalchemy.ext.asyncio",
    "sqlalchemy.ext.automap",
    "sqlalchemy.ext.indexable",
    "sqlalchemy.orm.attributes",
    "sqlalchemy.orm.decl_api",
    "sqlalchemy.orm.exc",
    "sqlalchemy.orm.query",
    "sqlalchemy.orm.relationships",
    "sqlalchemy.pool",
    "sqlalchemy.sql.base",
    "sqlalchemy.sql.compiler",
    "sqlalchemy.sql.dml",
    "sqlalchemy.sql.operators",
    "sqlalchemy.sql.selectable",
    "sqlalchemy.sql.type_api",
    "sqlalchemy.util",
];

fn install_alembic(host: &Rc<Host>, cx: &mut Interpreter) {
    let alembic = Module::native("alembic");
    let operations = operations_module(host);
    let context = context_module(host);
    let exceptions = sa::alembic_exceptions(cx);
    alembic.set("op", operations.clone());
    alembic.set("context", context.clone());
    alembic.set("__version__", Value::from("1.20.1"));
    let util = Module::native("alembic.util");
    util.set("exc", exceptions.clone());
    if let Value::Module(module) = &exceptions
        && let Some(class) = module.get("CommandError")
    {
        util.set("CommandError", class);
    }
    let util = Value::Module(Shared::new(util));
    alembic.set("util", util.clone());
    let migration = Module::native("alembic.runtime.migration");
    if let Some(class) = host.class("MigrationContext") {
        migration.set("MigrationContext", Value::Class(class));
    }
    let operations_package = Module::native("alembic.operations");
    let operations_base = Module::native("alembic.operations.base");
    for name in ["Operations", "BatchOperations"] {
        if let Some(class) = host.class(name) {
            operations_package.set(name, Value::Class(class.clone()));
            operations_base.set(name, Value::Class(class));
        }
    }
    let operation_classes = Module::native("alembic.operations.ops");
    if let Value::Module(module) = &operations
        && let Ok(class) = install_custom_operations(host, cx, module)
    {
        operations_package.set("MigrateOperation", class.clone());
        operation_classes.set("MigrateOperation", class);
    }
    let operation_classes = Value::Module(Shared::new(operation_classes));
    operations_package.set("ops", operation_classes.clone());
    for (name, module) in [
        ("alembic", Value::Module(Shared::new(alembic))),
        ("alembic.op", operations),
        ("alembic.context", context),
        ("alembic.util", util),
        ("alembic.util.exc", exceptions),
        (
            "alembic.runtime.migration",
            Value::Module(Shared::new(migration)),
        ),
        (
            "alembic.operations",
            Value::Module(Shared::new(operations_package)),
        ),
        (
            "alembic.operations.base",
            Value::Module(Shared::new(operations_base)),
        ),
        ("alembic.operations.ops", operation_classes),
    ] {
        cx.register_module(name, module);
    }
}
