//! Arithmetic on numbers (`Objects/longobject.c`, `Objects/floatobject.c`).

use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::{Integer, IntegerFault};
use crate::python::object::BinaryOperator;
use crate::python::value::Value;

enum Number {
    Int(Integer),
    Float(f64),
}

fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Int(value) => Some(Number::Int(value.clone())),
        Value::Bool(value) => Some(Number::Int(Integer::Small(i64::from(*value)))),
        Value::Float(value) => Some(Number::Float(*value)),
        _ => None,
    }
}

/// `left operator right` where both are numbers and have the operator.
pub(super) fn binary(
    operator: BinaryOperator,
    left: &Value,
    right: &Value,
) -> Option<Result<Value, PythonError>> {
    match (number(left)?, number(right)?) {
        (Number::Int(one), Number::Int(other)) => {
            let both_bool = matches!((left, right), (Value::Bool(_), Value::Bool(_)));
            integers(operator, &one, &other).map(|result| {
                let value = result?;
                let stays_bool = both_bool
                    && matches!(
                        operator,
                        BinaryOperator::And | BinaryOperator::Or | BinaryOperator::ExclusiveOr
                    );
                Ok(match value {
                    Value::Int(integer) if stays_bool => Value::Bool(!integer.is_zero()),
                    other => other,
                })
            })
        }
        (Number::Int(one), Number::Float(other)) => match to_float(&one) {
            Ok(one) => floats(operator, one, other),
            Err(error) => Some(Err(error)),
        },
        (Number::Float(one), Number::Int(other)) => match to_float(&other) {
            Ok(other) => floats(operator, one, other),
            Err(error) => Some(Err(error)),
        },
        (Number::Float(one), Number::Float(other)) => floats(operator, one, other),
    }
}

fn to_float(integer: &Integer) -> Result<f64, PythonError> {
    let float = integer.to_f64();
    if float.is_infinite() {
        return Err(PythonError::exception(
            ExceptionClass::OverflowError,
            "int too large to convert to float",
        ));
    }
    Ok(float)
}

fn division_by_zero(message: &str) -> PythonError {
    PythonError::exception(ExceptionClass::ZeroDivisionError, message)
}

/// The error of a fault; `zero` is the message of a division by zero.
fn fault(fault: IntegerFault, zero: &str) -> PythonError {
    match fault {
        IntegerFault::DivisionByZero => division_by_zero(zero),
        IntegerFault::NegativeShift => PythonError::value_error("negative shift count"),
        IntegerFault::TooLarge => PythonError::budget("an integer grew beyond a million bits"),
    }
}

fn integers(
    operator: BinaryOperator,
    left: &Integer,
    right: &Integer,
) -> Option<Result<Value, PythonError>> {
    let result = match operator {
        BinaryOperator::Add => Ok(left.add(right)),
        BinaryOperator::Subtract => Ok(left.subtract(right)),
        BinaryOperator::Multiply => left.multiply(right),
        BinaryOperator::FloorDivide => left.divide(right).map(|(quotient, _)| quotient),
        BinaryOperator::Modulo => left.divide(right).map(|(_, remainder)| remainder),
        BinaryOperator::Divide => return Some(true_division(left, right)),
        BinaryOperator::Power if right.is_negative() => {
            return Some(to_float(left).and_then(|left| power(left, to_float(right)?)));
        }
        BinaryOperator::Power => left.power(right),
        BinaryOperator::ShiftLeft => left.shift_left(right),
        BinaryOperator::ShiftRight => left.shift_right(right),
        BinaryOperator::And => Ok(left.and(right)),
        BinaryOperator::Or => Ok(left.or(right)),
        BinaryOperator::ExclusiveOr => Ok(left.exclusive_or(right)),
        BinaryOperator::MatrixMultiply => return None,
    };
    let zero = if operator == BinaryOperator::Modulo {
        "integer modulo by zero"
    } else {
        "integer division or modulo by zero"
    };
    Some(result.map(Value::Int).map_err(|error| fault(error, zero)))
}

fn true_division(left: &Integer, right: &Integer) -> Result<Value, PythonError> {
    if right.is_zero() {
        return Err(division_by_zero("division by zero"));
    }
    const EXACT: u64 = 53;
    if left.bits() <= EXACT && right.bits() <= EXACT {
        return Ok(Value::Float(left.to_f64() / right.to_f64()));
    }
    Err(PythonError::unsupported(
        "dividing integers of more than 53 bits with /",
    ))
}

fn floats(operator: BinaryOperator, left: f64, right: f64) -> Option<Result<Value, PythonError>> {
    Some(match operator {
        BinaryOperator::Add => Ok(Value::Float(left + right)),
        BinaryOperator::Subtract => Ok(Value::Float(left - right)),
        BinaryOperator::Multiply => Ok(Value::Float(left * right)),
        BinaryOperator::Divide if right == 0.0 => Err(division_by_zero("float division by zero")),
        BinaryOperator::Divide => Ok(Value::Float(left / right)),
        BinaryOperator::FloorDivide if right == 0.0 => {
            Err(division_by_zero("float floor division by zero"))
        }
        BinaryOperator::FloorDivide => Ok(Value::Float(divide_floats(left, right).0)),
        BinaryOperator::Modulo if right == 0.0 => Err(division_by_zero("float modulo")),
        BinaryOperator::Modulo => Ok(Value::Float(divide_floats(left, right).1)),
        BinaryOperator::Power => power(left, right),
        BinaryOperator::MatrixMultiply
        | BinaryOperator::ShiftLeft
        | BinaryOperator::ShiftRight
        | BinaryOperator::Or
        | BinaryOperator::ExclusiveOr
        | BinaryOperator::And => return None,
    })
}

fn power(left: f64, right: f64) -> Result<Value, PythonError> {
    if left == 0.0 && right < 0.0 {
        return Err(division_by_zero("0.0 cannot be raised to a negative power"));
    }
    if left < 0.0 && left.is_finite() && right.is_finite() && right.fract() != 0.0 {
        return Err(PythonError::unsupported("complex numbers"));
    }
    let result = left.powf(right);
    if result.is_infinite() && left.is_finite() && right.is_finite() {
        return Err(PythonError::exception_with(
            ExceptionClass::OverflowError,
            vec![
                Value::int(34_i64),
                Value::from("Numerical result out of range"),
            ],
        ));
    }
    Ok(Value::Float(result))
}

/// `divmod` of floats, as `_float_div_mod` in `Objects/floatobject.c`.
pub(crate) fn divide_floats(left: f64, right: f64) -> (f64, f64) {
    let mut remainder = left % right;
    let mut quotient = (left - remainder) / right;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(right);
    } else if (right < 0.0) != (remainder < 0.0) {
        remainder += right;
        quotient -= 1.0;
    }
    let floor = if quotient == 0.0 {
        0.0_f64.copysign(left / right)
    } else {
        let floor = quotient.floor();
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        }
    };
    (floor, remainder)
}
