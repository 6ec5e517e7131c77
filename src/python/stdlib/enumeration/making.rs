//! Turning what the body of an enumeration bound into members (`EnumType.__new__`).

use std::rc::Rc;

use super::lookup::{member_by_value, members, value_of};
use crate::python::arguments::Arguments;
use crate::python::class::{BuiltinType, Class, ClassKind, Instance};
use crate::python::dictionary::{Dictionary, HashKey};
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Comparison, HostObject, Side, UnaryOperator};
use crate::python::shared::Shared;
use crate::python::value::{Descriptor, Value};

/// `enum.auto()`: a value that is chosen when the class is made.
#[derive(Debug)]
pub(super) struct Automatic;

impl Automatic {
    /// Python puts the value in its place as soon as the body binds it to a name.
    fn is_not_chosen<T>() -> Result<T, PythonError> {
        Err(PythonError::unsupported(
            "the value of auto() inside of the body of its enumeration",
        ))
    }
}

impl HostObject for Automatic {
    fn type_name(&self) -> Rc<str> {
        "auto".into()
    }

    fn get_attribute(
        &self,
        _name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Self::is_not_chosen()
    }

    fn call(&self, _arguments: Arguments, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        Self::is_not_chosen()
    }

    fn binary(
        &self,
        _operator: BinaryOperator,
        _other: &Value,
        _side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Self::is_not_chosen()
    }

    fn unary(
        &self,
        _operator: UnaryOperator,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Self::is_not_chosen()
    }

    fn compare(
        &self,
        _comparison: Comparison,
        _other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Self::is_not_chosen()
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Self::is_not_chosen()
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Self::is_not_chosen()
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Self::is_not_chosen()
    }
}

/// Makes the members of a class whose body has just been evaluated.
///
/// Called once for every class derived from one of kind [`ClassKind::Enumeration`].
pub(crate) fn make_members(cx: &mut Interpreter, class: &Shared<Class>) -> Result<(), PythonError> {
    for base in &class.ancestors {
        if base.kind != ClassKind::Enumeration {
            continue;
        }
        if !members(base).is_empty() {
            return Err(PythonError::type_error(format!(
                "<enum '{}'> cannot extend <enum '{}'>",
                class.name, base.name
            )));
        }
    }
    refuse_late_generation(class)?;
    let body: Vec<(Rc<str>, Value)> = class
        .attributes
        .borrow()
        .iter()
        .filter(|(name, value)| defines_member(name, value))
        .map(|(name, value)| (Rc::clone(name), value.clone()))
        .collect();
    if body.is_empty() {
        return Ok(());
    }
    let mut map = Dictionary::new();
    let mut last_values: Vec<Value> = Vec::new();
    for (count, (name, value)) in body.into_iter().enumerate() {
        if matches!(value, Value::Class(_)) {
            return Err(PythonError::unsupported(format!(
                "the class {name} inside the enumeration {}",
                class.name
            )));
        }
        let value = match value.downcast::<Automatic>() {
            Some(_) => next_value(cx, class, &name, count, &last_values)?,
            None => value,
        };
        let made = make(cx, class, &name, value)?;
        last_values.push(value_of(&made));
        // A second name for a value is an alias of the first.
        let member = match member_by_value(cx, class, &value_of(&made))? {
            Some(first) => first,
            None => made,
        };
        class
            .attributes
            .borrow_mut()
            .insert(Rc::clone(&name), member.clone());
        map.insert_str(name, member);
    }
    class
        .attributes
        .borrow_mut()
        .insert("__members__".into(), Value::dict(map.proxy()));
    Ok(())
}

/// `auto()` asks what its class says when it is met, so Python allows no change after that.
fn refuse_late_generation(class: &Shared<Class>) -> Result<(), PythonError> {
    let mut is_asked = false;
    for (name, value) in class.attributes.borrow().iter() {
        if is_asked && &**name == "_generate_next_value_" {
            return Err(PythonError::type_error(
                "_generate_next_value_ must be defined before members",
            ));
        }
        is_asked |= value.downcast::<Automatic>().is_some();
    }
    Ok(())
}

/// Whether a name of the body becomes a member.
fn defines_member(name: &str, value: &Value) -> bool {
    // Names such as `__doc__` and `_order_` are Python's or the class's own.
    if name.starts_with('_') && name.ends_with('_') || name.starts_with("__") {
        return false;
    }
    !matches!(
        value,
        Value::Function(_) | Value::Builtin(_) | Value::Descriptor(_) | Value::BoundMethod(_)
    )
}

/// What `auto()` stands for.
fn next_value(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    name: &Rc<str>,
    count: usize,
    last_values: &[Value],
) -> Result<Value, PythonError> {
    let is_text = class
        .ancestors
        .iter()
        .any(|base| &*base.name == "StrEnum" && &*base.module == "enum");
    if let Some(generate) = class.lookup_python("_generate_next_value_") {
        let generate = match &generate {
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::StaticMethod(function) => function.clone(),
                _ => generate.clone(),
            },
            _ => generate,
        };
        let count = Value::int(i64::try_from(count).unwrap_or(i64::MAX));
        let last_values = Value::list(last_values.to_vec());
        let arguments = vec![
            Value::Str(Rc::clone(name)),
            1_i64.into(),
            count,
            last_values,
        ];
        return cx.call_with(&generate, arguments);
    }
    if is_text {
        return Ok(name.to_lowercase().into());
    }
    let Some((first, others)) = last_values.split_first() else {
        return Ok(1_i64.into());
    };
    let mut greatest = first.clone();
    for value in others {
        let greater = cx.compare(Comparison::Greater, value, &greatest);
        let greater = greater.map_err(|error| refuse_mixture(error, class))?;
        if cx.truth(&greater)? {
            greatest = value.clone();
        }
    }
    match cx.binary(BinaryOperator::Add, &greatest, &1_i64.into()) {
        Err(error) if error.is_instance_of(ExceptionClass::TypeError) => Err(
            PythonError::type_error(format!("unable to increment {}", cx.repr(&greatest)?)),
        ),
        result => result,
    }
}

fn refuse_mixture(error: PythonError, class: &Shared<Class>) -> PythonError {
    if !error.is_instance_of(ExceptionClass::TypeError) {
        return error;
    }
    PythonError::unsupported(format!(
        "auto() in the enumeration {}, whose values cannot be sorted",
        class.name
    ))
}

/// One member.
fn make(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    name: &Rc<str>,
    value: Value,
) -> Result<Value, PythonError> {
    if class.lookup_python("__new__").is_some() {
        return Err(PythonError::unsupported(format!(
            "the enumeration {}, which defines __new__",
            class.name
        )));
    }
    let data_type = class.builtin_type();
    let arguments = match &value {
        Value::Tuple(items) if data_type != Some(BuiltinType::Tuple) => items.to_vec(),
        _ => vec![value.clone()],
    };
    let instance = Instance::new(class.clone());
    let mut own_value = value;
    if let Some(data_type) = data_type {
        let constructor = Value::Class(cx.builtin_class(data_type));
        own_value = cx.call_with(&constructor, arguments.clone())?;
        *instance.native.borrow_mut() = Some(own_value.clone());
    }
    {
        let mut attributes = instance.attributes.borrow_mut();
        for (key, value) in [("_name_", name.as_ref().into()), ("_value_", own_value)] {
            attributes.insert(key.into(), value);
        }
    }
    let member = Value::Instance(Shared::new(instance));
    if let Some(initialise) = class.lookup_python("__init__") {
        let bound = cx.bind(initialise, &member, class)?;
        let origin = cx.origin();
        cx.call(&bound, Arguments::positional(arguments, origin))?;
    }
    // Set last: `__init__` may have chosen another value.
    if let Value::Instance(instance) = &member {
        let mut attributes = instance.attributes.borrow_mut();
        let value: Value = attributes.get("_value_").cloned().into();
        attributes.insert("name".into(), name.as_ref().into());
        attributes.insert("value".into(), value);
    }
    Ok(member)
}
