//! The modules of `sqlalchemy` and which names they have.
//!
//! A name that is missing here is opaque: importing it does no harm, using it is the error.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Module, Parameter, PythonError, Shared, Value};

use super::super::connection::Connection;
use super::super::host_context::Host;
use super::super::postgresql::types::{POSTGRESQL_TYPES, TAKEN_OVER};
use super::classes::make_classes;
use super::exceptions::sqlalchemy_exceptions;
use super::expression::{
    CONNECTIVES, CONSTRUCTORS, DIALECT_FUNCTIONS, FUNCTION_MODIFIERS, FunctionNamespace,
};
use super::extensions::{compiler_module, event_module};
use super::manipulation::{manipulation_functions, postgresql_insert};
use super::metadata::reflection;
use super::mutable::{instance, mutable_module};
use super::names::name_classes;
use super::selectable::{label_styles, selectable_functions};
use super::types::{FOREIGN_DIALECTS, TypeClasses, dialect_classes, generic_classes};

/// Classes of `sqlalchemy.schema`, which `sqlalchemy` shows as well.
const SCHEMA: &[&str] = &[
    "CheckConstraint",
    "Column",
    "ColumnCollectionConstraint",
    "Computed",
    "Constraint",
    "DDL",
    "DefaultClause",
    "FetchedValue",
    "ForeignKey",
    "ForeignKeyConstraint",
    "Identity",
    "Index",
    "MetaData",
    "PrimaryKeyConstraint",
    "Sequence",
    "Table",
    "UniqueConstraint",
];

/// Classes only `sqlalchemy.schema` shows.
const SCHEMA_ONLY: &[&str] = &[
    "CreateIndex",
    "CreateSchema",
    "CreateSequence",
    "CreateTable",
    "DropIndex",
    "DropSchema",
    "DropSequence",
    "DropTable",
    "SchemaItem",
];

/// Classes of `sqlalchemy.sql.functions` that are called as the functions of `func`.
const FUNCTION_CLASSES: &[&str] = &[
    "aggregate_strings",
    "array_agg",
    "char_length",
    "coalesce",
    "concat",
    "count",
    "cube",
    "cume_dist",
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "dense_rank",
    "grouping_sets",
    "localtime",
    "localtimestamp",
    "max",
    "min",
    "mode",
    "next_value",
    "now",
    "percent_rank",
    "percentile_cont",
    "percentile_disc",
    "random",
    "rank",
    "rollup",
    "session_user",
    "sum",
    "sysdate",
    "user",
];

/// Classes of `sqlalchemy.sql.elements` and its neighbours.
const ELEMENTS: &[&str] = &[
    "BinaryExpression",
    "BindParameter",
    "BooleanClauseList",
    "Case",
    "Cast",
    "ClauseElement",
    "ColumnClause",
    "ColumnElement",
    "Executable",
    "False_",
    "FromClause",
    "Function",
    "Label",
    "Null",
    "TableClause",
    "TextClause",
    "True_",
    "UnaryExpression",
];

/// Classes `sqlalchemy` shows of `sqlalchemy.sql.elements`.
const ELEMENTS_AT_TOP: &[&str] = &[
    "BinaryExpression",
    "BindParameter",
    "BooleanClauseList",
    "Case",
    "Cast",
    "ClauseElement",
    "ColumnClause",
    "ColumnElement",
    "Executable",
    "False_",
    "FromClause",
    "Function",
    "Label",
    "Null",
    "TableClause",
    "TextClause",
    "True_",
    "UnaryExpression",
];

/// Classes of `sqlalchemy.engine`, which `sqlalchemy` shows as well.
const ENGINE: &[&str] = &[
    "Connection",
    "Dialect",
    "Engine",
    "Inspector",
    "Result",
    "Row",
    "RowMapping",
];

/// Modules of the package, registered with their parents' attributes.
struct Modules<'a> {
    cx: &'a mut Interpreter,
}

impl Modules<'_> {
    /// Registers `module` under its dotted name and as an attribute of its parent.
    fn add(&mut self, module: Module, parent: Option<&Shared<Module>>) -> Shared<Module> {
        let name = Rc::clone(&module.name);
        let module = Shared::new(module);
        if let (Some(parent), Some((_, last))) = (parent, name.rsplit_once('.')) {
            parent.set(last, Value::Module(module.clone()));
        }
        self.cx.register_module(name, Value::Module(module.clone()));
        module
    }
}

/// Registers `sqlalchemy` and its submodules.
pub(crate) fn install(host: &Rc<Host>, cx: &mut Interpreter) {
    make_classes(host, cx);
    for class in name_classes(cx) {
        let name = match &*class.name {
            "conv" => "conv",
            "quoted_name" => "quoted_name",
            _ => "_truncated_label",
        };
        host.remember_class(name, class);
    }
    let generic = generic_classes(cx);
    let postgresql = dialect_classes(cx, POSTGRESQL_TYPES, TAKEN_OVER, &generic);
    let exceptions = sqlalchemy_exceptions(cx);
    cx.register_module("sqlalchemy.exc", exceptions.clone());

    let top = Module::native("sqlalchemy");
    top.set("exc", exceptions);
    top.set("__version__", Value::from("2.0.58"));
    set_types(&top, &generic);
    set_classes(host, &top, SCHEMA);
    set_classes(host, &top, ELEMENTS_AT_TOP);
    set_classes(host, &top, ENGINE);
    set_classes(host, &top, &["quoted_name"]);
    set_constructors(host, &top);
    top.set("inspect", host.function("inspect", inspect));

    let mut modules = Modules { cx };
    let top = modules.add(top, None);
    let types = Module::native("sqlalchemy.types");
    set_types(&types, &generic);
    types.set("to_instance", Value::function("to_instance", to_instance));
    modules.add(types, Some(&top));
    let schema = Module::native("sqlalchemy.schema");
    set_classes(host, &schema, SCHEMA);
    set_classes(host, &schema, SCHEMA_ONLY);
    set_classes(host, &schema, &["conv", "quoted_name"]);
    modules.add(schema, Some(&top));
    install_sql(host, &mut modules, &top, &generic);
    modules.add(event_module(host), Some(&top));
    let ext = modules.add(Module::native("sqlalchemy.ext"), None);
    modules.add(compiler_module(host), Some(&ext));
    let mutable = mutable_module(modules.cx);
    modules.add(mutable, Some(&ext));
    install_engine(host, &mut modules, &top);
    install_dialects(host, &mut modules, &top, &generic, &postgresql);
}

fn install_sql(
    host: &Rc<Host>,
    modules: &mut Modules<'_>,
    top: &Shared<Module>,
    generic: &TypeClasses,
) {
    let sql = Module::native("sqlalchemy.sql");
    set_constructors(host, &sql);
    set_classes(
        host,
        &sql,
        &["quoted_name", "ColumnElement", "ClauseElement"],
    );
    let sql = modules.add(sql, Some(top));
    let expression = Module::native("sqlalchemy.sql.expression");
    set_constructors(host, &expression);
    set_classes(host, &expression, ELEMENTS);
    set_classes(host, &expression, &["quoted_name"]);
    modules.add(expression, Some(&sql));
    let elements = Module::native("sqlalchemy.sql.elements");
    set_classes(host, &elements, ELEMENTS);
    set_classes(host, &elements, &["conv", "quoted_name"]);
    modules.add(elements, Some(&sql));
    let sqltypes = Module::native("sqlalchemy.sql.sqltypes");
    set_types(&sqltypes, generic);
    modules.add(sqltypes, Some(&sql));
    let schema = Module::native("sqlalchemy.sql.schema");
    set_classes(host, &schema, SCHEMA);
    set_classes(host, &schema, SCHEMA_ONLY);
    modules.add(schema, Some(&sql));
    let ddl = Module::native("sqlalchemy.sql.ddl");
    set_classes(
        host,
        &ddl,
        &[
            "DDL",
            "CreateSchema",
            "CreateSequence",
            "DropSchema",
            "DropSequence",
        ],
    );
    modules.add(ddl, Some(&sql));
    let functions = Module::native("sqlalchemy.sql.functions");
    functions.set("func", Value::host(FunctionNamespace::new(host)));
    for class in FUNCTION_CLASSES {
        functions.set(*class, Value::host(FunctionNamespace::of(host, class)));
    }
    set_classes(host, &functions, &["Function"]);
    modules.add(functions, Some(&sql));
}

fn install_engine(host: &Rc<Host>, modules: &mut Modules<'_>, top: &Shared<Module>) {
    let engine = Module::native("sqlalchemy.engine");
    set_classes(host, &engine, ENGINE);
    let engine = modules.add(engine, Some(top));
    let base = Module::native("sqlalchemy.engine.base");
    set_classes(host, &base, &["Connection", "Engine"]);
    modules.add(base, Some(&engine));
    let reflection = Module::native("sqlalchemy.engine.reflection");
    if let Some(inspector) = host.class("Inspector") {
        let from_engine = host.function("from_engine", inspect);
        inspector
            .attributes
            .borrow_mut()
            .insert("from_engine".into(), from_engine);
    }
    set_classes(host, &reflection, &["Inspector"]);
    modules.add(reflection, Some(&engine));
}

fn install_dialects(
    host: &Rc<Host>,
    modules: &mut Modules<'_>,
    top: &Shared<Module>,
    generic: &TypeClasses,
    postgresql: &TypeClasses,
) {
    let dialects = modules.add(Module::native("sqlalchemy.dialects"), Some(top));
    let own = Module::native("sqlalchemy.dialects.postgresql");
    set_types(&own, postgresql);
    set_classes(
        host,
        &own,
        &["ExcludeConstraint", "CreateEnumType", "DropEnumType"],
    );
    own.set("insert", host.function("insert", postgresql_insert));
    set_dialect(host, &own, "PGDialect_psycopg2");
    let own = modules.add(own, Some(&dialects));
    let dml = Module::native("sqlalchemy.dialects.postgresql.dml");
    dml.set("insert", host.function("insert", postgresql_insert));
    modules.add(dml, Some(&own));
    let base = Module::native("sqlalchemy.dialects.postgresql.base");
    set_types(&base, postgresql);
    set_classes(
        host,
        &base,
        &["PGDialect", "CreateEnumType", "DropEnumType"],
    );
    modules.add(base, Some(&own));
    for part in ["array", "ext", "json", "ranges", "named_types", "hstore"] {
        let module = Module::native(format!("sqlalchemy.dialects.postgresql.{part}"));
        set_types(&module, postgresql);
        set_dialect_functions(host, &module);
        modules.add(module, Some(&own));
    }
    // The functions hide the submodules of the same name, as in the original.
    set_dialect_functions(host, &own);
    for dialect in FOREIGN_DIALECTS {
        let classes = dialect_classes(modules.cx, dialect.types, dialect.taken_over, generic);
        let module = Module::native(format!("sqlalchemy.dialects.{}", dialect.name));
        set_types(&module, &classes);
        set_dialect(host, &module, dialect.class);
        let module = modules.add(module, Some(&dialects));
        let base = Module::native(format!("sqlalchemy.dialects.{}.base", dialect.name));
        set_types(&base, &classes);
        set_classes(host, &base, &["MySQLDialect", "SQLiteDialect"]);
        modules.add(base, Some(&module));
        let types = Module::native(format!("sqlalchemy.dialects.{}.types", dialect.name));
        set_types(&types, &classes);
        modules.add(types, Some(&module));
    }
}

fn set_types(module: &Module, classes: &TypeClasses) {
    for (name, class) in classes {
        module.set(*name, Value::Class(class.clone()));
    }
}

fn set_classes(host: &Rc<Host>, module: &Module, names: &[&str]) {
    for name in names {
        if let Some(class) = host.class(name) {
            module.set(*name, Value::Class(class));
        }
    }
}

fn set_dialect_functions(host: &Rc<Host>, module: &Module) {
    for (name, function) in DIALECT_FUNCTIONS {
        module.set(*name, host.function(name, *function));
    }
}

/// `dialect`, the class of a package's default dialect.
fn set_dialect(host: &Rc<Host>, module: &Module, class: &str) {
    if let Some(class) = host.class(class) {
        module.set("dialect", Value::Class(class));
    }
}

fn set_constructors(host: &Rc<Host>, module: &Module) {
    let functions = CONSTRUCTORS.iter().chain(CONNECTIVES);
    for (name, function) in functions.chain(FUNCTION_MODIFIERS) {
        module.set(*name, host.function(name, *function));
    }
    for (name, style) in label_styles() {
        module.set(name, style);
    }
    for (name, function) in selectable_functions().chain(manipulation_functions()) {
        module.set(name, host.function(name, function));
    }
    module.set("func", Value::host(FunctionNamespace::new(host)));
}

/// `to_instance(type)`.
fn to_instance(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("to_instance", &[Parameter::required("typeobj")])?;
    let value = bound.require("typeobj");
    instance(cx, &value)
}

/// `inspect(subject)` of a connection.
fn inspect(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "inspect",
        &[
            Parameter::required("subject"),
            Parameter::optional("raiseerr"),
        ],
    )?;
    let subject = bound.require("subject");
    if subject.downcast::<Connection>().is_some() {
        return Err(reflection(host, cx));
    }
    Err(super::super::values::unexpected(
        cx,
        &subject,
        "subject",
        "a connection",
    ))
}
