//! `decimal.Decimal`: exact decimal numbers, as far as no rounding is needed (`Lib/_pydecimal.py`).

use std::cmp::Ordering;
use std::rc::Rc;

use num_bigint::BigInt;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::{BinaryOperator, Comparison, HostObject, Side, UnaryOperator};
use crate::python::value::Value;

/// The context's precision: results with more digits would be rounded.
const PRECISION: usize = 28;
/// Largest exponent either way.
const MOST_EXPONENT: i64 = 10_000;

/// `coefficient * 10 ** exponent`, with the sign of a negative zero.
#[derive(Debug, Clone)]
struct Decimal {
    negative: bool,
    coefficient: BigInt,
    exponent: i64,
}

/// Fills the module `decimal`.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    module.set("Decimal", Value::host(DecimalClass));
    Ok(())
}

/// The class `Decimal`.
#[derive(Debug)]
struct DecimalClass;

impl HostObject for DecimalClass {
    fn type_name(&self) -> Rc<str> {
        "type".into()
    }

    fn is_class(&self) -> bool {
        true
    }

    fn call(&self, arguments: Arguments, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let parameters = [Parameter::optional("value")];
        let value = arguments.bind("Decimal", &parameters)?.take("value");
        let value = value.unwrap_or_else(|| Value::int(0_i64));
        if value.downcast::<Decimal>().is_some() {
            return Ok(value);
        }
        let plain = cx.known(&value)?.underlying();
        if let Some(integer) = plain.as_int() {
            return Ok(Value::host(Decimal::integer(&integer)));
        }
        match &plain {
            Value::Str(text) => match Decimal::parse(text.trim()) {
                Some(decimal) => Ok(Value::host(decimal)),
                None => Err(PythonError::unsupported(format!(
                    "the decimal number {}",
                    crate::python::text::string_repr(text)
                ))),
            },
            Value::Float(_) => Err(PythonError::unsupported("a Decimal made of a float")),
            _ => Err(PythonError::type_error(format!(
                "conversion from {} to Decimal is not supported",
                cx.type_name(&value)
            ))),
        }
    }

    fn has_instance(
        &self,
        value: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<bool>, PythonError> {
        Ok(Some(value.downcast::<Decimal>().is_some()))
    }
}

impl Decimal {
    fn integer(integer: &Integer) -> Self {
        Self {
            negative: integer.is_negative(),
            coefficient: integer.absolute().to_big(),
            exponent: 0,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (mantissa, exponent) = match rest.find(['e', 'E']) {
            Some(position) => (&rest[..position], rest[position + 1..].parse::<i64>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}").replace('_', "");
        let is_number = !digits.is_empty()
            && digits.len() <= 4300
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || exponent.abs() > MOST_EXPONENT {
            return None;
        }
        Some(Self {
            negative,
            coefficient: BigInt::parse_bytes(digits.as_bytes(), 10)?,
            exponent: exponent - i64::try_from(fraction.replace('_', "").len()).ok()?,
        })
    }

    fn signed(&self) -> BigInt {
        if self.negative {
            -self.coefficient.clone()
        } else {
            self.coefficient.clone()
        }
    }

    fn of_signed(signed: BigInt, exponent: i64) -> Self {
        let negative = signed < BigInt::from(0);
        Self {
            negative,
            coefficient: if negative { -signed } else { signed },
            exponent,
        }
    }

    /// Both coefficients, signed, at the smaller exponent; `None` where they lie too far apart.
    fn aligned(&self, other: &Self) -> Option<(BigInt, BigInt, i64)> {
        let exponent = self.exponent.min(other.exponent);
        let raise = |decimal: &Self| -> Option<BigInt> {
            let shift = u32::try_from(decimal.exponent - exponent).ok()?;
            (i64::from(shift) <= 2 * MOST_EXPONENT)
                .then(|| decimal.signed() * BigInt::from(10).pow(shift))
        };
        Some((raise(self)?, raise(other)?, exponent))
    }

    /// A result that must not need rounding.
    fn exact(self) -> Result<Self, PythonError> {
        if self.coefficient.to_string().len() > PRECISION {
            return Err(PythonError::unsupported(
                "a Decimal of more than 28 digits, which would be rounded",
            ));
        }
        Ok(self)
    }

    fn text(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        let digits = self.coefficient.to_string();
        let length = i64::try_from(digits.len()).unwrap_or(i64::MAX);
        let point = length + self.exponent;
        if self.exponent <= 0 && point > -6 {
            if self.exponent == 0 {
                return format!("{sign}{digits}");
            }
            return match usize::try_from(point) {
                Ok(split) if split > 0 => {
                    format!("{sign}{}.{}", &digits[..split], &digits[split..])
                }
                _ => {
                    let zeros = usize::try_from(-point).unwrap_or(0);
                    format!("{sign}0.{}{digits}", "0".repeat(zeros))
                }
            };
        }
        let (first, rest) = digits.split_at(1);
        let fraction = if rest.is_empty() {
            String::new()
        } else {
            format!(".{rest}")
        };
        format!("{sign}{first}{fraction}E{:+}", point - 1)
    }

    /// The canonical key: integral values are equal to integers.
    fn key(&self) -> HashKey {
        let mut coefficient = self.signed();
        let mut exponent = self.exponent;
        let (zero, ten) = (BigInt::from(0), BigInt::from(10));
        if coefficient == zero {
            return HashKey::Int(Integer::Small(0));
        }
        while &coefficient % &ten == zero {
            coefficient /= &ten;
            exponent += 1;
        }
        match u32::try_from(exponent) {
            Ok(exponent) => HashKey::Int(Integer::big(coefficient * ten.pow(exponent))),
            Err(_) => HashKey::Native("Decimal", format!("{coefficient}e{exponent}").into()),
        }
    }
}

fn operand(value: &Value) -> Option<Rc<Decimal>> {
    if let Some(decimal) = value.downcast::<Decimal>() {
        return Some(decimal);
    }
    value
        .as_int()
        .map(|integer| Rc::new(Decimal::integer(&integer)))
}

impl HostObject for Decimal {
    fn type_name(&self) -> Rc<str> {
        "decimal.Decimal".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "is_signed" => {
                let negative = self.negative;
                Ok(Some(Value::function("is_signed", move |_, _| {
                    Ok(Value::Bool(negative))
                })))
            }
            "__float__" => {
                let number = self.text().parse().unwrap_or(f64::NAN);
                Ok(Some(Value::function("__float__", move |_, _| {
                    Ok(Value::Float(number))
                })))
            }
            "__int__" => {
                let ten = BigInt::from(10);
                let truncated = match u32::try_from(self.exponent) {
                    Ok(exponent) => self.signed() * ten.pow(exponent),
                    Err(_) => {
                        let shift = u32::try_from(-self.exponent).unwrap_or(u32::MAX);
                        self.signed() / ten.pow(shift)
                    }
                };
                Ok(Some(Value::function("__int__", move |_, _| {
                    Ok(Value::Int(Integer::big(truncated.clone())))
                })))
            }
            "__class__" => Ok(Some(Value::host(DecimalClass))),
            _ if name.starts_with("__") => Ok(None),
            _ => Err(PythonError::unsupported(format!("Decimal.{name}"))),
        }
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let Some(other) = operand(other) else {
            return Ok(None);
        };
        let (left, right) = match side {
            Side::Left => (self, &*other),
            Side::Right => (&*other, self),
        };
        let result = match operator {
            BinaryOperator::Add | BinaryOperator::Subtract => {
                let Some((one, two, exponent)) = left.aligned(right) else {
                    return Err(PythonError::unsupported("adding decimals so far apart"));
                };
                let sum = if operator == BinaryOperator::Add {
                    one + two
                } else {
                    one - two
                };
                Decimal::of_signed(sum, exponent)
            }
            BinaryOperator::Multiply => Decimal {
                negative: left.negative != right.negative,
                coefficient: &left.coefficient * &right.coefficient,
                exponent: left.exponent + right.exponent,
            },
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the operator {} of Decimal",
                    operator.symbol()
                )));
            }
        };
        Ok(Some(Value::host(result.exact()?)))
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Value::Float(_) = other {
            return Err(PythonError::unsupported("comparing a Decimal with a float"));
        }
        let Some(other) = operand(other) else {
            return Ok(None);
        };
        let ordering = match self.aligned(&other) {
            Some((one, two, _)) => one.cmp(&two),
            None => Ordering::Equal,
        };
        Ok(Some(Value::Bool(comparison.holds(ordering))))
    }

    fn unary(
        &self,
        operator: UnaryOperator,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let negative = match operator {
            UnaryOperator::Negative => !self.negative && self.coefficient != BigInt::from(0),
            UnaryOperator::Positive => self.negative && self.coefficient != BigInt::from(0),
            UnaryOperator::Invert => return Ok(None),
        };
        let result = Decimal {
            negative,
            ..self.clone()
        };
        Ok(Some(Value::host(result.exact()?)))
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Ok(self.coefficient != BigInt::from(0))
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(format!("Decimal('{}')", self.text()).into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.text().into())
    }

    fn format(&self, specification: &str, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        if specification.is_empty() {
            return Ok(self.text().into());
        }
        Err(PythonError::unsupported(
            "a format specification for a Decimal",
        ))
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        if self.exponent > 1000 {
            return Err(PythonError::unsupported(
                "so large a Decimal as a dictionary key",
            ));
        }
        Ok(Some(self.key()))
    }
}
