//! `functools` (`Lib/functools.py`).

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::class::BuiltinType;
use crate::python::dictionary::{Dictionary, HashKey};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::value::Value;

/// Fills the module `functools`.
pub(super) fn fill(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    module.set("partial", Value::function("partial", partial));
    module.set("reduce", Value::function("reduce", reduce));
    module.set("wraps", Value::function("wraps", wraps));
    module.set(
        "cache",
        Value::function("cache", |_, arguments| {
            let parameters = [Parameter::required("user_function")];
            Ok(memoised(
                arguments
                    .bind("cache", &parameters)?
                    .require("user_function"),
            ))
        }),
    );
    module.set("lru_cache", Value::function("lru_cache", lru_cache));
    let cached = cx.builtin_class(BuiltinType::CachedProperty);
    module.set("cached_property", Value::Class(cached));
    module.set(
        "cmp_to_key",
        Value::function("cmp_to_key", |_, _| {
            Err(PythonError::unsupported("functools.cmp_to_key"))
        }),
    );
    Ok(())
}

fn partial(_cx: &mut Interpreter, mut arguments: Arguments) -> Result<Value, PythonError> {
    if arguments.positional.is_empty() {
        return Err(PythonError::type_error(
            "type 'partial' takes at least one argument",
        ));
    }
    let function = arguments.positional.remove(0);
    let (positional, keyword) = (arguments.positional, arguments.keyword);
    Ok(Value::function("partial", move |cx, given| {
        let mut call = Arguments::positional(positional.clone(), given.origin.clone());
        call.positional.extend(given.positional);
        call.keyword.clone_from(&keyword);
        for (name, value) in given.keyword {
            match call.keyword.iter_mut().find(|(own, _)| *own == name) {
                Some((_, own)) => *own = value,
                None => call.keyword.push((name, value)),
            }
        }
        cx.call(&function, call)
    }))
}

fn reduce(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "reduce",
        &[
            Parameter::positional_only("function"),
            Parameter::positional_only("iterable"),
            Parameter::optional_positional_only("initial"),
        ],
    )?;
    let (function, iterable) = (bound.require("function"), bound.require("iterable"));
    let mut total = bound.take("initial");
    for item in cx.collect(&iterable)? {
        total = Some(match total {
            Some(total) => cx.call_with(&function, vec![total, item])?,
            None => item,
        });
    }
    total.ok_or_else(|| PythonError::type_error("reduce() of empty iterable with no initial value"))
}

/// `wraps(wrapped)(wrapper)`: the wrapper shows the names of what it wraps.
fn wraps(_cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "wraps",
        &[
            Parameter::required("wrapped"),
            Parameter::optional("assigned"),
            Parameter::optional("updated"),
        ],
    )?;
    if bound.take("assigned").is_some() || bound.take("updated").is_some() {
        return Err(PythonError::unsupported("wraps() with assigned or updated"));
    }
    let wrapped = bound.require("wrapped");
    Ok(Value::function("wraps", move |cx, arguments| {
        let parameters = [Parameter::required("wrapper")];
        let wrapper = arguments.bind("wraps", &parameters)?.require("wrapper");
        if matches!(wrapped, Value::Opaque(_)) {
            return Ok(wrapper);
        }
        for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
            match cx.find_attribute(&wrapped, name) {
                Ok(Some(value)) => cx.set_attribute(&wrapper, name, value)?,
                // A native function has no documentation to copy.
                Ok(None) | Err(_) => {}
            }
        }
        cx.set_attribute(&wrapper, "__wrapped__", wrapped.clone())?;
        Ok(wrapper)
    }))
}

fn lru_cache(_cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let parameters = [Parameter::optional("maxsize"), Parameter::optional("typed")];
    let mut bound = arguments.bind("lru_cache", &parameters)?;
    // How many results are kept shows in time only.
    match bound.take("maxsize") {
        Some(function @ (Value::Function(_) | Value::BoundMethod(_) | Value::Builtin(_))) => {
            Ok(memoised(function))
        }
        _ => Ok(Value::function("lru_cache", |_, arguments| {
            let parameters = [Parameter::required("user_function")];
            Ok(memoised(
                arguments
                    .bind("lru_cache", &parameters)?
                    .require("user_function"),
            ))
        })),
    }
}

/// A function that remembers what it returned for the arguments it was given.
fn memoised(function: Value) -> Value {
    let results: Rc<RefCell<Dictionary>> = Rc::default();
    let forget = Rc::clone(&results);
    let wrapped = function.clone();
    let memoised = Value::method("cached function", move |cx, arguments| {
        let mut key = Vec::new();
        for value in &arguments.positional {
            key.push(cx.hash_key(value)?);
        }
        for (name, value) in &arguments.keyword {
            key.push(HashKey::Str(Rc::clone(name)));
            key.push(cx.hash_key(value)?);
        }
        key.push(HashKey::Int(arguments.positional.len().into()));
        let key = HashKey::Tuple(key);
        if let Some(result) = results.borrow().get(&key) {
            return Ok(result.clone());
        }
        // The arguments are kept: an identity means nothing once its object is gone.
        let mut kept = arguments.positional.clone();
        kept.extend(arguments.keyword.iter().map(|(_, value)| value.clone()));
        let result = cx.call(&function, arguments)?;
        cx.allocate(128)?;
        results
            .borrow_mut()
            .insert(key, Value::tuple(kept), result.clone());
        Ok(result)
    });
    if let Value::Builtin(builtin) = &memoised {
        let mut attributes = builtin.attributes.borrow_mut();
        attributes.insert("__wrapped__".into(), wrapped);
        attributes.insert(
            "cache_clear".into(),
            Value::function("cache_clear", move |_, _| {
                forget.borrow_mut().clear();
                Ok(Value::None)
            }),
        );
    }
    memoised
}
