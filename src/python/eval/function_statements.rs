//! `def`, `lambda` and decorators.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::arguments::Arguments;
use crate::python::error::PythonError;
use crate::python::function::Function;
use crate::python::interpreter::Interpreter;
use crate::python::scope::{Scope, ScopeCode};
use crate::python::shared::Shared;
use crate::python::syntax::{Expression, FunctionDefinition};
use crate::python::value::{Super, Value};
use crate::source::Origin;

impl Interpreter {
    /// The function a definition makes here.
    pub(crate) fn make_function(
        &mut self,
        definition: &Rc<FunctionDefinition>,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let mut defaults = Vec::with_capacity(definition.parameters.len());
        for parameter in &definition.parameters {
            defaults.push(match &parameter.default {
                Some(default) => Some(self.evaluate(default, scope)?),
                None => None,
            });
        }
        let enclosing = match scope.code {
            ScopeCode::Module => None,
            ScopeCode::Function(_) | ScopeCode::Comprehension(_) | ScopeCode::Class(_) => {
                Some(scope.clone())
            }
        };
        self.allocate(256)?;
        Ok(Value::Function(Shared::new(Function {
            definition: Rc::clone(definition),
            defaults,
            enclosing,
            module: scope.module.clone(),
            attributes: RefCell::default(),
        })))
    }

    pub(crate) fn make_decorated_function(
        &mut self,
        definition: &Rc<FunctionDefinition>,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let decorators = self.evaluate_decorators(&definition.decorators, scope)?;
        let function = self.make_function(definition, scope)?;
        self.decorate(function, &definition.decorators, decorators, scope)
    }

    pub(crate) fn evaluate_decorators(
        &mut self,
        decorators: &[Expression],
        scope: &Shared<Scope>,
    ) -> Result<Vec<Value>, PythonError> {
        decorators
            .iter()
            .map(|decorator| self.evaluate(decorator, scope))
            .collect()
    }

    /// Applies decorators, the one nearest to the definition first.
    pub(crate) fn decorate(
        &mut self,
        mut value: Value,
        expressions: &[Expression],
        decorators: Vec<Value>,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        for (expression, decorator) in expressions.iter().zip(decorators).rev() {
            let source = std::sync::Arc::clone(&scope.module.source);
            let origin = Origin::new(source, expression.span);
            self.at(expression.span);
            value = self
                .call(&decorator, Arguments::positional(vec![value], origin))
                .map_err(|error| self.attach(error, expression.span))?;
        }
        Ok(value)
    }

    /// `super()` without arguments: the class around the running method, and its first argument.
    pub(crate) fn implicit_super(&mut self, scope: &Shared<Scope>) -> Result<Value, PythonError> {
        let no_arguments = || {
            PythonError::exception(
                crate::python::exceptions::ExceptionClass::RuntimeError,
                "super(): no arguments",
            )
        };
        let mut method = Some(scope.clone());
        // The method is the outermost function inside the class body.
        while let Some(current) = method {
            let around = current.enclosing.clone();
            if let (ScopeCode::Function(definition), Some(around)) = (&current.code, &around)
                && let ScopeCode::Class(_) = around.code
            {
                let Some(class) = around.class.borrow().clone() else {
                    return Err(no_arguments());
                };
                let first = definition.parameters.first().ok_or_else(no_arguments)?;
                let receiver = current
                    .variables
                    .borrow()
                    .get(&first.name)
                    .cloned()
                    .ok_or_else(no_arguments)?;
                return self.make_super(&class, receiver);
            }
            method = around;
        }
        Err(PythonError::exception(
            crate::python::exceptions::ExceptionClass::RuntimeError,
            "super(): __class__ cell not found",
        ))
    }

    /// `super(class, receiver)`.
    pub(crate) fn make_super(
        &mut self,
        class: &Shared<crate::python::class::Class>,
        receiver: Value,
    ) -> Result<Value, PythonError> {
        let receiver_class = match &receiver {
            Value::Class(own) if own.derives_from(class) => own.clone(),
            _ => self.class_of(&receiver)?,
        };
        if !receiver_class.derives_from(class) {
            return Err(PythonError::type_error(
                "super(type, obj): obj must be an instance or subtype of type",
            ));
        }
        Ok(Value::Super(Shared::new(Super {
            class: class.clone(),
            receiver,
            receiver_class,
        })))
    }
}
