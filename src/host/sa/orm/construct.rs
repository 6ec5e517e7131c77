//! What a mapped class has besides columns: relationships, hybrids, proxies.
//!
//! They may be declared. Nothing is done with them: where one would become SQL it is refused.

use std::rc::Rc;

use crate::python::{
    Arguments, BinaryOperator, Comparison, HostObject, Interpreter, PythonError, Side,
    UnaryOperator, Value,
};

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ConstructKind {
    /// `MapperProperty`: a mixin may not have it, and entities may show it.
    Property,
    /// A descriptor of an extension, such as `hybrid_property`.
    Descriptor,
}

/// A construct that is declared and not used.
#[derive(Debug, Clone)]
pub(super) struct Construct {
    /// The function that made it.
    pub(super) function: &'static str,
    /// What it is.
    pub(super) kind: ConstructKind,
}

impl Construct {
    fn refused(&self) -> PythonError {
        PythonError::unsupported(format!("using what {}() declares", self.function))
    }

    /// `function(…)`: whatever it is given.
    pub(super) fn maker(function: &'static str, kind: ConstructKind) -> Value {
        Value::function(function, move |_, _| {
            Ok(Value::host(Self { function, kind }))
        })
    }
}

impl HostObject for Construct {
    fn type_name(&self) -> Rc<str> {
        self.function.into()
    }

    /// `@title.setter` and its kin give the same construct, named as the function.
    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let again = matches!(
            name,
            "comparator"
                | "deleter"
                | "expression"
                | "getter"
                | "inplace"
                | "setter"
                | "update_expression"
        );
        if self.kind != ConstructKind::Descriptor || !again {
            return Err(self.refused());
        }
        if name == "inplace" {
            return Ok(Some(Value::host(self.clone())));
        }
        let this = self.clone();
        Ok(Some(Value::function(name, move |_, _| {
            Ok(Value::host(this.clone()))
        })))
    }

    fn call(&self, _arguments: Arguments, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        Err(self.refused())
    }

    fn subscript(&self, _index: &Value, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        Err(self.refused())
    }

    fn binary(
        &self,
        _operator: BinaryOperator,
        _other: &Value,
        _side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(self.refused())
    }

    fn compare(
        &self,
        _comparison: Comparison,
        _other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(self.refused())
    }

    fn unary(
        &self,
        _operator: UnaryOperator,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(self.refused())
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Err(self.refused())
    }
}
