//! `total_ordering`: the comparisons a class does not define, made of one it does.

use std::rc::Rc;

use crate::python::arguments::{BoundArguments, Parameter};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::native::{Outcome, split_receiver};
use crate::python::value::Value;

/// How a missing comparison follows from the one that is defined.
#[derive(Debug, Clone, Copy)]
struct Rule {
    method: &'static str,
    /// Whether the answer of the defined comparison is turned round.
    negated: bool,
    /// What equality changes about it.
    equality: Equality,
}

#[derive(Debug, Clone, Copy)]
enum Equality {
    Ignored,
    /// True also where both are equal.
    OrEqual,
    /// False where both are equal.
    ButNotEqual,
}

const fn rule(method: &'static str, negated: bool, equality: Equality) -> Rule {
    Rule {
        method,
        negated,
        equality,
    }
}

/// For each comparison that may be defined, in order of preference, the other three.
const RULES: [(&str, [Rule; 3]); 4] = [
    (
        "__lt__",
        [
            rule("__gt__", true, Equality::ButNotEqual),
            rule("__le__", false, Equality::OrEqual),
            rule("__ge__", true, Equality::Ignored),
        ],
    ),
    (
        "__le__",
        [
            rule("__ge__", true, Equality::OrEqual),
            rule("__lt__", false, Equality::ButNotEqual),
            rule("__gt__", true, Equality::Ignored),
        ],
    ),
    (
        "__gt__",
        [
            rule("__lt__", true, Equality::ButNotEqual),
            rule("__ge__", false, Equality::OrEqual),
            rule("__le__", true, Equality::Ignored),
        ],
    ),
    (
        "__ge__",
        [
            rule("__le__", true, Equality::OrEqual),
            rule("__gt__", false, Equality::ButNotEqual),
            rule("__lt__", true, Equality::Ignored),
        ],
    ),
];

fn derived(root: &'static str, rule: Rule) -> Value {
    Value::method(rule.method, move |cx, arguments| {
        let (receiver, arguments) = split_receiver(rule.method, arguments)?;
        let parameters = [Parameter::positional_only("other")];
        let other = arguments.bind(rule.method, &parameters)?.require("other");
        let Some(answer) = cx.call_special(&receiver, root, std::slice::from_ref(&other))? else {
            return Ok(Value::NotImplemented);
        };
        if matches!(answer, Value::NotImplemented) {
            return Ok(answer);
        }
        let holds = cx.truth(&answer)? != rule.negated;
        Ok(Value::Bool(match rule.equality {
            Equality::Ignored => holds,
            Equality::OrEqual => holds || cx.equal(&receiver, &other)?,
            Equality::ButNotEqual => holds && !cx.equal(&receiver, &other)?,
        }))
    })
}

/// `total_ordering(class)`.
pub(super) fn total_ordering(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let value = arguments.require("cls");
    let Value::Class(class) = cx.known(&value)? else {
        return Err(PythonError::type_error(
            "total_ordering() decorates a class",
        ));
    };
    let found = RULES
        .iter()
        .find(|(root, _)| class.lookup_python(root).is_some());
    let Some((root, rules)) = found else {
        return Err(PythonError::value_error(
            "must define at least one ordering operation: < > <= >=",
        ));
    };
    for rule in rules {
        if class.lookup_python(rule.method).is_none() {
            let name: Rc<str> = rule.method.into();
            class
                .attributes
                .borrow_mut()
                .insert(name, derived(root, *rule));
        }
    }
    Ok(Value::Class(class))
}
