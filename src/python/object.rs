//! What the host room implements to lend Python an object of its own.
//!
//! Counterpart of CPython's type slots (`tp_getattro`, `tp_call`, `nb_add` …). Every method refuses
//! by default, precisely: an object does only what its author said it does.

use std::any::Any;
use std::fmt;
use std::rc::Rc;

use super::arguments::Arguments;
use super::class::Class;
use super::dictionary::HashKey;
use super::error::PythonError;
use super::interpreter::Interpreter;
use super::iterator::PythonIterator;
use super::shared::Shared;
use super::value::{Attributes, Value};
use crate::source::Origin;

/// An operator with two operands that yields a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `@`
    MatrixMultiply,
    /// `/`
    Divide,
    /// `%`
    Modulo,
    /// `**`
    Power,
    /// `<<`
    ShiftLeft,
    /// `>>`
    ShiftRight,
    /// `|`
    Or,
    /// `^`
    ExclusiveOr,
    /// `&`
    And,
    /// `//`
    FloorDivide,
}

impl BinaryOperator {
    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::MatrixMultiply => "@",
            Self::Divide => "/",
            Self::Modulo => "%",
            Self::Power => "**",
            Self::ShiftLeft => "<<",
            Self::ShiftRight => ">>",
            Self::Or => "|",
            Self::ExclusiveOr => "^",
            Self::And => "&",
            Self::FloorDivide => "//",
        }
    }

    /// The name between the underscores of the special method: `add` of `__add__`.
    pub fn method(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Subtract => "sub",
            Self::Multiply => "mul",
            Self::MatrixMultiply => "matmul",
            Self::Divide => "truediv",
            Self::Modulo => "mod",
            Self::Power => "pow",
            Self::ShiftLeft => "lshift",
            Self::ShiftRight => "rshift",
            Self::Or => "or",
            Self::ExclusiveOr => "xor",
            Self::And => "and",
            Self::FloorDivide => "floordiv",
        }
    }
}

/// An operator with one operand that yields a value (`not` always yields a bool and is not one).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `-`
    Negative,
    /// `+`
    Positive,
    /// `~`
    Invert,
}

impl UnaryOperator {
    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Negative => "-",
            Self::Positive => "+",
            Self::Invert => "~",
        }
    }

    /// The special method, such as `__neg__`.
    pub fn method(self) -> &'static str {
        match self {
            Self::Negative => "__neg__",
            Self::Positive => "__pos__",
            Self::Invert => "__invert__",
        }
    }
}

/// A comparison a type may define.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// The operator as it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// The special method, such as `__eq__`.
    pub fn method(self) -> &'static str {
        match self {
            Self::Equal => "__eq__",
            Self::NotEqual => "__ne__",
            Self::Less => "__lt__",
            Self::LessOrEqual => "__le__",
            Self::Greater => "__gt__",
            Self::GreaterOrEqual => "__ge__",
        }
    }

    /// The comparison that holds with the operands exchanged.
    #[must_use]
    pub fn reflected(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::NotEqual => Self::NotEqual,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }

    /// Whether it holds for operands so ordered.
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

/// What may stand between the operands of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareOperator {
    /// A comparison a type may define.
    Rich(Comparison),
    /// `in`
    In,
    /// `not in`
    NotIn,
    /// `is`
    Is,
    /// `is not`
    IsNot,
}

/// On which side of an operator an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It is the left operand.
    Left,
    /// It is the right operand, and the left one did not know what to do.
    Right,
}

/// What a class statement with a host object among its bases gives to that base.
pub struct ClassStatement {
    /// The name of the new class.
    pub name: Rc<str>,
    /// The name of the module it stands in.
    pub module: Rc<str>,
    /// All bases in order.
    pub bases: Vec<Value>,
    /// What the body bound; `__annotations__` maps names to the text of their annotations.
    pub namespace: Attributes,
    /// Keywords of the class statement.
    pub keywords: Vec<(Rc<str>, Value)>,
    /// The class statement.
    pub origin: Origin,
}

/// An object of the host.
///
/// `cx` is the running interpreter; `cx.origin()` is the place being evaluated. A method returns
/// `Ok(None)` where Python would fall through (no such attribute, `NotImplemented`).
pub trait HostObject: Any + fmt::Debug {
    /// The name of its type, as error messages show it.
    fn type_name(&self) -> Rc<str>;

    /// Its Python class, where it has one: attributes not given by [`Self::get_attribute`] are
    /// looked up there, and `isinstance` asks it.
    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        let _ = cx;
        None
    }

    /// The attribute `name`; `None` raises `AttributeError`.
    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let _ = (name, cx);
        Ok(None)
    }

    /// Sets the attribute `name`.
    fn set_attribute(
        &self,
        name: &str,
        value: Value,
        cx: &mut Interpreter,
    ) -> Result<(), PythonError> {
        let _ = (value, cx);
        Err(PythonError::unsupported(format!(
            "setting the attribute {name} of {}",
            self.type_name()
        )))
    }

    /// Calls the object.
    fn call(&self, arguments: Arguments, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let _ = (arguments, cx);
        Err(PythonError::type_error(format!(
            "'{}' object is not callable",
            self.type_name()
        )))
    }

    /// `object[index]`.
    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let _ = (index, cx);
        Err(PythonError::type_error(format!(
            "'{}' object is not subscriptable",
            self.type_name()
        )))
    }

    /// `object[index] = value`.
    fn set_subscript(
        &self,
        index: &Value,
        value: Value,
        cx: &mut Interpreter,
    ) -> Result<(), PythonError> {
        let _ = (index, value, cx);
        Err(PythonError::type_error(format!(
            "'{}' object does not support item assignment",
            self.type_name()
        )))
    }

    /// `object operator other`, or the other way round; `None` is `NotImplemented`.
    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let _ = (operator, other, side, cx);
        Ok(None)
    }

    /// `object comparison other`, which may give any value; `None` is `NotImplemented`.
    ///
    /// Unless a type says otherwise, `==` and `!=` then compare identities.
    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let _ = (comparison, other, cx);
        Ok(None)
    }

    /// `-object`, `+object`, `~object`; `None` raises `TypeError`.
    fn unary(
        &self,
        operator: UnaryOperator,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let _ = (operator, cx);
        Ok(None)
    }

    /// `iter(object)`; `None` raises `TypeError`.
    fn iterate(
        &self,
        cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        let _ = cx;
        Ok(None)
    }

    /// `len(object)`; `None` raises `TypeError`.
    fn length(&self, cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        let _ = cx;
        Ok(None)
    }

    /// `item in object`; `None` falls back to iterating.
    fn contains(&self, item: &Value, cx: &mut Interpreter) -> Result<Option<bool>, PythonError> {
        let _ = (item, cx);
        Ok(None)
    }

    /// `bool(object)`; an object without an opinion and without a length is true.
    fn truth(&self, cx: &mut Interpreter) -> Result<bool, PythonError> {
        Ok(self.length(cx)?.is_none_or(|length| length > 0))
    }

    /// Enters a `with` block and gives what `as` binds; `None` raises `TypeError`.
    fn enter(&self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let _ = cx;
        Ok(None)
    }

    /// Leaves a `with` block; `error` is what the block ended with, where it failed.
    ///
    /// Gives whether the error, which must be a Python exception, is suppressed.
    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        let _ = (error, cx);
        Ok(ExitOutcome::Propagate)
    }

    /// Whether leaving a `with` block may keep its exception from going on.
    fn may_suppress(&self) -> bool {
        false
    }

    /// `await object`; `None` raises `TypeError`.
    fn wait(&self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let _ = cx;
        Ok(None)
    }

    /// `repr(object)`.
    fn repr(&self, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let _ = cx;
        Err(PythonError::unsupported(format!(
            "repr() of {}, which shows a memory address",
            self.type_name()
        )))
    }

    /// `str(object)`.
    fn str(&self, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        self.repr(cx)
    }

    /// `format(object, specification)`.
    fn format(&self, specification: &str, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        if specification.is_empty() {
            return self.str(cx);
        }
        Err(PythonError::type_error(format!(
            "unsupported format string passed to {}.__format__",
            self.type_name()
        )))
    }

    /// What makes it equal to another dictionary key; `None` is its identity.
    fn hash_key(&self, cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        let _ = cx;
        Ok(None)
    }

    /// What reaching the object through a class gives (`__get__(None, class)`); `None` is itself.
    fn of_class(
        &self,
        class: &Shared<Class>,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let _ = (class, cx);
        Ok(None)
    }

    /// Told that the body of a class bound it to `name`.
    fn bound_in_class(&self, name: &str) {
        let _ = name;
    }

    /// `isinstance(object, class)`, asked when `class` is a host object.
    fn instance_of(&self, class: &Value, cx: &mut Interpreter) -> Result<bool, PythonError> {
        let _ = (class, cx);
        Ok(false)
    }

    /// `isinstance(value, object)`, asked of a host object that stands for a class; `None` leaves
    /// the answer to [`Self::instance_of`] of the value.
    fn has_instance(
        &self,
        value: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<bool>, PythonError> {
        let _ = (value, cx);
        Ok(None)
    }

    /// `issubclass(object, class)`: asked of a host object that stands for a class.
    fn subclass_of(&self, class: &Value, cx: &mut Interpreter) -> Result<bool, PythonError> {
        let _ = cx;
        Ok(matches!(class, Value::Host(_)) && class.address() == Some(address_of(self)))
    }

    /// Whether it stands for a class: may appear in `isinstance`, `except` and as a base.
    fn is_class(&self) -> bool {
        false
    }

    /// Whether `exception` belongs to this class; asked when it appears in an `except` clause.
    fn catches(&self, exception: &Value, cx: &mut Interpreter) -> Result<bool, PythonError> {
        let _ = (exception, cx);
        Ok(false)
    }

    /// Makes a class of a class statement that has this object among its bases.
    fn subclass(
        &self,
        statement: ClassStatement,
        cx: &mut Interpreter,
    ) -> Result<Value, PythonError> {
        let _ = cx;
        Err(PythonError::unsupported(format!(
            "deriving the class {} from {}",
            statement.name,
            self.type_name()
        )))
    }
}

/// The address an object's [`Value::address`] has.
fn address_of<T: ?Sized>(object: &T) -> usize {
    std::ptr::from_ref(object).cast::<()>() as usize
}

/// What becomes of the error a `with` block ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitOutcome {
    /// It goes on.
    Propagate,
    /// It ends here.
    Suppress,
}
