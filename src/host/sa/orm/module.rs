//! The modules of the ORM and which names they have.

use std::rc::Rc;

use crate::python::{Interpreter, Module, Shared, Value};

use super::super::super::host_context::Host;
use super::annotation::MappedForm;
use super::base::{as_declarative, declarative_base, declarative_base_class};
use super::construct::{Construct, ConstructKind};
use super::declared_attribute::DeclaredAttributeClass;
use super::functions::{unchanged, validates};
use super::mapped_column::{column_property, mapped_column};
use super::registry;
use super::relationship::relationship;
use super::session::{session_class, sessionmaker};

/// Properties that are no columns.
const PROPERTIES: &[&str] = &["synonym", "query_expression"];

/// What arguments of relationships are made of.
const PARTS: &[&str] = &["backref", "foreign", "remote"];

/// Registers `sqlalchemy.orm` and the extensions around it, below `top`.
pub(crate) fn install_orm(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    top: &Shared<Module>,
    extensions: &Shared<Module>,
) {
    let base = host.function("declarative_base", declarative_base);
    let decorator = host.function("as_declarative", as_declarative);
    let declared = Value::host(DeclaredAttributeClass);
    let session = session_class(host, cx);
    let maker = sessionmaker(session.clone());
    let session = Value::Class(session);

    let orm = Module::native("sqlalchemy.orm");
    orm.set("declarative_base", base.clone());
    orm.set("as_declarative", decorator.clone());
    orm.set("declared_attr", declared.clone());
    orm.set("registry", host.function("registry", registry::construct));
    for name in ["DeclarativeBase", "DeclarativeBaseNoMeta"] {
        orm.set(name, Value::Class(declarative_base_class(host, cx, name)));
    }
    for name in ["Mapped", "DynamicMapped", "WriteOnlyMapped"] {
        orm.set(name, Value::host(MappedForm));
    }
    orm.set(
        "mapped_column",
        host.function("mapped_column", mapped_column),
    );
    orm.set(
        "relationship",
        Value::function("relationship", relationship),
    );
    for name in ["deferred", "column_property"] {
        let function = Value::function(name, move |cx, arguments| {
            column_property(cx, name, &arguments)
        });
        orm.set(name, function);
    }
    for name in PROPERTIES {
        orm.set(*name, Construct::maker(name, ConstructKind::Property));
    }
    for name in PARTS {
        orm.set(*name, Construct::maker(name, ConstructKind::Descriptor));
    }
    orm.set("validates", Value::function("validates", validates));
    for name in ["reconstructor", "declarative_mixin"] {
        orm.set(name, Value::function(name, unchanged));
    }
    orm.set("Session", session.clone());
    orm.set("sessionmaker", maker.clone());
    let orm = add(cx, orm, top);

    let sessions = Module::native("sqlalchemy.orm.session");
    sessions.set("Session", session);
    sessions.set("sessionmaker", maker);
    add(cx, sessions, &orm);

    let declarations = Module::native("sqlalchemy.ext.declarative");
    declarations.set("declarative_base", base);
    declarations.set("as_declarative", decorator);
    declarations.set("declared_attr", declared);
    add(cx, declarations, extensions);
    for (module, names) in [
        (
            "sqlalchemy.ext.hybrid",
            &["hybrid_method", "hybrid_property"] as &[&'static str],
        ),
        ("sqlalchemy.ext.associationproxy", &["association_proxy"]),
        ("sqlalchemy.ext.orderinglist", &["ordering_list"]),
    ] {
        let extension = Module::native(module);
        for name in names {
            extension.set(*name, Construct::maker(name, ConstructKind::Descriptor));
        }
        add(cx, extension, extensions);
    }
}

fn add(cx: &mut Interpreter, module: Module, parent: &Shared<Module>) -> Shared<Module> {
    let name = Rc::clone(&module.name);
    let module = Shared::new(module);
    if let Some((_, last)) = name.rsplit_once('.') {
        parent.set(last, Value::Module(module.clone()));
    }
    cx.register_module(name, Value::Module(module.clone()));
    module
}
