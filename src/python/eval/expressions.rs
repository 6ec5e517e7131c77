//! Expressions.

use std::rc::Rc;

use super::imports::OPEN_NAMES;
use crate::python::arguments::Arguments;
use crate::python::dictionary::Dictionary;
use crate::python::error::{ErrorKind, PythonError};
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::object::{BinaryOperator, CompareOperator};
use crate::python::scope::{Lookup, Scope};
use crate::python::shared::Shared;
use crate::python::syntax::{
    Argument, ArgumentKind, BooleanOperator, Constant, Conversion, Expression, ExpressionKind,
    FormatPart, Name,
};
use crate::python::value::{Slice, Value};
use crate::source::{Origin, Span};

impl Interpreter {
    /// The value of an expression; an error without a place gets the expression's.
    pub(crate) fn evaluate(
        &mut self,
        expression: &Expression,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let result = match self.charge(1) {
            Ok(()) => self.evaluate_kind(expression, scope),
            Err(error) => Err(error),
        };
        result.map_err(|error| self.attach(error, expression.span))
    }

    fn evaluate_kind(
        &mut self,
        expression: &Expression,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        match &expression.kind {
            ExpressionKind::Constant(constant) => constant_value(constant),
            ExpressionKind::Name(name) => self.load_name(name, scope),
            ExpressionKind::Attribute { value, name } => {
                let object = self.evaluate(value, scope)?;
                self.at(expression.span);
                self.attribute(&object, name)
            }
            ExpressionKind::Call {
                function,
                arguments,
            } => self.evaluate_call(expression.span, function, arguments, scope),
            ExpressionKind::List(items) => Ok(Value::list(self.evaluate_items(items, scope)?)),
            ExpressionKind::Tuple(items) => Ok(Value::tuple(self.evaluate_items(items, scope)?)),
            ExpressionKind::Set(items) => self.evaluate_set(items, scope),
            ExpressionKind::Dict(items) => self.evaluate_dictionary(items, scope),
            ExpressionKind::Starred(_) => {
                Err(PythonError::syntax("can't use starred expression here"))
            }
            ExpressionKind::Binary { .. } => self.evaluate_binary(expression, scope),
            ExpressionKind::Unary { operator, operand } => {
                let operand = self.evaluate(operand, scope)?;
                self.unary(*operator, &operand)
            }
            ExpressionKind::Not(operand) => {
                let operand = self.evaluate(operand, scope)?;
                Ok(Value::Bool(!self.truth(&operand)?))
            }
            ExpressionKind::Boolean { operator, values } => {
                self.evaluate_boolean(*operator, values, scope)
            }
            ExpressionKind::Compare { left, rest } => self.evaluate_compare(left, rest, scope),
            ExpressionKind::Conditional {
                test,
                body,
                otherwise,
            } => {
                let test = self.evaluate_truth(test, scope)?;
                self.evaluate(if test { body } else { otherwise }, scope)
            }
            ExpressionKind::Lambda(definition) => self.make_function(definition, scope),
            ExpressionKind::Subscript { value, index } => {
                let object = self.evaluate(value, scope)?;
                let index = self.evaluate(index, scope)?;
                self.at(expression.span);
                self.subscript(&object, &index)
            }
            ExpressionKind::Slice { lower, upper, step } => {
                let mut part = |part: &Option<Box<Expression>>| match part {
                    Some(part) => self.evaluate(part, scope),
                    None => Ok(Value::None),
                };
                Ok(Value::Slice(Shared::new(Slice {
                    start: part(lower)?,
                    stop: part(upper)?,
                    step: part(step)?,
                })))
            }
            ExpressionKind::Comprehension(comprehension) => {
                self.evaluate_comprehension(comprehension, scope)
            }
            ExpressionKind::FormattedString(parts) => {
                let text = self.format_parts(parts, scope).map(Value::from);
                self.spread(text)
            }
            ExpressionKind::Walrus { name, value } => {
                let value = self.evaluate(value, scope)?;
                scope.assign_walrus(name, value.clone());
                Ok(value)
            }
            ExpressionKind::Await(value) => {
                let value = self.evaluate(value, scope)?;
                self.at(expression.span);
                self.wait(&value)
            }
            ExpressionKind::Yield(_) | ExpressionKind::YieldFrom(_) => {
                Err(PythonError::unsupported("yield inside a larger expression"))
            }
        }
    }

    /// `bool` of an expression's value; an opaque value is reported at the expression.
    pub(crate) fn evaluate_truth(
        &mut self,
        expression: &Expression,
        scope: &Shared<Scope>,
    ) -> Result<bool, PythonError> {
        let value = self.evaluate(expression, scope)?;
        self.truth(&value)
            .map_err(|error| self.attach(error, expression.span))
    }

    /// The value of a name.
    pub(crate) fn load_name(
        &mut self,
        name: &Name,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        match scope.lookup(name) {
            Lookup::Found(value @ Value::Opaque(_)) => {
                self.refuse_unsure_name(&value)?;
                self.resolve(value)
            }
            Lookup::Found(value) => Ok(value),
            Lookup::Unbound => Err(PythonError::exception(
                ExceptionClass::UnboundLocalError,
                format!(
                    "cannot access local variable '{name}' where it is not associated with a value"
                ),
            )),
            Lookup::UnboundFree => Err(PythonError::exception(
                ExceptionClass::NameError,
                format!(
                    "cannot access free variable '{name}' where it is not associated with a value \
                     in enclosing scope"
                ),
            )),
            Lookup::Missing => match (self.builtins.get(name), scope.module.get(OPEN_NAMES)) {
                (Some(value), _) => Ok(value.clone()),
                (None, Some(Value::Opaque(opaque))) => Ok(Value::Opaque(Shared::new(
                    opaque.derive(&format!(".{name}")),
                ))),
                (None, _) => Err(PythonError::exception(
                    ExceptionClass::NameError,
                    format!("name '{name}' is not defined"),
                )),
            },
        }
    }

    fn evaluate_items(
        &mut self,
        items: &[Expression],
        scope: &Shared<Scope>,
    ) -> Result<Vec<Value>, PythonError> {
        self.allocate(items.len() * size_of::<Value>())?;
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            if let ExpressionKind::Starred(inner) = &item.kind {
                let value = self.evaluate(inner, scope)?;
                let unpacked = self
                    .collect(&value)
                    .map_err(|error| self.attach(error, inner.span))?;
                values.extend(unpacked);
            } else {
                values.push(self.evaluate(item, scope)?);
            }
        }
        Ok(values)
    }

    fn evaluate_dictionary(
        &mut self,
        items: &[(Option<Expression>, Expression)],
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        self.allocate(items.len() * 64)?;
        let mut dictionary = Dictionary::new();
        for (key, value) in items {
            let Some(key) = key else {
                let mapping = self.evaluate(value, scope)?;
                for (key, item) in self.mapping_items(&mapping)? {
                    let hash = self.hash_key(&key)?;
                    dictionary.insert(hash, key, item);
                }
                continue;
            };
            let key_value = self.evaluate(key, scope)?;
            let value = self.evaluate(value, scope)?;
            let hash = self
                .hash_key(&key_value)
                .map_err(|error| self.attach(error, key.span))?;
            dictionary.insert(hash, key_value, value);
        }
        Ok(Value::dict(dictionary))
    }

    /// The entries of a mapping that is unpacked.
    pub(crate) fn mapping_items(
        &mut self,
        mapping: &Value,
    ) -> Result<Vec<(Value, Value)>, PythonError> {
        let mapping = self.known(mapping)?;
        if let Value::Dict(entries) = mapping.underlying() {
            let entries = entries.borrow();
            return Ok(entries
                .iter()
                .map(|(_, key, value)| (key.clone(), value.clone()))
                .collect());
        }
        let Some(keys) = self.find_attribute(&mapping, "keys")? else {
            return Err(PythonError::type_error(format!(
                "'{}' object is not a mapping",
                self.type_name(&mapping)
            )));
        };
        let keys = self.call_with(&keys, Vec::new())?;
        let mut items = Vec::new();
        for key in self.collect(&keys)? {
            let value = self.subscript(&mapping, &key)?;
            items.push((key, value));
        }
        Ok(items)
    }

    /// A chain of operators that nests to the left, without recursion along it.
    fn evaluate_binary(
        &mut self,
        expression: &Expression,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let mut spine: Vec<(BinaryOperator, &Expression, Span)> = Vec::new();
        let mut leftmost = expression;
        while let ExpressionKind::Binary {
            left,
            operator,
            right,
        } = &leftmost.kind
        {
            spine.push((*operator, right, leftmost.span));
            leftmost = left;
        }
        let mut value = self.evaluate(leftmost, scope)?;
        for (operator, right, span) in spine.into_iter().rev() {
            let operand = self.evaluate(right, scope)?;
            self.at(span);
            value = self
                .charge(1)
                .and_then(|()| self.binary(operator, &value, &operand))
                .map_err(|error| self.attach(error, span))?;
        }
        Ok(value)
    }

    fn evaluate_boolean(
        &mut self,
        operator: BooleanOperator,
        values: &[Expression],
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let mut result = Value::None;
        for (index, expression) in values.iter().enumerate() {
            result = self.evaluate(expression, scope)?;
            if index + 1 == values.len() {
                break;
            }
            let truth = self
                .truth(&result)
                .map_err(|error| self.attach(error, expression.span))?;
            if truth == (operator == BooleanOperator::Or) {
                break;
            }
        }
        Ok(result)
    }

    fn evaluate_compare(
        &mut self,
        left: &Expression,
        rest: &[(CompareOperator, Expression)],
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let mut left = self.evaluate(left, scope)?;
        let mut result = Value::Bool(true);
        for (index, (operator, right)) in rest.iter().enumerate() {
            let right = self.evaluate(right, scope)?;
            result = self.compare_with(*operator, &left, &right)?;
            if index + 1 < rest.len() && !self.truth(&result)? {
                break;
            }
            left = right;
        }
        Ok(result)
    }

    fn evaluate_call(
        &mut self,
        span: Span,
        function: &Expression,
        arguments: &[Argument],
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let callee = self.evaluate(function, scope)?;
        let is_super = arguments.is_empty()
            && matches!(&function.kind, ExpressionKind::Name(name) if &**name == "super")
            && matches!(&callee, Value::Class(class) if &*class.name == "super");
        if is_super {
            return self.implicit_super(scope);
        }
        if let (ExpressionKind::Name(name), Value::Builtin(builtin)) = (&function.kind, &callee)
            && arguments.is_empty()
            && matches!(&**name, "locals" | "globals" | "vars" | "dir")
            && *builtin.name == **name
        {
            return self.namespace_of(name, scope);
        }
        let arguments = self.evaluate_arguments(span, arguments, scope)?;
        self.at(span);
        self.call(&callee, arguments)
    }

    /// `locals()`, `globals()`, and `vars()` and `dir()` without an argument.
    fn namespace_of(&mut self, name: &str, scope: &Shared<Scope>) -> Result<Value, PythonError> {
        if let Some(unsure) =
            scope
                .module
                .attributes
                .borrow()
                .values()
                .find_map(|value| match value {
                    Value::Opaque(opaque) if opaque.may_be_unbound => Some(Shared::clone(opaque)),
                    _ => None,
                })
        {
            return Err(PythonError::opaque_use(&unsure));
        }
        match name {
            "globals" => Ok(self.attributes_to_dict(&scope.module.attributes.borrow())),
            "dir" => {
                let mut names: Vec<Rc<str>> = scope.locals().keys().cloned().collect();
                names.sort();
                Ok(Value::list(names.into_iter().map(Value::Str).collect()))
            }
            _ => Ok(self.attributes_to_dict(&scope.locals())),
        }
    }

    pub(crate) fn evaluate_arguments(
        &mut self,
        span: Span,
        arguments: &[Argument],
        scope: &Shared<Scope>,
    ) -> Result<Arguments, PythonError> {
        let source = std::sync::Arc::clone(&scope.module.source);
        let mut result = Arguments::none(Origin::new(source, span));
        let mut keyword_spans = Vec::new();
        for argument in arguments {
            let place = argument.value.span;
            let value = self.evaluate(&argument.value, scope)?;
            match &argument.kind {
                ArgumentKind::Positional => {
                    result.positional.push(value);
                    result.spans.push(place);
                }
                ArgumentKind::Unpack => {
                    let unpacked = self
                        .collect(&value)
                        .map_err(|error| self.attach(error, place))?;
                    for value in unpacked {
                        result.positional.push(value);
                        result.spans.push(place);
                    }
                }
                ArgumentKind::Keyword(name) => {
                    result.keyword.push((Rc::clone(name), value));
                    keyword_spans.push(place);
                }
                ArgumentKind::UnpackKeywords => {
                    let items = self
                        .mapping_items(&value)
                        .map_err(|error| self.attach(error, place))?;
                    for (key, value) in items {
                        let Some(name) = key.as_str() else {
                            return Err(PythonError::type_error("keywords must be strings"));
                        };
                        if result.keyword.iter().any(|(own, _)| *own == name) {
                            return Err(PythonError::type_error(format!(
                                "got multiple values for keyword argument '{name}'"
                            )));
                        }
                        result.keyword.push((name, value));
                        keyword_spans.push(place);
                    }
                }
            }
        }
        result.spans.append(&mut keyword_spans);
        Ok(result)
    }

    /// The text of an f-string.
    fn format_parts(
        &mut self,
        parts: &[FormatPart],
        scope: &Shared<Scope>,
    ) -> Result<String, PythonError> {
        let mut text = String::new();
        for part in parts {
            match part {
                FormatPart::Text(literal) => text.push_str(literal),
                FormatPart::Field {
                    value: expression,
                    conversion,
                    specification,
                } => {
                    let value = self.evaluate(expression, scope)?;
                    let specification = self.format_parts(specification, scope)?;
                    let shown = self
                        .format_field(&value, *conversion, &specification)
                        .map_err(|error| match error.kind() {
                            // Left without a place, for the whole string to become opaque.
                            ErrorKind::OpaqueUse { .. } if self.phase() == Phase::Loading => error,
                            _ => self.attach(error, expression.span),
                        })?;
                    self.allocate(shown.len())?;
                    text.push_str(&shown);
                }
            }
        }
        self.allocate(text.len())?;
        Ok(text)
    }

    fn format_field(
        &mut self,
        value: &Value,
        conversion: Conversion,
        specification: &str,
    ) -> Result<Rc<str>, PythonError> {
        let converted = match conversion {
            Conversion::None => return self.format(value, specification),
            Conversion::Str => self.str(value)?,
            Conversion::Repr => self.repr(value)?,
            Conversion::Ascii => self.ascii(value)?,
        };
        if specification.is_empty() {
            return Ok(converted);
        }
        self.format(&Value::Str(converted), specification)
    }
}

/// The value of a literal.
pub(crate) fn constant_value(constant: &Constant) -> Result<Value, PythonError> {
    Ok(match constant {
        Constant::None => Value::None,
        Constant::Ellipsis => Value::Ellipsis,
        Constant::Bool(value) => Value::Bool(*value),
        Constant::Int(value) => Value::Int(value.clone()),
        Constant::Float(value) => Value::Float(*value),
        Constant::Complex => return Err(PythonError::unsupported("complex numbers")),
        Constant::Str(text) => Value::Str(Rc::clone(text)),
        Constant::Bytes(bytes) => Value::Bytes(Rc::clone(bytes)),
    })
}
