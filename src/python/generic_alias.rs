//! Types with arguments, as annotations are made of: `list[int]`, `Optional[str]`
//! (`types.GenericAlias`, `typing._GenericAlias`).

use std::rc::Rc;

use super::arguments::Arguments;
use super::class::Class;
use super::dictionary::HashKey;
use super::error::PythonError;
use super::interpreter::Interpreter;
use super::object::{BinaryOperator, Comparison, HostObject, Side};
use super::shared::Shared;
use super::union_type;
use super::value::Value;

/// What the arguments belong to.
#[derive(Debug, Clone)]
pub enum GenericOrigin {
    /// One of Python's own types: `list[…]`.
    Class(Shared<Class>),
    /// A name of `typing`, such as `Optional`.
    Form(Rc<str>),
}

/// A type with arguments.
#[derive(Clone)]
pub struct GenericAlias {
    origin: GenericOrigin,
    arguments: Rc<[Value]>,
}

impl std::fmt::Debug for GenericAlias {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<{:?} with arguments>", self.origin)
    }
}

impl GenericAlias {
    /// `origin[index]`; a tuple between the brackets is several arguments.
    pub(crate) fn of(origin: GenericOrigin, index: &Value) -> Value {
        let arguments = match index {
            Value::Tuple(items) => items.to_vec(),
            other => vec![other.clone()],
        };
        Value::host(Self {
            origin,
            arguments: arguments.into(),
        })
    }

    /// `left | right`.
    pub(crate) fn union(left: &Value, right: &Value) -> Value {
        Value::host(Self {
            origin: GenericOrigin::Form("Union".into()),
            arguments: Rc::new([left.clone(), right.clone()]),
        })
    }

    /// What the arguments belong to.
    pub fn origin(&self) -> &GenericOrigin {
        &self.origin
    }

    /// The arguments.
    pub fn arguments(&self) -> &[Value] {
        &self.arguments
    }

    /// Python's own type, where one was given arguments.
    pub(crate) fn class_of_origin(&self) -> Option<Shared<Class>> {
        match &self.origin {
            GenericOrigin::Class(class) => Some(class.clone()),
            GenericOrigin::Form(_) => None,
        }
    }

    fn key(&self, cx: &mut Interpreter) -> Result<HashKey, PythonError> {
        if let Some(choices) = union_type::choices(&Value::host(self.clone())) {
            return union_type::key_of_choices(cx, &choices);
        }
        let origin = match &self.origin {
            GenericOrigin::Class(class) => cx.hash_key(&Value::Class(class.clone()))?,
            GenericOrigin::Form(name) => HashKey::Native("typing", Rc::clone(name)),
        };
        let mut keys = vec![origin];
        for argument in self.arguments.iter() {
            keys.push(cx.hash_key(argument)?);
        }
        Ok(HashKey::Tuple(keys))
    }
}

impl HostObject for GenericAlias {
    fn type_name(&self) -> Rc<str> {
        "GenericAlias".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match (&self.origin, name) {
            (_, "__args__") => Ok(Some(Value::tuple(self.arguments.to_vec()))),
            // `P.args` and `P.kwargs` of a ParamSpec annotate parameters.
            (GenericOrigin::Form(_), "args" | "kwargs") => Ok(Some(Value::host(self.clone()))),
            (GenericOrigin::Class(class), "__origin__") => Ok(Some(Value::Class(class.clone()))),
            (GenericOrigin::Class(class), _) => {
                cx.find_attribute(&Value::Class(class.clone()), name)
            }
            (GenericOrigin::Form(_), _) => Ok(None),
        }
    }

    fn subscript(&self, _index: &Value, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        // Type variables among the arguments would be replaced.
        Ok(Value::host(self.clone()))
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if operator != BinaryOperator::Or {
            return Ok(None);
        }
        let this = Value::host(self.clone());
        let (left, right) = match side {
            Side::Left => (&this, other),
            Side::Right => (other, &this),
        };
        match union_type::union(cx, left, right)? {
            Some(types) => Ok(Some(types)),
            None => Ok(Some(Self::union(left, right))),
        }
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let this = Value::host(self.clone());
        let equal = if union_type::choices(&this).is_some() {
            union_type::equal(cx, &this, other)?
        } else {
            match other.downcast::<Self>() {
                Some(other) => self.key(cx)? == other.key(cx)?,
                None => false,
            }
        };
        Ok(match comparison {
            Comparison::Equal => Some(Value::Bool(equal)),
            Comparison::NotEqual => Some(Value::Bool(!equal)),
            Comparison::Less
            | Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::GreaterOrEqual => None,
        })
    }

    fn call(&self, arguments: Arguments, cx: &mut Interpreter) -> Result<Value, PythonError> {
        match &self.origin {
            GenericOrigin::Class(class) => cx.call(&Value::Class(class.clone()), arguments),
            GenericOrigin::Form(name) => Err(PythonError::type_error(format!(
                "Cannot instantiate typing.{name}"
            ))),
        }
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Err(PythonError::unsupported("repr() of an annotation"))
    }

    fn hash_key(&self, cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        self.key(cx).map(Some)
    }

    fn is_class(&self) -> bool {
        true
    }

    fn has_instance(
        &self,
        value: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<bool>, PythonError> {
        match union_type::choices(&Value::host(self.clone())) {
            Some(choices) => match union_type::has_instance(cx, &choices, value) {
                // `typing.Union` asks for the class of the value.
                Err(error) => Err(error.replace_message("isinstance() arg", "issubclass() arg")),
                found => found.map(Some),
            },
            None => Err(PythonError::type_error(
                "isinstance() argument 2 cannot be a parameterized generic",
            )),
        }
    }
}
