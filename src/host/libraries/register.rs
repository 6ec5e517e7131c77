//! Makes the classes and the modules that show them.

use std::rc::Rc;

use indexmap::IndexMap;

use crate::python::{
    Arguments, Class, ClassKind, Constructor, Interpreter, Module, PythonError, Shared, Value,
};
use crate::schema::{SqlType, TypeKind};

use super::super::native_class::native_class;
use super::super::raise::schema_error;
use super::super::sa::types::{TypeClasses, TypeObject, construct_type};
use super::super::values;
use super::catalogue::{ALIASES, Form, LIBRARY_TYPES, LibraryType, MUST_BE_TRUE, Preset};

/// Registers the libraries' modules.
pub(crate) fn install(cx: &mut Interpreter, generic: &TypeClasses) {
    let mut modules: IndexMap<String, Shared<Module>> = IndexMap::new();
    for definition in LIBRARY_TYPES {
        let class = class(cx, definition, generic);
        for module in std::iter::once(&definition.module).chain(definition.shown_in) {
            let module = module_called(&mut modules, module);
            module.set(definition.name, Value::Class(class.clone()));
        }
    }
    for (module, alias, name) in ALIASES {
        let module = module_called(&mut modules, module);
        if let Some(class) = module.get(name) {
            module.set(*alias, class);
        }
    }
    if let (Some(sqltypes), Ok(types)) = (
        modules.get("sqlmodel.sql.sqltypes"),
        cx.import("sqlalchemy.types"),
    ) {
        sqltypes.set("types", types);
    }
    for (name, module) in modules {
        cx.register_module(name, Value::Module(module));
    }
}

/// The module of this name; it becomes an attribute of its parents, which are made as well.
fn module_called(modules: &mut IndexMap<String, Shared<Module>>, name: &str) -> Shared<Module> {
    if let Some(module) = modules.get(name) {
        return module.clone();
    }
    let module = Shared::new(Module::native(name));
    modules.insert(name.to_owned(), module.clone());
    if let Some((parent, last)) = name.rsplit_once('.') {
        module_called(modules, parent).set(last, Value::Module(module.clone()));
    }
    module
}

fn class(
    cx: &Interpreter,
    definition: &'static LibraryType,
    generic: &TypeClasses,
) -> Shared<Class> {
    let base = match definition.form {
        Form::Like { .. } => "TypeDecorator",
        Form::Named(_) | Form::Dimensioned(_) => "UserDefinedType",
    };
    let bases: Vec<Shared<Class>> = generic.get(base).cloned().into_iter().collect();
    let constructor: Rc<Constructor> =
        Rc::new(move |cx, class, arguments| make(cx, definition, class, arguments));
    native_class(cx, definition.name, definition.module, &bases, constructor)
}

fn make(
    cx: &mut Interpreter,
    definition: &'static LibraryType,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    if class.kind != ClassKind::Native {
        return Err(PythonError::unsupported(format!(
            "the class {}, derived from {}.{}",
            class.name, definition.module, definition.name
        )));
    }
    let origin = arguments.origin.clone();
    let mut bound = arguments.bind("__init__", definition.parameters)?;
    for parameter in MUST_BE_TRUE {
        let value = if bound.has(parameter) {
            bound.take(parameter)
        } else {
            None
        };
        if !values::flag(cx, value, true)? {
            return Err(PythonError::unsupported(format!(
                "the argument {parameter} of {}",
                definition.name
            )));
        }
    }
    let kind = match definition.form {
        Form::Like { shape, passed } => {
            let mut arguments = Arguments::none(origin);
            for (from, to, preset) in passed {
                let given = if from.is_empty() {
                    None
                } else {
                    bound.take(from)
                };
                let value = given.or(match preset {
                    Preset::None => None,
                    Preset::Number(number) => Some(Value::from(*number)),
                    Preset::True => Some(Value::Bool(true)),
                });
                if let Some(value) = value {
                    arguments.keyword.push(((*to).into(), value));
                }
            }
            TypeKind::Decorated(construct_type(cx, definition.name, shape, arguments)?)
        }
        Form::Named(name) => TypeKind::UserDefined(name.to_owned()),
        Form::Dimensioned(name) => {
            let dimension = bound.take("dim");
            match values::optional_integer(cx, dimension, "dim")? {
                Some(dimension) => TypeKind::UserDefined(format!("{name}({dimension})")),
                None => TypeKind::UserDefined(name.to_owned()),
            }
        }
    };
    let sql_type = SqlType::new(kind).map_err(|error| schema_error(cx, error))?;
    let object = TypeObject::new(class.clone(), sql_type);
    Ok(Value::host(object.with_conversion(definition.conversion)))
}
