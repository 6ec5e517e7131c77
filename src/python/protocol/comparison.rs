//! Comparisons (`PyObject_RichCompare`).

use std::cmp::Ordering;
use std::rc::Rc;

use crate::python::class::Instance;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{CompareOperator, Comparison};
use crate::python::set_table::ValueSet;
use crate::python::shared::Shared;
use crate::python::value::{DictPart, Value};

impl Interpreter {
    /// `left operator right` with any operator a comparison may have.
    pub(crate) fn compare_with(
        &mut self,
        operator: CompareOperator,
        left: &Value,
        right: &Value,
    ) -> Result<Value, PythonError> {
        Ok(match operator {
            CompareOperator::Rich(comparison) => return self.compare(comparison, left, right),
            CompareOperator::In => Value::Bool(self.contains(right, left)?),
            CompareOperator::NotIn => Value::Bool(!self.contains(right, left)?),
            CompareOperator::Is => Value::Bool(self.identical(left, right)?),
            CompareOperator::IsNot => Value::Bool(!self.identical(left, right)?),
        })
    }

    fn identical(&mut self, left: &Value, right: &Value) -> Result<bool, PythonError> {
        let (left, right) = (self.resolve(left.clone())?, self.resolve(right.clone())?);
        match (&left, &right) {
            // Whether an unknown object is None cannot be known either.
            (Value::Opaque(opaque), _) | (_, Value::Opaque(opaque)) => {
                Err(PythonError::opaque_use(opaque))
            }
            _ => Ok(left.is(&right)),
        }
    }

    /// `left == right`, as a bool.
    pub fn equal(&mut self, left: &Value, right: &Value) -> Result<bool, PythonError> {
        let result = self.compare(Comparison::Equal, left, right)?;
        self.truth(&result)
    }

    /// Whether `left` is or equals `right`, as containers ask.
    pub(crate) fn same(&mut self, left: &Value, right: &Value) -> Result<bool, PythonError> {
        let shared = !matches!(left, Value::Float(_) | Value::Opaque(_)) && left.is(right);
        if shared {
            return Ok(true);
        }
        self.equal(left, right)
    }

    /// `left comparison right`.
    pub fn compare(
        &mut self,
        comparison: Comparison,
        left: &Value,
        right: &Value,
    ) -> Result<Value, PythonError> {
        self.charge(1)?;
        if matches!(left, Value::Opaque(_)) || matches!(right, Value::Opaque(_)) {
            let (left, right) = (self.known(left)?, self.known(right)?);
            return self.compare(comparison, &left, &right);
        }
        if let Some(result) = self.compare_from(comparison, left, right)? {
            return Ok(result);
        }
        if let Some(result) = self.compare_from(comparison.reflected(), right, left)? {
            return Ok(result);
        }
        if let Some(result) =
            self.compare_native(comparison, &left.underlying(), &right.underlying())?
        {
            return Ok(Value::Bool(result));
        }
        match comparison {
            Comparison::Equal => Ok(Value::Bool(left.is(right))),
            Comparison::NotEqual => Ok(Value::Bool(!left.is(right))),
            Comparison::Less
            | Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::GreaterOrEqual => Err(PythonError::type_error(format!(
                "'{}' not supported between instances of '{}' and '{}'",
                comparison.symbol(),
                self.type_name(left),
                self.type_name(right)
            ))),
        }
    }

    /// What `left`, an instance or a host object, says of the comparison.
    fn compare_from(
        &mut self,
        comparison: Comparison,
        left: &Value,
        right: &Value,
    ) -> Result<Option<Value>, PythonError> {
        match left {
            Value::Host(host) => Rc::clone(host).compare(comparison, right, self),
            Value::Instance(instance) => self.compare_instance(comparison, left, instance, right),
            _ => Ok(None),
        }
    }

    fn compare_instance(
        &mut self,
        comparison: Comparison,
        left: &Value,
        instance: &Shared<Instance>,
        right: &Value,
    ) -> Result<Option<Value>, PythonError> {
        let arguments = [right.clone()];
        match self.call_special(left, comparison.method(), &arguments)? {
            Some(Value::NotImplemented) | None => {}
            Some(result) => return Ok(Some(result)),
        }
        if comparison == Comparison::NotEqual {
            match self.call_special(left, "__eq__", &arguments)? {
                Some(Value::NotImplemented) | None => {}
                Some(result) => return Ok(Some(Value::Bool(!self.truth(&result)?))),
            }
        }
        let native = instance.native.borrow().clone();
        match native {
            Some(Value::Host(host)) => host.compare(comparison, right, self),
            _ => Ok(None),
        }
    }

    /// Compares builtin values; `None` where their types do not compare.
    fn compare_native(
        &mut self,
        comparison: Comparison,
        left: &Value,
        right: &Value,
    ) -> Result<Option<bool>, PythonError> {
        if let Some(ordering) = compare_numbers(left, right) {
            return Ok(Some(match ordering {
                Some(ordering) => comparison.holds(ordering),
                // NaN is unequal to everything and ordered with nothing.
                None => comparison == Comparison::NotEqual,
            }));
        }
        Ok(match (left, right) {
            (Value::Str(left), Value::Str(right)) => {
                self.charge(left.len().min(right.len()) as u64 / 256)?;
                Some(comparison.holds(left.cmp(right)))
            }
            (Value::Bytes(left), Value::Bytes(right)) => Some(comparison.holds(left.cmp(right))),
            (Value::List(left), Value::List(right)) => {
                let (left, right) = (left.borrow().clone(), right.borrow().clone());
                Some(self.compare_sequences(comparison, &left, &right)?)
            }
            (Value::Tuple(left), Value::Tuple(right)) => {
                Some(self.compare_sequences(comparison, left, right)?)
            }
            (Value::Dict(left), Value::Dict(right)) => match comparison {
                Comparison::Equal | Comparison::NotEqual => {
                    let equal = self.equal_dictionaries(left, right)?;
                    Some(equal == (comparison == Comparison::Equal))
                }
                _ => None,
            },
            (Value::Range(left), Value::Range(right)) => match comparison {
                Comparison::Equal | Comparison::NotEqual => {
                    let (left_length, right_length) = (left.length(), right.length());
                    let equal = left_length == right_length
                        && (left_length.is_zero()
                            || left.start == right.start
                                && (left_length == 1_i64.into() || left.step == right.step));
                    Some(equal == (comparison == Comparison::Equal))
                }
                _ => None,
            },
            (Value::BoundMethod(left), Value::BoundMethod(right)) => match comparison {
                Comparison::Equal | Comparison::NotEqual => {
                    let equal =
                        left.receiver.is(&right.receiver) && left.function.is(&right.function);
                    Some(equal == (comparison == Comparison::Equal))
                }
                _ => None,
            },
            (Value::DictView(view), _) | (_, Value::DictView(view))
                if view.part == DictPart::Values =>
            {
                None
            }
            _ => match (self.as_set(left)?, self.as_set(right)?) {
                (Some(left), Some(right)) => {
                    let holds = compare_sets(comparison, &left, &right);
                    self.settle(&left)?;
                    self.settle(&right)?;
                    Some(holds)
                }
                _ => None,
            },
        })
    }

    fn compare_sequences(
        &mut self,
        comparison: Comparison,
        left: &[Value],
        right: &[Value],
    ) -> Result<bool, PythonError> {
        let by_length = left.len().cmp(&right.len());
        match comparison {
            Comparison::Equal if by_length.is_ne() => return Ok(false),
            Comparison::NotEqual if by_length.is_ne() => return Ok(true),
            _ => {}
        }
        for (one, other) in left.iter().zip(right) {
            if !self.same(one, other)? {
                return match comparison {
                    Comparison::Equal => Ok(false),
                    Comparison::NotEqual => Ok(true),
                    _ => {
                        let result = self.compare(comparison, one, other)?;
                        self.truth(&result)
                    }
                };
            }
        }
        Ok(comparison.holds(by_length))
    }

    fn equal_dictionaries(
        &mut self,
        left: &Shared<std::cell::RefCell<crate::python::dictionary::Dictionary>>,
        right: &Shared<std::cell::RefCell<crate::python::dictionary::Dictionary>>,
    ) -> Result<bool, PythonError> {
        let pairs = {
            let (left, right) = (left.borrow(), right.borrow());
            if left.len() != right.len() {
                return Ok(false);
            }
            let mut pairs = Vec::with_capacity(left.len());
            for (key, _, value) in left.iter() {
                match right.get(key) {
                    Some(other) => pairs.push((value.clone(), other.clone())),
                    None => return Ok(false),
                }
            }
            pairs
        };
        for (one, other) in pairs {
            if !self.same(&one, &other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn compare_sets(comparison: Comparison, left: &ValueSet, right: &ValueSet) -> bool {
    let within = |one: &ValueSet, other: &ValueSet| one.iter().all(|(key, _)| other.contains(key));
    match comparison {
        Comparison::Equal => left.len() == right.len() && within(left, right),
        Comparison::NotEqual => left.len() != right.len() || !within(left, right),
        Comparison::Less => left.len() < right.len() && within(left, right),
        Comparison::LessOrEqual => within(left, right),
        Comparison::Greater => left.len() > right.len() && within(right, left),
        Comparison::GreaterOrEqual => within(right, left),
    }
}

/// The order of two numbers (`Some(None)` where one is NaN); nothing where one is no number.
fn compare_numbers(left: &Value, right: &Value) -> Option<Option<Ordering>> {
    let (left_float, right_float) = (
        matches!(left, Value::Float(_)),
        matches!(right, Value::Float(_)),
    );
    match (left, right) {
        (Value::Float(left), Value::Float(right)) => Some(left.partial_cmp(right)),
        (Value::Float(left), _) if !right_float => {
            let right = number(right)?;
            Some(right.compare_f64(*left).map(Ordering::reverse))
        }
        (_, Value::Float(right)) if !left_float => Some(number(left)?.compare_f64(*right)),
        _ => Some(Some(number(left)?.cmp(&number(right)?))),
    }
}

fn number(value: &Value) -> Option<crate::python::integer::Integer> {
    match value {
        Value::Int(value) => Some(value.clone()),
        Value::Bool(value) => Some(i64::from(*value).into()),
        _ => None,
    }
}
