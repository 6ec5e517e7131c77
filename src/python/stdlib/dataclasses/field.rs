//! Fields: what the annotations and defaults of a class say (`dataclasses.Field`).

use std::rc::Rc;

use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::HostObject;
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::Outcome;
use crate::python::value::Value;

/// Where a field that is not given gets its value.
#[derive(Debug, Clone)]
pub(super) enum Default {
    /// It must be given.
    None,
    /// The same value for every instance.
    Value(Value),
    /// A new value for each.
    Factory(Value),
}

/// What `field(…)` says.
#[derive(Debug, Clone)]
pub(super) struct Options {
    pub(super) default: Default,
    pub(super) initialised: bool,
    pub(super) shown: bool,
    pub(super) compared: bool,
    pub(super) keyword_only: Option<bool>,
    pub(super) metadata: Value,
}

impl HostObject for Options {
    fn type_name(&self) -> Rc<str> {
        "Field".into()
    }
}

/// A field of a class.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) name: Rc<str>,
    pub(super) options: Options,
}

impl HostObject for Field {
    fn type_name(&self) -> Rc<str> {
        "Field".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(match (name, &self.options.default) {
            ("name", _) => Some(Value::Str(Rc::clone(&self.name))),
            ("default", Default::Value(value)) => Some(value.clone()),
            ("default_factory", Default::Factory(factory)) => Some(factory.clone()),
            ("init", _) => Some(self.options.initialised.into()),
            ("repr", _) => Some(self.options.shown.into()),
            ("compare", _) => Some(self.options.compared.into()),
            ("metadata", _) => Some(self.options.metadata.clone()),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the attribute {name} of a Field"
                )));
            }
        })
    }
}

/// All fields of a data class, kept in the class.
#[derive(Debug)]
pub(super) struct Fields(pub(super) Vec<Field>);

impl HostObject for Fields {
    fn type_name(&self) -> Rc<str> {
        "dict".into()
    }
}

/// The name the fields are kept under.
pub(super) const FIELDS: &str = "__dataclass_fields__";

/// The fields of a class; nothing where it is no data class.
pub(super) fn fields_of(class: &Class) -> Option<Rc<Fields>> {
    class
        .lookup(FIELDS)
        .and_then(|value| value.downcast::<Fields>())
}

/// `field(…)`.
pub(super) fn field(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let default = match (arguments.take("default"), arguments.take("default_factory")) {
        (Some(_), Some(_)) => {
            return Err(PythonError::value_error(
                "cannot specify both default and default_factory",
            ));
        }
        (Some(value), None) => Default::Value(value),
        (None, Some(factory)) => Default::Factory(factory),
        (None, None) => Default::None,
    };
    if arguments.take_some("hash").is_some() {
        return Err(PythonError::unsupported("the argument hash of field()"));
    }
    let keyword_only = match arguments.take("kw_only") {
        Some(value) => Some(cx.truth(&value)?),
        None => None,
    };
    let metadata = arguments.take_some("metadata");
    Ok(Value::host(Options {
        default,
        initialised: convert::flag(cx, arguments.take("init"), true)?,
        shown: convert::flag(cx, arguments.take("repr"), true)?,
        compared: convert::flag(cx, arguments.take("compare"), true)?,
        keyword_only,
        metadata: metadata.unwrap_or_else(|| Value::dict(Dictionary::new())),
    }))
}

/// The fields a class adds to those of its bases.
pub(super) fn collect(
    cx: &mut Interpreter,
    class: &Shared<Class>,
) -> Result<Vec<Field>, PythonError> {
    let mut fields: Vec<Field> = Vec::new();
    let mut add = |field: Field| match fields.iter_mut().find(|known| known.name == field.name) {
        Some(known) => *known = field,
        None => fields.push(field),
    };
    for base in class.ancestors.iter().rev() {
        if let Some(inherited) = base.attributes.borrow().get(FIELDS)
            && let Some(inherited) = inherited.downcast::<Fields>()
        {
            inherited.0.iter().cloned().for_each(&mut add);
        }
    }
    let annotations = class.attributes.borrow().get("__annotations__").cloned();
    let Some(Value::Dict(annotations)) = annotations else {
        return Ok(fields);
    };
    let annotations: Vec<(Rc<str>, Rc<str>)> = annotations
        .borrow()
        .iter()
        .filter_map(|(_, name, text)| Some((name.as_str()?, text.as_str().unwrap_or_default())))
        .collect();
    for (name, annotation) in annotations {
        let annotation = annotation
            .rsplit_once("typing.")
            .map_or(&*annotation, |(_, rest)| rest);
        if annotation.starts_with("ClassVar") {
            continue;
        }
        if annotation.contains("InitVar") || annotation.ends_with("KW_ONLY") {
            return Err(PythonError::unsupported(format!(
                "the annotation {annotation} in the data class {}",
                class.name
            )));
        }
        let value = class.attributes.borrow().get(&name).cloned();
        let options = match &value {
            Some(value) => match value.downcast::<Options>() {
                Some(options) => (*options).clone(),
                None => plain(Default::Value(value.clone())),
            },
            None => plain(Default::None),
        };
        if let Default::Value(default) = &options.default {
            refuse_mutable(cx, &name, default)?;
        }
        {
            let mut attributes = class.attributes.borrow_mut();
            match &options.default {
                Default::Value(default) => {
                    attributes.insert(Rc::clone(&name), default.clone());
                }
                Default::Factory(_) | Default::None => {
                    attributes.shift_remove(&name);
                }
            }
        }
        add(Field { name, options });
    }
    Ok(fields)
}

fn plain(default: Default) -> Options {
    Options {
        default,
        initialised: true,
        shown: true,
        compared: true,
        keyword_only: None,
        metadata: Value::dict(Dictionary::new()),
    }
}

fn refuse_mutable(cx: &mut Interpreter, name: &str, default: &Value) -> Result<(), PythonError> {
    if !matches!(default, Value::List(_) | Value::Dict(_) | Value::Set(_)) {
        return Ok(());
    }
    let class = cx.class_of(default)?;
    Err(PythonError::value_error(format!(
        "mutable default {} for field {name} is not allowed: use default_factory",
        cx.repr(&Value::Class(class))?
    )))
}
