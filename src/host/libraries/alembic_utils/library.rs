//! The classes of `alembic_utils` and the modules that show them.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, ClassKind, ExceptionClass, Interpreter, PythonError, Shared, Value,
};

use super::super::super::host_context::Host;
use super::super::super::native_class::native_class;
use super::super::super::raise::module_error;
use super::super::installer::Installer;
use super::super::library::Library;
use super::construction::{self, Description};
use super::entity::Entity;
use super::grant;
use super::operations::{create_entity, drop_entity, replace_entity};

const EXCEPTIONS: &str = "alembic_utils.exceptions";

/// `alembic_utils`.
pub(in super::super) const LIBRARY: Library = Library {
    operations: &[
        ("create_entity", create_entity),
        ("drop_entity", drop_entity),
        ("replace_entity", replace_entity),
    ],
    install,
    ..Library::new("alembic_utils==0.8.8", &["alembic_utils"])
};

/// Describes an entity by the arguments of its constructor.
type Construct = fn(&mut Interpreter, Arguments) -> Result<Description, PythonError>;

/// Describes an entity by a statement that makes it.
type Parse = fn(&mut Interpreter, &str) -> Result<Description, PythonError>;

/// A class of entities.
#[derive(Clone, Copy)]
struct EntityClass {
    name: &'static str,
    module: &'static str,
    construct: Construct,
    parse: Option<Parse>,
}

const CLASSES: &[EntityClass] = &[
    EntityClass {
        name: "PGExtension",
        module: "alembic_utils.pg_extension",
        construct: construction::extension,
        parse: None,
    },
    EntityClass {
        name: "PGFunction",
        module: "alembic_utils.pg_function",
        construct: construction::function,
        parse: Some(construction::parsed_function),
    },
    EntityClass {
        name: "PGGrantTable",
        module: "alembic_utils.pg_grant_table",
        construct: grant::grant_of,
        parse: None,
    },
    EntityClass {
        name: "PGMaterializedView",
        module: "alembic_utils.pg_materialized_view",
        construct: construction::materialized_view,
        parse: Some(construction::parsed_materialized_view),
    },
    EntityClass {
        name: "PGPolicy",
        module: "alembic_utils.pg_policy",
        construct: construction::policy,
        parse: Some(construction::parsed_policy),
    },
    EntityClass {
        name: "PGTrigger",
        module: "alembic_utils.pg_trigger",
        construct: construction::trigger,
        parse: Some(construction::parsed_trigger),
    },
    EntityClass {
        name: "PGView",
        module: "alembic_utils.pg_view",
        construct: construction::view,
        parse: Some(construction::parsed_view),
    },
];

fn install(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    install_exceptions(installer)?;
    let entity = "alembic_utils.replaceable_entity";
    let base = native_class(
        installer.cx,
        "ReplaceableEntity",
        entity,
        &[],
        Rc::new(|_, _, _| Err(PythonError::unsupported("making a ReplaceableEntity"))),
    );
    for class in CLASSES {
        let made = Value::Class(class.make(installer.cx, installer.host, &base));
        installer.show(&[class.module], class.name, &made);
    }
    installer.show(&[entity], "ReplaceableEntity", &Value::Class(base));
    let grants = "alembic_utils.pg_grant_table";
    let choice = native_class(
        installer.cx,
        "PGGrantTableChoice",
        grants,
        &[],
        Rc::new(|_, _, _| Err(PythonError::unsupported("calling PGGrantTableChoice"))),
    );
    for privilege in grant::privileges() {
        let mut attributes = choice.attributes.borrow_mut();
        attributes.insert(privilege.into(), Value::from(privilege));
    }
    installer.show(&[grants], "PGGrantTableChoice", &Value::Class(choice));
    Ok(())
}

fn install_exceptions(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    let exception = installer.cx.exception_class(ExceptionClass::Exception);
    let base = installer
        .cx
        .new_exception_class(EXCEPTIONS, "AlembicUtilsException", &exception)?;
    for name in ["BadInputException", "SQLParseFailure"] {
        let class = installer.cx.new_exception_class(EXCEPTIONS, name, &base)?;
        installer.show(&[EXCEPTIONS], name, &Value::Class(class));
    }
    installer.show(&[EXCEPTIONS], "AlembicUtilsException", &Value::Class(base));
    Ok(())
}

impl EntityClass {
    fn make(
        &'static self,
        cx: &Interpreter,
        host: &Rc<Host>,
        base: &Shared<Class>,
    ) -> Shared<Class> {
        let shared = Rc::clone(host);
        let class = native_class(
            cx,
            self.name,
            self.module,
            std::slice::from_ref(base),
            Rc::new(move |cx, class, arguments| {
                if class.kind != ClassKind::Library {
                    return Err(PythonError::unsupported(format!(
                        "the class {}, derived from {}",
                        class.name, self.name
                    )));
                }
                let description = (self.construct)(cx, arguments)?;
                Ok(Value::host(Entity::new(&shared, class, description)))
            }),
        );
        let shared = Rc::clone(host);
        let from_sql = Value::function("from_sql", move |cx, arguments| {
            self.parsed(&shared, cx, arguments)
        });
        let mut attributes = class.attributes.borrow_mut();
        attributes.insert("from_sql".into(), from_sql);
        for name in ["from_path", "from_database"] {
            let refused = Value::function(name, move |_, _| {
                Err(PythonError::unsupported(format!("{}.{name}()", self.name)))
            });
            attributes.insert(name.into(), refused);
        }
        std::mem::drop(attributes);
        class
    }

    /// `PGView.from_sql(sql)` and its kin.
    fn parsed(
        &self,
        host: &Rc<Host>,
        cx: &mut Interpreter,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let sql = construction::only_sql(cx, arguments)?;
        let Some(parse) = self.parse else {
            return Err(PythonError::unsupported(format!(
                "{}.from_sql()",
                self.name
            )));
        };
        let description = parse(cx, &sql)?;
        // The class is looked up, because a class that its own attributes refer to is never freed.
        let module = cx.import(self.module)?;
        match cx.attribute(&module, self.name)? {
            Value::Class(class) => Ok(Value::host(Entity::new(host, &class, description))),
            _ => Err(PythonError::unsupported(format!(
                "{}.from_sql()",
                self.name
            ))),
        }
    }
}

/// `SQLParseFailure`.
pub(super) fn parse_failure(cx: &mut Interpreter, message: String) -> PythonError {
    module_error(cx, EXCEPTIONS, "SQLParseFailure", message)
}

/// `BadInputException`.
pub(super) fn bad_input(cx: &mut Interpreter, message: String) -> PythonError {
    module_error(cx, EXCEPTIONS, "BadInputException", message)
}
