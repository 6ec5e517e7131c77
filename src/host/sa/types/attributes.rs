//! What instances of types show: the arguments they were made with, and `repr()`.
//!
//! The counterpart of the attributes `__init__` sets and of `util.generic_repr`.

use std::rc::Rc;

use crate::python::{Arguments, BuiltinType, Interpreter, PythonError, Value};
use crate::schema::PlainType;

use super::construct::parameters;
use super::definition::Shape;

/// The arguments of a type by the names of its parameters.
#[derive(Debug, Clone, Default)]
pub(crate) struct TypeArguments {
    /// Each parameter with its value, and whether `repr()` shows it by name only where it differs
    /// from the default.
    shown: Rc<[Argument]>,
}

/// One argument.
#[derive(Debug, Clone)]
struct Argument {
    name: &'static str,
    value: Value,
    default: Preset,
}

/// What an argument is where it is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Preset {
    /// It must be given; shown without its name.
    Required,
    /// `None`.
    None,
    /// `True`.
    True,
    /// `False`.
    False,
}

impl Preset {
    fn of(shape: Shape, name: &str) -> Self {
        match name {
            "asdecimal" if matches!(shape, Shape::Float(_)) => Self::False,
            "asdecimal" | "native" | "as_uuid" | "native_uuid" => Self::True,
            "item_type" => Self::Required,
            "timezone" | "none_as_null" | "create_constraint" | "as_tuple" | "zero_indexes"
            | "varying" => Self::False,
            _ => Self::None,
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Required | Self::None => Value::None,
            Self::True => Value::Bool(true),
            Self::False => Value::Bool(false),
        }
    }

    fn is(self, value: &Value) -> bool {
        match self {
            Self::Required => false,
            Self::None => value.is_none(),
            Self::True => matches!(value, Value::Bool(true)),
            Self::False => matches!(value, Value::Bool(false)),
        }
    }
}

impl TypeArguments {
    /// The arguments of a constructor whose parameters are all kept; nothing for any other.
    pub(super) fn of(
        name: &str,
        shape: Shape,
        arguments: &Arguments,
    ) -> Result<Option<Self>, PythonError> {
        let Some(parameters) = parameters(shape) else {
            return Ok(None);
        };
        let bound = arguments.clone().bind(name, parameters)?;
        let mut shown = Vec::new();
        for name in names(shape) {
            let default = Preset::of(shape, name);
            let given = bound.left_over().find(|(given, _)| given == name);
            let value = given.map_or_else(|| default.value(), |(_, value)| value.clone());
            shown.push(Argument {
                name,
                value,
                default,
            });
        }
        Ok(Some(Self {
            shown: shown.into(),
        }))
    }

    /// The argument `name`.
    pub(super) fn get(&self, name: &str) -> Option<Value> {
        let mut shown = self.shown.iter();
        let found = shown.find(|argument| argument.name == name);
        found.map(|argument| argument.value.clone())
    }

    /// `Class(argument, name=argument)`.
    pub(super) fn repr(
        &self,
        cx: &mut Interpreter,
        class_name: &str,
    ) -> Result<Rc<str>, PythonError> {
        let mut texts = Vec::new();
        for argument in self.shown.iter() {
            if argument.default.is(&argument.value) {
                continue;
            }
            let value = cx.repr(&argument.value)?;
            texts.push(match argument.default {
                Preset::Required => value.to_string(),
                Preset::None | Preset::True | Preset::False => {
                    format!("{}={value}", argument.name)
                }
            });
        }
        Ok(format!("{class_name}({})", texts.join(", ")).into())
    }
}

/// The parameters an instance keeps, in the order `repr()` shows them.
fn names(shape: Shape) -> &'static [&'static str] {
    match shape {
        Shape::Character(_) => &["length", "collation"],
        Shape::Bytes(_) | Shape::Binary | Shape::VarBinary => &["length"],
        Shape::Numeric | Shape::Decimal => {
            &["precision", "scale", "decimal_return_scale", "asdecimal"]
        }
        Shape::Float(_) => &["precision", "asdecimal", "decimal_return_scale"],
        Shape::Boolean => &["create_constraint", "name"],
        Shape::DateTime | Shape::UpperDateTime | Shape::Timestamp | Shape::Time => &["timezone"],
        Shape::PreciseTimestamp | Shape::PreciseTime => &["timezone", "precision"],
        Shape::GenericInterval => &["native", "second_precision", "day_precision"],
        Shape::Interval => &["precision", "fields"],
        Shape::Bit => &["length", "varying"],
        Shape::GenericJson => &["none_as_null"],
        Shape::GenericUuid => &["as_uuid", "native_uuid"],
        Shape::Uuid => &["as_uuid"],
        Shape::Array | Shape::DialectArray => {
            &["item_type", "as_tuple", "dimensions", "zero_indexes"]
        }
        _ => &[],
    }
}

/// `python_type` of the types that have one.
pub(super) fn python_type(shape: Shape) -> Option<BuiltinType> {
    Some(match shape {
        Shape::Character(_) => BuiltinType::Str,
        Shape::Plain(PlainType::Integer | PlainType::SmallInteger | PlainType::BigInteger) => {
            BuiltinType::Int
        }
        Shape::Bytes(_) | Shape::Binary | Shape::VarBinary => BuiltinType::Bytes,
        Shape::Boolean => BuiltinType::Bool,
        Shape::GenericJson | Shape::Json(_) => BuiltinType::Dict,
        Shape::Array | Shape::DialectArray => BuiltinType::List,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::super::testing::operations;

    #[test]
    fn instances_show_what_they_were_made_with() {
        let made = operations(
            "assert repr(sa.String(5)) == 'String(length=5)'\n\
             assert repr(sa.Numeric(5, 2, asdecimal=False)) == \
             'Numeric(precision=5, scale=2, asdecimal=False)'\n\
             assert repr(postgresql.ARRAY(sa.Text, dimensions=2)) == 'ARRAY(Text(), dimensions=2)'\n\
             assert repr(sa.Integer()) == 'Integer()'\n\
             assert sa.Float(5).asdecimal is False and sa.Uuid().as_uuid\n\
             assert sa.Integer().python_type is int\n",
        );
        assert!(made.is_empty());
    }
}
