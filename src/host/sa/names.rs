//! `quoted_name` and `conv`: strings that know how they want to be quoted.

use std::rc::Rc;

use crate::python::{
    Arguments, BuiltinType, Class, Constructor, Instance, Interpreter, Parameter, PythonError,
    Shared, Value,
};

use super::super::native_class::native_class;
use super::super::values;

/// The classes `quoted_name`, `_truncated_label` and `conv` of `sqlalchemy.sql.elements`.
pub(crate) fn name_classes(cx: &Interpreter) -> [Shared<Class>; 3] {
    const MODULE: &str = "sqlalchemy.sql.elements";
    let text = cx.builtin_class(BuiltinType::Str);
    let constructor: Rc<Constructor> = Rc::new(construct);
    let quoted = native_class(cx, "quoted_name", MODULE, &[text], Rc::clone(&constructor));
    let truncated = native_class(
        cx,
        "_truncated_label",
        MODULE,
        std::slice::from_ref(&quoted),
        Rc::clone(&constructor),
    );
    let conventional = native_class(
        cx,
        "conv",
        MODULE,
        std::slice::from_ref(&truncated),
        constructor,
    );
    [quoted, truncated, conventional]
}

/// `quoted_name(value, quote)`: a string with the attribute `quote`.
fn construct(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let quote = if &*class.name == "quoted_name" {
        Parameter::required("quote")
    } else {
        Parameter::optional("quote")
    };
    let mut bound = arguments.bind("__new__", &[Parameter::required("value"), quote])?;
    let value = bound.require("value");
    if value.is_none() {
        return Ok(Value::None);
    }
    let text = values::string(cx, &value, "value")?;
    let mut quote = values::optional_flag(cx, bound.take("quote"))?;
    if quote.is_none() {
        // A name made of another keeps how that one wants to be quoted.
        if let Value::Instance(other) = &value
            && let Some(Value::Bool(own)) = other.attributes.borrow().get("quote")
        {
            quote = Some(*own);
        }
    }
    let instance = Instance::new(class.clone());
    *instance.native.borrow_mut() = Some(Value::Str(text));
    let quote = quote.map_or(Value::None, Value::Bool);
    instance
        .attributes
        .borrow_mut()
        .insert("quote".into(), quote);
    Ok(Value::Instance(Shared::new(instance)))
}
