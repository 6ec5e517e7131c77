//! `declared_attr`: attributes a class or mixin computes for the class that is mapped.

use std::cell::RefCell;
use std::rc::Rc;

use super::annotation::has_namespace;
use super::relationship::Relationship;
use crate::python::{
    Arguments, Class, Descriptor, HostObject, Interpreter, PythonError, Shared, Value,
};

/// `@declared_attr def name(cls): …`.
pub(super) struct DeclaredAttribute {
    function: Value,
    /// What it gave for the class that is being mapped: it is asked once.
    given: RefCell<Option<(Shared<Class>, Value)>>,
}

impl std::fmt::Debug for DeclaredAttribute {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<declared_attr>")
    }
}

impl DeclaredAttribute {
    /// What it gives for `class`, the same object each time while that is mapped.
    pub(super) fn value(
        &self,
        cx: &mut Interpreter,
        class: &Shared<Class>,
    ) -> Result<Value, PythonError> {
        if let Some((known, value)) = &*self.given.borrow()
            && Shared::is(known, class)
        {
            return Ok(value.clone());
        }
        let value = cx.call_with(&self.function, vec![Value::Class(class.clone())])?;
        *self.given.borrow_mut() = Some((class.clone(), value.clone()));
        Ok(value)
    }

    /// Refuses the annotation of the function where SQLAlchemy may not take it
    /// (`_collect_annotation`): it has to be `Mapped[…]`, and one that is a text is looked up in a
    /// module, which files of revisions are not.
    pub(super) fn refuse_annotation(&self, name: &str, given: &Value) -> Result<(), PythonError> {
        let Value::Function(function) = &self.function else {
            return Ok(());
        };
        let Some(returns) = &function.definition.returns else {
            return Ok(());
        };
        let module = &function.module;
        let text = module.source.slice(returns.span).trim();
        let is_quoted = text.starts_with(['"', '\'']);
        if !has_namespace(module) || function.enclosing.is_some() {
            let is_relationship = given.downcast::<Relationship>().is_some();
            let is_text = is_quoted
                || module.postpones_annotations()
                || text.contains(['"', '\'']) && !is_relationship;
            if is_text {
                return Err(PythonError::unsupported(format!(
                    "the declared_attr {name}, whose annotation is a text"
                )));
            }
        }
        let form = text.trim_start_matches(['"', '\'']).split('[').next();
        let form = form.and_then(|form| form.trim().rsplit('.').next());
        if !matches!(form, Some("Mapped" | "DynamicMapped" | "WriteOnlyMapped")) {
            return Err(PythonError::unsupported(format!(
                "the declared_attr {name}, whose annotation is not Mapped[…]"
            )));
        }
        Ok(())
    }

    /// Forgets what it gave: the class is mapped.
    pub(super) fn forget(&self) {
        self.given.borrow_mut().take();
    }
}

impl HostObject for DeclaredAttribute {
    fn type_name(&self) -> Rc<str> {
        "declared_attr".into()
    }

    fn of_class(
        &self,
        class: &Shared<Class>,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        self.value(cx, class).map(Some)
    }
}

/// `declared_attr` itself, with `declared_attr.directive`.
#[derive(Debug)]
pub(super) struct DeclaredAttributeClass;

fn declared(arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("declared_attr", &[crate::python::Parameter::required("fn")])?;
    let given = bound.require("fn");
    let function = match &given {
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::ClassMethod(function) => function.clone(),
            Descriptor::StaticMethod(_)
            | Descriptor::Property { .. }
            | Descriptor::CachedProperty { .. }
            | Descriptor::GetSet { .. } => {
                return Err(PythonError::unsupported("declared_attr of a property"));
            }
        },
        _ => given,
    };
    Ok(Value::host(DeclaredAttribute {
        function,
        given: RefCell::default(),
    }))
}

impl HostObject for DeclaredAttributeClass {
    fn type_name(&self) -> Rc<str> {
        "type".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "directive" => Ok(Some(Value::function("directive", |_, arguments| {
                declared(arguments)
            }))),
            _ => Err(PythonError::unsupported(format!("declared_attr.{name}"))),
        }
    }

    fn call(&self, arguments: Arguments, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        declared(arguments)
    }
}
