//! What `int(…)`, `str(…)`, `list(…)` and the other types make of their arguments.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::class::{BuiltinType, Class, Constructor, Instance};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::set_table::ValueSet;
use crate::python::shared::Shared;
use crate::python::value::{Descriptor, Range, Slice, Value};

type Code = fn(&mut Interpreter, &Shared<Class>, Arguments) -> Result<Value, PythonError>;

const OPTIONAL: &[Parameter<'static>] = &[Parameter::optional_positional_only("object")];

/// How a builtin type is instantiated; types without an entry cannot be.
pub(crate) fn constructor(kind: BuiltinType) -> Option<Rc<Constructor>> {
    let code: Code = match kind {
        BuiltinType::Object => object,
        BuiltinType::Type => type_of,
        BuiltinType::Bool => |cx, _, arguments| {
            let mut bound = arguments.bind("bool", OPTIONAL)?;
            match bound.take("object") {
                Some(value) => Ok(Value::Bool(cx.truth(&value)?)),
                None => Ok(Value::Bool(false)),
            }
        },
        BuiltinType::Int => int,
        BuiltinType::Float => float,
        BuiltinType::Str => str,
        BuiltinType::Bytes => bytes,
        BuiltinType::List => |cx, _, arguments| {
            let items = optional_items(cx, "list", arguments)?;
            cx.allocate(items.len() * size_of::<Value>())?;
            Ok(Value::list(items))
        },
        BuiltinType::Tuple => |cx, _, arguments| {
            if let [tuple @ Value::Tuple(_)] = arguments.positional.as_slice() {
                return Ok(tuple.clone());
            }
            Ok(Value::tuple(optional_items(cx, "tuple", arguments)?))
        },
        BuiltinType::Set => |cx, _, arguments| {
            let mut bound = arguments.bind("set", OPTIONAL)?;
            Ok(Value::set(match bound.take("object") {
                Some(iterable) => cx.new_set(&iterable)?,
                None => ValueSet::new(),
            }))
        },
        BuiltinType::FrozenSet => |cx, _, arguments| {
            let mut bound = arguments.bind("frozenset", OPTIONAL)?;
            Ok(match bound.take("object") {
                Some(frozen @ Value::FrozenSet(_)) => frozen,
                Some(iterable) => Value::FrozenSet(Shared::new(cx.new_set(&iterable)?)),
                None => Value::FrozenSet(Shared::new(ValueSet::new())),
            })
        },
        BuiltinType::Dict => |cx, _, arguments| {
            let dictionary = Value::dict(Dictionary::new());
            super::dict_methods::update(cx, &dictionary, arguments)?;
            Ok(dictionary)
        },
        BuiltinType::Range => range,
        BuiltinType::Slice => slice,
        BuiltinType::Property => |_, _, arguments| {
            let mut bound = arguments.bind(
                "property",
                &[
                    Parameter::optional("fget"),
                    Parameter::optional("fset"),
                    Parameter::optional("fdel"),
                    Parameter::optional("doc"),
                ],
            )?;
            Ok(Value::Descriptor(Shared::new(Descriptor::Property {
                getter: bound.take("fget").into(),
                setter: bound.take("fset").into(),
                deleter: bound.take("fdel").into(),
            })))
        },
        BuiltinType::ClassMethod => |_, _, arguments| {
            let mut bound = arguments.bind("classmethod", &[Parameter::required("function")])?;
            let function = bound.require("function");
            Ok(Value::Descriptor(Shared::new(Descriptor::ClassMethod(
                function,
            ))))
        },
        BuiltinType::StaticMethod => |_, _, arguments| {
            let mut bound = arguments.bind("staticmethod", &[Parameter::required("function")])?;
            let function = bound.require("function");
            Ok(Value::Descriptor(Shared::new(Descriptor::StaticMethod(
                function,
            ))))
        },
        BuiltinType::CachedProperty => |_, _, arguments| {
            let mut bound = arguments.bind("cached_property", &[Parameter::required("func")])?;
            Ok(Value::Descriptor(Shared::new(Descriptor::CachedProperty {
                getter: bound.require("func"),
                name: RefCell::default(),
            })))
        },
        BuiltinType::Super => |cx, _, arguments| {
            let mut bound = arguments.bind(
                "super",
                &[Parameter::required("type"), Parameter::required("object")],
            )?;
            let (class, receiver) = (bound.require("type"), bound.require("object"));
            match class {
                Value::Class(class) => cx.make_super(&class, receiver),
                _ => Err(PythonError::type_error("super() argument 1 must be a type")),
            }
        },
        BuiltinType::NoneType
        | BuiltinType::NotImplementedType
        | BuiltinType::EllipsisType
        | BuiltinType::DictKeys
        | BuiltinType::DictValues
        | BuiltinType::DictItems
        | BuiltinType::Function
        | BuiltinType::BuiltinFunction
        | BuiltinType::Method
        | BuiltinType::Module
        | BuiltinType::Iterator
        | BuiltinType::Generator
        | BuiltinType::Coroutine
        | BuiltinType::GetSetDescriptor
        | BuiltinType::MappingProxy => return None,
    };
    Some(Rc::new(code))
}

fn object(
    _cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let is_object = class.ancestors.is_empty();
    if is_object && !(arguments.positional.is_empty() && arguments.keyword.is_empty()) {
        return Err(PythonError::type_error("object() takes no arguments"));
    }
    Ok(Value::Instance(Shared::new(Instance::new(class.clone()))))
}

fn type_of(
    cx: &mut Interpreter,
    _class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    match arguments.positional.as_slice() {
        [value] => Ok(Value::Class(cx.class_of(value)?)),
        [name, bases, namespace] => {
            let name = cx.str(name)?;
            let mut parents = Vec::new();
            for base in cx.collect(bases)? {
                match base {
                    Value::Class(class) => parents.push(class),
                    other => {
                        return Err(PythonError::unsupported(format!(
                            "type() with the base {}",
                            cx.type_name(&other)
                        )));
                    }
                }
            }
            crate::python::class::refuse_hooked(&parents, &name, "type()")?;
            let mut attributes = crate::python::value::Attributes::new();
            for (key, value) in cx.mapping_items(namespace)? {
                attributes.insert(cx.str(&key)?, value);
            }
            let class = cx.new_class(&name, "__main__", parents, attributes)?;
            Ok(Value::Class(class))
        }
        _ => Err(PythonError::type_error("type() takes 1 or 3 arguments")),
    }
}

fn optional_items(
    cx: &mut Interpreter,
    name: &str,
    arguments: Arguments,
) -> Result<Vec<Value>, PythonError> {
    let mut bound = arguments.bind(name, OPTIONAL)?;
    match bound.take("object") {
        Some(iterable) => cx.collect(&iterable),
        None => Ok(Vec::new()),
    }
}

fn int(
    cx: &mut Interpreter,
    _class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "int",
        &[
            Parameter::optional_positional_only("x"),
            Parameter::optional("base"),
        ],
    )?;
    let Some(value) = bound.take("x") else {
        return Ok(Value::int(0_i64));
    };
    let value = cx.known(&value)?;
    if let Some(base) = bound.take("base") {
        let base = super::functions::expect_integer(cx, &base)?;
        let Some(text) = value.as_str() else {
            return Err(PythonError::type_error(
                "int() can't convert non-string with explicit base",
            ));
        };
        return match base.to_i64().and_then(|base| u32::try_from(base).ok()) {
            Some(base @ (0 | 2..=36)) => parse_int(&text, base),
            _ => Err(PythonError::value_error(
                "int() base must be >= 2 and <= 36, or 0",
            )),
        };
    }
    for method in ["__int__", "__index__", "__trunc__"] {
        if let Some(result) = cx.call_special(&value, method, &[])? {
            return Ok(result);
        }
    }
    let plain = value.underlying();
    if let Some(integer) = plain.as_int() {
        return Ok(Value::Int(integer));
    }
    match &plain {
        Value::Float(number) => float_to_int(*number).map(Value::Int),
        Value::Str(text) => parse_int(text, 10),
        Value::Bytes(bytes) => parse_int(&String::from_utf8_lossy(bytes), 10),
        Value::Host(_) => match cx.find_attribute(&plain, "__int__")? {
            Some(method) => cx.call_with(&method, Vec::new()),
            None => Err(not_a_number(cx, &value)),
        },
        _ => Err(not_a_number(cx, &value)),
    }
}

fn not_a_number(cx: &mut Interpreter, value: &Value) -> PythonError {
    PythonError::type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        cx.type_name(value)
    ))
}

/// The integral part of a float, for `int(…)` and `math`.
pub(crate) fn float_to_int(number: f64) -> Result<Integer, PythonError> {
    if number.is_nan() {
        return Err(PythonError::value_error(
            "cannot convert float NaN to integer",
        ));
    }
    Integer::from_f64(number).ok_or_else(|| {
        PythonError::exception(
            ExceptionClass::OverflowError,
            "cannot convert float infinity to integer",
        )
    })
}

fn parse_int(text: &str, base: u32) -> Result<Value, PythonError> {
    let invalid = || {
        PythonError::value_error(format!(
            "invalid literal for int() with base {base}: {}",
            crate::python::text::string_repr(text)
        ))
    };
    let trimmed = text.trim();
    let (sign, digits) = match trimmed.as_bytes().first() {
        Some(b'-') => ("-", &trimmed[1..]),
        Some(b'+') => ("", &trimmed[1..]),
        _ => ("", trimmed),
    };
    let lower = digits.to_ascii_lowercase();
    let prefixes = [(2, "0b"), (8, "0o"), (16, "0x")];
    let mut radix = base;
    let mut digits = lower.as_str();
    for (prefix_radix, prefix) in prefixes {
        if (base == 0 || base == prefix_radix)
            && let Some(rest) = digits.strip_prefix(prefix)
        {
            radix = prefix_radix;
            digits = rest.strip_prefix('_').unwrap_or(rest);
            break;
        }
    }
    if radix == 0 {
        let is_zero = digits.chars().all(|digit| matches!(digit, '0' | '_'));
        if digits.starts_with('0') && !is_zero {
            return Err(invalid());
        }
        radix = 10;
    }
    let well_formed = !digits.is_empty()
        && !digits.starts_with('_')
        && !digits.ends_with('_')
        && !digits.contains("__")
        && digits
            .chars()
            .all(|digit| digit == '_' || digit.is_digit(radix));
    if !well_formed {
        return Err(invalid());
    }
    let digits = digits.replace('_', "");
    if digits.len() > 4300 && !radix.is_power_of_two() {
        return Err(PythonError::value_error(format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        )));
    }
    Integer::parse(&format!("{sign}{digits}"), radix)
        .map(Value::Int)
        .ok_or_else(invalid)
}

fn float(
    cx: &mut Interpreter,
    _class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("float", OPTIONAL)?;
    let Some(value) = bound.take("object") else {
        return Ok(Value::Float(0.0));
    };
    let value = cx.known(&value)?;
    if let Some(result) = cx.call_special(&value, "__float__", &[])? {
        return Ok(result);
    }
    let plain = value.underlying();
    if let Some(integer) = plain.as_int() {
        let number = integer.to_f64();
        if number.is_infinite() {
            return Err(PythonError::exception(
                ExceptionClass::OverflowError,
                "int too large to convert to float",
            ));
        }
        return Ok(Value::Float(number));
    }
    match &plain {
        Value::Float(number) => Ok(Value::Float(*number)),
        Value::Str(text) => parse_float(text).map(Value::Float).ok_or_else(|| {
            PythonError::value_error(format!(
                "could not convert string to float: {}",
                crate::python::text::string_repr(text)
            ))
        }),
        Value::Host(_) => match cx.find_attribute(&plain, "__float__")? {
            Some(method) => cx.call_with(&method, Vec::new()),
            None => Err(PythonError::unsupported(format!(
                "float() of {}",
                cx.type_name(&value)
            ))),
        },
        _ => Err(PythonError::type_error(format!(
            "float() argument must be a string or a real number, not '{}'",
            cx.type_name(&value)
        ))),
    }
}

fn parse_float(text: &str) -> Option<f64> {
    let trimmed = text.trim().to_ascii_lowercase();
    let unsigned = trimmed.trim_start_matches(['+', '-']);
    if trimmed.len() - unsigned.len() > 1 {
        return None;
    }
    let named = matches!(unsigned, "inf" | "infinity" | "nan");
    let numeric = unsigned
        .chars()
        .all(|character| character.is_ascii_digit() || "._e+-".contains(character))
        && !unsigned.contains("__")
        && !unsigned.starts_with('_')
        && !unsigned.ends_with('_');
    if !(named || numeric) {
        return None;
    }
    trimmed.replace('_', "").parse().ok()
}

fn str(
    cx: &mut Interpreter,
    _class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "str",
        &[
            Parameter::optional("object"),
            Parameter::optional("encoding"),
            Parameter::optional("errors"),
        ],
    )?;
    let encoding = bound.take("encoding");
    let errors = bound.take("errors");
    match bound.take("object") {
        None => Ok(Value::from("")),
        Some(Value::Bytes(bytes)) if encoding.is_some() || errors.is_some() => {
            super::bytes_methods::decode(cx, &bytes, encoding, errors)
        }
        Some(_) if encoding.is_some() => Err(PythonError::type_error(
            "decoding to str: need a bytes-like object",
        )),
        Some(value) => Ok(Value::Str(cx.str(&value)?)),
    }
}

fn bytes(
    cx: &mut Interpreter,
    _class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "bytes",
        &[
            Parameter::optional("source"),
            Parameter::optional("encoding"),
            Parameter::optional("errors"),
        ],
    )?;
    let encoding = bound.take("encoding");
    let Some(source) = bound.take("source") else {
        return Ok(Value::Bytes(Rc::from([])));
    };
    match cx.known(&source)?.underlying() {
        Value::Bytes(bytes) => Ok(Value::Bytes(bytes)),
        Value::Str(text) => match encoding {
            Some(encoding) => super::text_search::encode(cx, &text, Some(encoding), None),
            None => Err(PythonError::type_error(
                "string argument without an encoding",
            )),
        },
        Value::Int(count) => {
            let count = count
                .to_usize()
                .ok_or_else(|| PythonError::value_error("negative count"))?;
            cx.allocate(count)?;
            Ok(Value::Bytes(vec![0; count].into()))
        }
        other => {
            let mut bytes = Vec::new();
            for item in cx.collect(&other)? {
                let integer = super::functions::expect_integer(cx, &item)?;
                let byte = integer.to_i64().and_then(|byte| u8::try_from(byte).ok());
                bytes.push(
                    byte.ok_or_else(|| PythonError::value_error("bytes must be in range(0, 256)"))?,
                );
            }
            Ok(Value::Bytes(bytes.into()))
        }
    }
}

fn range(
    cx: &mut Interpreter,
    _class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    if let Some((name, _)) = arguments.keyword.first() {
        let _ = name;
        return Err(PythonError::type_error(
            "range() takes no keyword arguments",
        ));
    }
    let mut numbers = Vec::new();
    for value in &arguments.positional {
        numbers.push(super::functions::expect_integer(cx, value)?);
    }
    let one = Integer::Small(1);
    let (start, stop, step) = match numbers.as_slice() {
        [stop] => (Integer::Small(0), stop.clone(), one),
        [start, stop] => (start.clone(), stop.clone(), one),
        [start, stop, step] => (start.clone(), stop.clone(), step.clone()),
        other => {
            let (bound, count) = if other.is_empty() {
                ("at least 1 argument", 0)
            } else {
                ("at most 3 arguments", other.len())
            };
            return Err(PythonError::type_error(format!(
                "range expected {bound}, got {count}"
            )));
        }
    };
    if step.is_zero() {
        return Err(PythonError::value_error("range() arg 3 must not be zero"));
    }
    Ok(Value::Range(Shared::new(Range { start, stop, step })))
}

fn slice(
    _cx: &mut Interpreter,
    _class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let (start, stop, step) = match arguments.positional.as_slice() {
        [stop] => (Value::None, stop.clone(), Value::None),
        [start, stop] => (start.clone(), stop.clone(), Value::None),
        [start, stop, step] => (start.clone(), stop.clone(), step.clone()),
        _ => return Err(PythonError::type_error("slice expected 1 to 3 arguments")),
    };
    Ok(Value::Slice(Shared::new(Slice { start, stop, step })))
}
