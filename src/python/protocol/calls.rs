//! Calling (`Objects/call.c`, `_PyFunction_Vectorcall`).

use std::rc::Rc;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::eval::{Generator, GeneratorKind};
use crate::python::function::Function;
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::iterator::IteratorCell;
use crate::python::opaque::Opaque;
use crate::python::scope::{Scope, ScopeCode};
use crate::python::shared::Shared;
use crate::python::syntax::{FunctionFlavour, ParameterKind};
use crate::python::value::{Descriptor, Value};

impl Interpreter {
    /// Calls `function` in the phase the program is in.
    pub fn call(&mut self, function: &Value, arguments: Arguments) -> Result<Value, PythonError> {
        self.charge(1)?;
        match function {
            Value::Function(function) => self.call_function(function, arguments),
            Value::Builtin(builtin) => {
                let code = Rc::clone(&builtin.code);
                let may_spread = self.may_spread(&arguments);
                let result = code(self, arguments);
                if may_spread {
                    self.spread(result)
                } else {
                    result
                }
            }
            Value::BoundMethod(method) => {
                let arguments = arguments.with_receiver(method.receiver.clone());
                self.call(&method.function, arguments)
            }
            Value::Class(class) => {
                let may_spread = self.may_spread(&arguments);
                let result = self.call_class(class, arguments);
                if may_spread {
                    self.spread(result)
                } else {
                    result
                }
            }
            Value::Host(host) => Rc::clone(host).call(arguments, self),
            Value::Instance(instance) => match instance.class.lookup("__call__") {
                Some(method) => {
                    let bound = self.bind(method, function, &instance.class.clone())?;
                    self.call(&bound, arguments)
                }
                None => Err(self.not_callable(function)),
            },
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::StaticMethod(inner) => self.call(inner, arguments),
                Descriptor::ClassMethod(_)
                | Descriptor::Property { .. }
                | Descriptor::CachedProperty { .. }
                | Descriptor::GetSet { .. } => Err(self.not_callable(function)),
            },
            Value::Opaque(_) => match self.resolve(function.clone())? {
                Value::Opaque(opaque) => match self.phase() {
                    Phase::Loading if acts_on_the_program(&opaque) => {
                        Err(PythonError::opaque_use(&opaque))
                    }
                    Phase::Loading => {
                        if let Some(hook) = self.opaque_call_hook.clone() {
                            hook(&opaque, &arguments);
                        }
                        Ok(Value::Opaque(Shared::new(opaque.derive("(…)"))))
                    }
                    Phase::Running => Err(PythonError::opaque_use(&opaque)),
                },
                resolved => self.call(&resolved, arguments),
            },
            Value::None
            | Value::NotImplemented
            | Value::Ellipsis
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::List(_)
            | Value::Tuple(_)
            | Value::Dict(_)
            | Value::DictView(_)
            | Value::Set(_)
            | Value::FrozenSet(_)
            | Value::Range(_)
            | Value::Slice(_)
            | Value::Super(_)
            | Value::Module(_)
            | Value::Iterator(_) => Err(self.not_callable(function)),
        }
    }

    fn not_callable(&mut self, value: &Value) -> PythonError {
        PythonError::type_error(format!(
            "'{}' object is not callable",
            self.type_name(value)
        ))
    }

    /// Calls `function` with positional arguments, from the place being evaluated.
    pub fn call_with(
        &mut self,
        function: &Value,
        arguments: Vec<Value>,
    ) -> Result<Value, PythonError> {
        let origin = self.origin();
        self.call(function, Arguments::positional(arguments, origin))
    }

    /// `object.name(arguments)`.
    pub fn call_method(
        &mut self,
        object: &Value,
        name: &str,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let method = self.attribute(object, name)?;
        self.call(&method, arguments)
    }

    /// Calls the special method `name` of an instance's class, where it is defined in Python.
    pub(crate) fn call_special(
        &mut self,
        object: &Value,
        name: &str,
        arguments: &[Value],
    ) -> Result<Option<Value>, PythonError> {
        let Value::Instance(instance) = object else {
            return Ok(None);
        };
        let Some(method) = instance.class.lookup_python(name) else {
            return Ok(None);
        };
        if method.is_none() {
            return Ok(None);
        }
        let class: Shared<Class> = instance.class.clone();
        let bound = self.bind(method, object, &class)?;
        self.call_with(&bound, arguments.to_vec()).map(Some)
    }

    fn call_function(
        &mut self,
        function: &Shared<Function>,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let definition = Rc::clone(&function.definition);
        let parameters: Vec<Parameter<'_>> = definition
            .parameters
            .iter()
            .zip(&function.defaults)
            .map(|(parameter, default)| {
                let rest = matches!(
                    parameter.kind,
                    ParameterKind::RestPositional | ParameterKind::RestKeyword
                );
                Parameter::new(&parameter.name, parameter.kind, !rest && default.is_none())
            })
            .collect();
        let mut bound = arguments.bind(&definition.qualified_name, &parameters)?;
        let rest_positional = std::mem::take(&mut bound.rest_positional);
        let rest_keyword = std::mem::take(&mut bound.rest_keyword);
        let scope = Scope::inside(
            ScopeCode::Function(Rc::clone(&definition)),
            &function.module,
            function.enclosing.as_ref(),
        );
        {
            let mut variables = scope.variables.borrow_mut();
            let values = bound.into_values().zip(&function.defaults);
            let mut rest_positional = Some(rest_positional);
            let mut rest_keyword = Some(rest_keyword);
            for (parameter, (value, default)) in definition.parameters.iter().zip(values) {
                let value = match parameter.kind {
                    ParameterKind::RestPositional => {
                        Value::tuple(rest_positional.take().unwrap_or_default())
                    }
                    ParameterKind::RestKeyword => {
                        let mut dictionary = crate::python::dictionary::Dictionary::new();
                        for (name, value) in rest_keyword.take().unwrap_or_default() {
                            dictionary.insert_str(name, value);
                        }
                        Value::dict(dictionary)
                    }
                    ParameterKind::PositionalOnly
                    | ParameterKind::PositionalOrKeyword
                    | ParameterKind::KeywordOnly => value
                        .or_else(|| default.clone())
                        .expect("binding made sure that every required parameter was given"),
                };
                variables.insert(Rc::clone(&parameter.name), value);
            }
        }
        let kind = match definition.flavour {
            FunctionFlavour::Plain => {
                let source = std::sync::Arc::clone(&function.module.source);
                return self.in_frame(&definition.name, &source, definition.span, |cx| {
                    cx.run_function_body(&definition, &scope)
                });
            }
            FunctionFlavour::Generator => GeneratorKind::Generator,
            FunctionFlavour::Coroutine => GeneratorKind::Coroutine,
            FunctionFlavour::AsyncGenerator => {
                return Err(PythonError::unsupported(format!(
                    "the asynchronous generator {}",
                    definition.name
                )));
            }
        };
        Ok(IteratorCell::value(Box::new(Generator::new(
            definition, scope, kind,
        ))))
    }
}

/// Whether an opaque value is a builtin whose call changes names or ends the program: what follows
/// would not be what Python does.
fn acts_on_the_program(opaque: &Opaque) -> bool {
    opaque.origin.is_none() && matches!(&*opaque.name, "delattr" | "exec" | "exit" | "quit")
}
