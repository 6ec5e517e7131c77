//! Assignment in all its forms, and deletion.

use std::rc::Rc;

use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::BinaryOperator;
use crate::python::scope::{Scope, ScopeCode};
use crate::python::shared::Shared;
use crate::python::syntax::{Expression, ExpressionKind};
use crate::python::value::Value;

impl Interpreter {
    /// Assigns `value` to a target.
    pub(crate) fn assign(
        &mut self,
        target: &Expression,
        value: Value,
        scope: &Shared<Scope>,
    ) -> Result<(), PythonError> {
        let result = match &target.kind {
            ExpressionKind::Name(name) => {
                if let (Value::Host(host), ScopeCode::Class(_)) = (&value, &scope.code) {
                    host.bound_in_class(name);
                }
                scope.assign(name, value);
                Ok(())
            }
            ExpressionKind::Tuple(targets) | ExpressionKind::List(targets) => {
                self.unpack(targets, &value, scope)
            }
            ExpressionKind::Attribute {
                value: object,
                name,
            } => {
                let object = self.evaluate(object, scope)?;
                self.at(target.span);
                self.set_attribute(&object, name, value)
            }
            ExpressionKind::Subscript {
                value: object,
                index,
            } => {
                let object = self.evaluate(object, scope)?;
                let index = self.evaluate(index, scope)?;
                self.at(target.span);
                self.set_subscript(&object, &index, value)
            }
            _ => Err(PythonError::syntax("cannot assign to expression")),
        };
        result.map_err(|error| self.attach(error, target.span))
    }

    fn unpack(
        &mut self,
        targets: &[Expression],
        value: &Value,
        scope: &Shared<Scope>,
    ) -> Result<(), PythonError> {
        let starred = targets
            .iter()
            .position(|target| matches!(target.kind, ExpressionKind::Starred(_)));
        let mut iterator = self.iterate(value).map_err(|error| {
            let is_type_error = error.is_instance_of(ExceptionClass::TypeError);
            if is_type_error && !matches!(value, Value::Host(_) | Value::Instance(_)) {
                PythonError::type_error(format!(
                    "cannot unpack non-iterable {} object",
                    self.type_name(value)
                ))
            } else {
                error
            }
        })?;
        let mut items = Vec::new();
        // An endless iterator is asked for one item too many at most.
        let enough = if starred.is_some() {
            usize::MAX
        } else {
            targets.len() + 1
        };
        while items.len() < enough {
            self.charge(1)?;
            match iterator.next(self)? {
                Some(item) => {
                    self.allocate(size_of::<Value>())?;
                    items.push(item);
                }
                None => break,
            }
        }
        let Some(star) = starred else {
            if items.len() > targets.len() {
                return Err(PythonError::value_error(format!(
                    "too many values to unpack (expected {})",
                    targets.len()
                )));
            }
            if items.len() < targets.len() {
                return Err(PythonError::value_error(format!(
                    "not enough values to unpack (expected {}, got {})",
                    targets.len(),
                    items.len()
                )));
            }
            for (target, item) in targets.iter().zip(items) {
                self.assign(target, item, scope)?;
            }
            return Ok(());
        };
        let behind = targets.len() - star - 1;
        if items.len() < star + behind {
            return Err(PythonError::value_error(format!(
                "not enough values to unpack (expected at least {}, got {})",
                star + behind,
                items.len()
            )));
        }
        let last = items.split_off(items.len() - behind);
        let middle = items.split_off(star);
        for (target, item) in targets[..star].iter().zip(items) {
            self.assign(target, item, scope)?;
        }
        if let ExpressionKind::Starred(target) = &targets[star].kind {
            self.assign(target, Value::list(middle), scope)?;
        }
        for (target, item) in targets[star + 1..].iter().zip(last) {
            self.assign(target, item, scope)?;
        }
        Ok(())
    }

    /// `target: annotation = value`: the annotation is not evaluated, a class keeps its text.
    pub(crate) fn annotated_assign(
        &mut self,
        target: &Expression,
        annotation: &Expression,
        value: Option<&Expression>,
        scope: &Shared<Scope>,
    ) -> Result<(), PythonError> {
        if let Some(value) = value {
            let value = self.evaluate(value, scope)?;
            self.assign(target, value, scope)?;
        }
        if let (ScopeCode::Class(_), ExpressionKind::Name(name)) = (&scope.code, &target.kind) {
            let text = scope.module.source.slice(annotation.span);
            let mut variables = scope.variables.borrow_mut();
            let annotations = variables
                .entry("__annotations__".into())
                .or_insert_with(|| Value::dict(Dictionary::new()));
            if let Value::Dict(entries) = annotations {
                entries
                    .borrow_mut()
                    .insert_str(Rc::clone(name), Value::from(text));
            }
        }
        Ok(())
    }

    /// `target operator= value`; the parts of the target are evaluated once.
    pub(crate) fn augmented_assign(
        &mut self,
        target: &Expression,
        operator: BinaryOperator,
        value: &Expression,
        scope: &Shared<Scope>,
    ) -> Result<(), PythonError> {
        match &target.kind {
            ExpressionKind::Name(name) => {
                let old = self
                    .load_name(name, scope)
                    .map_err(|error| self.attach(error, target.span))?;
                let operand = self.evaluate(value, scope)?;
                let new = self.binary_in_place(operator, &old, &operand)?;
                scope.assign(name, new);
                Ok(())
            }
            ExpressionKind::Attribute {
                value: object,
                name,
            } => {
                let object = self.evaluate(object, scope)?;
                let old = self.attribute(&object, name)?;
                let operand = self.evaluate(value, scope)?;
                let new = self.binary_in_place(operator, &old, &operand)?;
                self.set_attribute(&object, name, new)
            }
            ExpressionKind::Subscript {
                value: object,
                index,
            } => {
                let object = self.evaluate(object, scope)?;
                let index = self.evaluate(index, scope)?;
                let old = self.subscript(&object, &index)?;
                let operand = self.evaluate(value, scope)?;
                let new = self.binary_in_place(operator, &old, &operand)?;
                self.set_subscript(&object, &index, new)
            }
            _ => Err(PythonError::syntax(
                "illegal expression for augmented assignment",
            )),
        }
    }

    /// `del target`.
    pub(crate) fn delete(
        &mut self,
        target: &Expression,
        scope: &Shared<Scope>,
    ) -> Result<(), PythonError> {
        let result = match &target.kind {
            ExpressionKind::Name(name) => {
                if scope.delete(name) {
                    Ok(())
                } else {
                    match self.load_name(name, scope) {
                        Err(error) => Err(error),
                        Ok(_) => Err(PythonError::exception(
                            ExceptionClass::NameError,
                            format!("name '{name}' is not defined"),
                        )),
                    }
                }
            }
            ExpressionKind::Tuple(targets) | ExpressionKind::List(targets) => {
                for target in targets {
                    self.delete(target, scope)?;
                }
                Ok(())
            }
            ExpressionKind::Attribute { value, name } => {
                let object = self.evaluate(value, scope)?;
                self.delete_attribute(&object, name)
            }
            ExpressionKind::Subscript { value, index } => {
                let object = self.evaluate(value, scope)?;
                let index = self.evaluate(index, scope)?;
                self.delete_subscript(&object, &index)
            }
            _ => Err(PythonError::syntax("cannot delete expression")),
        };
        result.map_err(|error| self.attach(error, target.span))
    }
}
