//! Whether two pieces of syntax say the same: `ast.dump(a) == ast.dump(b)`, with what does not
//! matter to a program left out.
//!
//! Places, comments, formatting, annotations of functions and of assignments, and the docstrings of
//! functions and classes are passed over. Where that cannot be told, the answer is that they differ.

use std::rc::Rc;

use super::stack;
use super::syntax::{
    Alias, Argument, ClassDefinition, Comprehension, ComprehensionClause, ComprehensionKind,
    Constant, Expression, ExpressionKind, FormatPart, FunctionDefinition, Handler, MatchCase,
    Parameter, Pattern, Statement, StatementKind, Try, WithItem,
};

/// Whether two sequences of statements say the same.
pub fn same_statements(one: &[&Statement], other: &[&Statement]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.same(other))
}

/// Whether two functions do the same when they are called; their docstrings are no part of that.
pub fn same_function(one: &FunctionDefinition, other: &FunctionDefinition) -> bool {
    one.same(other)
}

trait Same {
    fn same(&self, other: &Self) -> bool;
}

impl<T: Same> Same for Option<T> {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(other)) => one.same(other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

impl<T: Same + ?Sized> Same for Box<T> {
    fn same(&self, other: &Self) -> bool {
        (**self).same(other)
    }
}

impl<T: Same + ?Sized> Same for Rc<T> {
    fn same(&self, other: &Self) -> bool {
        (**self).same(other)
    }
}

impl<T: Same> Same for [T] {
    fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(one, other)| one.same(other))
    }
}

impl<T: Same> Same for Vec<T> {
    fn same(&self, other: &Self) -> bool {
        self[..].same(&other[..])
    }
}

impl<A: Same, B: Same> Same for (A, B) {
    fn same(&self, other: &Self) -> bool {
        self.0.same(&other.0) && self.1.same(&other.1)
    }
}

/// Plain values are the same where they are equal.
macro_rules! same_where_equal {
    ($($plain:ty),+ $(,)?) => {$(
        impl Same for $plain {
            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )+};
}

same_where_equal!(
    str,
    super::syntax::Mode,
    super::syntax::BooleanOperator,
    super::syntax::Conversion,
    super::syntax::ArgumentKind,
    super::syntax::FunctionFlavour,
    super::syntax::ParameterKind,
    super::object::BinaryOperator,
    super::object::CompareOperator,
    super::object::UnaryOperator,
    usize,
);

/// Values are the same where all these fields are.
macro_rules! same_by_fields {
    ($($whole:ty { $($field:ident),+ }),+ $(,)?) => {$(
        impl Same for $whole {
            fn same(&self, other: &Self) -> bool {
                $(self.$field.same(&other.$field))&&+
            }
        }
    )+};
}

same_by_fields!(
    Alias { name, alias },
    WithItem { manager, target },
    Try {
        body,
        handlers,
        otherwise,
        finally
    },
    Handler { class, name, body },
    MatchCase {
        pattern,
        guard,
        body
    },
    Parameter {
        name,
        kind,
        default
    },
    Argument { kind, value },
    Comprehension { kind, clauses },
    ComprehensionClause {
        target,
        iterable,
        conditions,
        mode
    },
);

impl Same for Statement {
    fn same(&self, other: &Self) -> bool {
        !stack::is_exhausted() && self.kind.same(&other.kind)
    }
}

impl Same for Expression {
    fn same(&self, other: &Self) -> bool {
        !stack::is_exhausted() && self.kind.same(&other.kind)
    }
}

impl Same for FunctionDefinition {
    fn same(&self, other: &Self) -> bool {
        self.name.same(&other.name)
            && self.flavour.same(&other.flavour)
            && self.parameters.same(&other.parameters)
            && self.decorators.same(&other.decorators)
            && without_docstring(&self.body, self.docstring.is_some())
                .same(without_docstring(&other.body, other.docstring.is_some()))
    }
}

impl Same for ClassDefinition {
    fn same(&self, other: &Self) -> bool {
        self.name.same(&other.name)
            && self.arguments.same(&other.arguments)
            && self.decorators.same(&other.decorators)
            && without_docstring(&self.body, self.docstring.is_some())
                .same(without_docstring(&other.body, other.docstring.is_some()))
    }
}

/// The statements that do something: neither a docstring nor `pass`.
fn without_docstring(body: &[Statement], documented: bool) -> &[Statement] {
    let body = match body.split_first() {
        Some((first, rest)) if documented && is_text(first) => rest,
        Some(_) | None => body,
    };
    match body {
        [
            Statement {
                kind: StatementKind::Pass,
                ..
            },
        ] => &[],
        _ => body,
    }
}

fn is_text(statement: &Statement) -> bool {
    matches!(
        &statement.kind,
        StatementKind::Expression(Expression {
            kind: ExpressionKind::Constant(Constant::Str(_)),
            ..
        })
    )
}

impl Same for StatementKind {
    fn same(&self, other: &Self) -> bool {
        use StatementKind as Kind;
        // An annotation that comes or goes changes nothing about what is assigned.
        if let (Some((targets, value)), Some((other_targets, other_value))) =
            (assignment(self), assignment(other))
        {
            return targets.same(other_targets) && value.same(other_value);
        }
        match (self, other) {
            (Kind::Expression(a), Kind::Expression(b)) => a.same(b),
            (
                Kind::AnnotatedAssign { target, value, .. },
                Kind::AnnotatedAssign {
                    target: target_,
                    value: value_,
                    ..
                },
            ) => target.same(target_) && value.same(value_),
            (
                Kind::AugmentedAssign {
                    target,
                    operator,
                    value,
                },
                Kind::AugmentedAssign {
                    target: target_,
                    operator: operator_,
                    value: value_,
                },
            ) => target.same(target_) && operator.same(operator_) && value.same(value_),
            (Kind::Delete(a), Kind::Delete(b)) => a.same(b),
            (Kind::Return(a), Kind::Return(b)) => a.same(b),
            (
                Kind::Raise { exception, cause },
                Kind::Raise {
                    exception: exception_,
                    cause: cause_,
                },
            ) => exception.same(exception_) && cause.same(cause_),
            (
                Kind::Assert { test, message },
                Kind::Assert {
                    test: test_,
                    message: message_,
                },
            ) => test.same(test_) && message.same(message_),
            (Kind::Pass, Kind::Pass)
            | (Kind::Break, Kind::Break)
            | (Kind::Continue, Kind::Continue) => true,
            (Kind::Import(a), Kind::Import(b)) => a.same(b),
            (
                Kind::ImportFrom {
                    module,
                    level,
                    names,
                },
                Kind::ImportFrom {
                    module: module_,
                    level: level_,
                    names: names_,
                },
            ) => module.same(module_) && level.same(level_) && names.same(names_),
            (
                Kind::If {
                    branches,
                    otherwise,
                },
                Kind::If {
                    branches: branches_,
                    otherwise: otherwise_,
                },
            ) => branches.same(branches_) && otherwise.same(otherwise_),
            (
                Kind::While {
                    test,
                    body,
                    otherwise,
                },
                Kind::While {
                    test: test_,
                    body: body_,
                    otherwise: otherwise_,
                },
            ) => test.same(test_) && body.same(body_) && otherwise.same(otherwise_),
            (
                Kind::For {
                    target,
                    iterable,
                    body,
                    otherwise,
                    mode,
                },
                Kind::For {
                    target: target_,
                    iterable: iterable_,
                    body: body_,
                    otherwise: otherwise_,
                    mode: mode_,
                },
            ) => {
                target.same(target_)
                    && iterable.same(iterable_)
                    && body.same(body_)
                    && otherwise.same(otherwise_)
                    && mode.same(mode_)
            }
            (
                Kind::With { items, body, mode },
                Kind::With {
                    items: items_,
                    body: body_,
                    mode: mode_,
                },
            ) => items.same(items_) && body.same(body_) && mode.same(mode_),
            (Kind::Try(a), Kind::Try(b)) => a.same(b),
            (
                Kind::Match { subject, cases },
                Kind::Match {
                    subject: subject_,
                    cases: cases_,
                },
            ) => subject.same(subject_) && cases.same(cases_),
            (Kind::Function(a), Kind::Function(b)) => a.same(b),
            (Kind::Class(a), Kind::Class(b)) => a.same(b),
            // What is not evaluated is not compared either.
            _ => false,
        }
    }
}

/// Target and value of an assignment to one target, annotated or not.
fn assignment(kind: &StatementKind) -> Option<(&Expression, &Expression)> {
    match kind {
        StatementKind::Assign { targets, value } => match &targets[..] {
            [target] => Some((target, value)),
            _ => None,
        },
        StatementKind::AnnotatedAssign {
            target,
            value: Some(value),
            ..
        } => Some((target, value)),
        _ => None,
    }
}

impl Same for ExpressionKind {
    fn same(&self, other: &Self) -> bool {
        use ExpressionKind as Kind;
        match (self, other) {
            (Kind::Constant(a), Kind::Constant(b)) => a.same(b),
            (Kind::Name(a), Kind::Name(b)) => a.same(b),
            (Kind::List(a), Kind::List(b))
            | (Kind::Tuple(a), Kind::Tuple(b))
            | (Kind::Set(a), Kind::Set(b)) => a.same(b),
            (Kind::Dict(a), Kind::Dict(b)) => a.same(b),
            (Kind::Starred(a), Kind::Starred(b))
            | (Kind::Not(a), Kind::Not(b))
            | (Kind::YieldFrom(a), Kind::YieldFrom(b))
            | (Kind::Await(a), Kind::Await(b)) => a.same(b),
            (
                Kind::Binary {
                    left,
                    operator,
                    right,
                },
                Kind::Binary {
                    left: left_,
                    operator: operator_,
                    right: right_,
                },
            ) => left.same(left_) && operator.same(operator_) && right.same(right_),
            (
                Kind::Unary { operator, operand },
                Kind::Unary {
                    operator: operator_,
                    operand: operand_,
                },
            ) => operator.same(operator_) && operand.same(operand_),
            (
                Kind::Boolean { operator, values },
                Kind::Boolean {
                    operator: operator_,
                    values: values_,
                },
            ) => operator.same(operator_) && values.same(values_),
            (
                Kind::Compare { left, rest },
                Kind::Compare {
                    left: left_,
                    rest: rest_,
                },
            ) => left.same(left_) && rest.same(rest_),
            (
                Kind::Conditional {
                    test,
                    body,
                    otherwise,
                },
                Kind::Conditional {
                    test: test_,
                    body: body_,
                    otherwise: otherwise_,
                },
            ) => test.same(test_) && body.same(body_) && otherwise.same(otherwise_),
            (Kind::Lambda(a), Kind::Lambda(b)) => a.same(b),
            (
                Kind::Call {
                    function,
                    arguments,
                },
                Kind::Call {
                    function: function_,
                    arguments: arguments_,
                },
            ) => function.same(function_) && arguments.same(arguments_),
            (
                Kind::Attribute { value, name },
                Kind::Attribute {
                    value: value_,
                    name: name_,
                },
            ) => value.same(value_) && name.same(name_),
            (
                Kind::Subscript { value, index },
                Kind::Subscript {
                    value: value_,
                    index: index_,
                },
            ) => value.same(value_) && index.same(index_),
            (
                Kind::Slice { lower, upper, step },
                Kind::Slice {
                    lower: lower_,
                    upper: upper_,
                    step: step_,
                },
            ) => lower.same(lower_) && upper.same(upper_) && step.same(step_),
            (Kind::Comprehension(a), Kind::Comprehension(b)) => a.same(b),
            (Kind::FormattedString(a), Kind::FormattedString(b)) => a.same(b),
            (
                Kind::Walrus { name, value },
                Kind::Walrus {
                    name: name_,
                    value: value_,
                },
            ) => name.same(name_) && value.same(value_),
            (Kind::Yield(a), Kind::Yield(b)) => a.same(b),
            _ => false,
        }
    }
}

impl Same for Constant {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::None, Self::None) | (Self::Ellipsis, Self::Ellipsis) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (Self::Str(a), Self::Str(b)) => a == b,
            (Self::Bytes(a), Self::Bytes(b)) => a == b,
            // Imaginary numbers are not kept.
            _ => false,
        }
    }
}

impl Same for FormatPart {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a == b,
            (
                Self::Field {
                    value,
                    conversion,
                    specification,
                },
                Self::Field {
                    value: value_,
                    conversion: conversion_,
                    specification: specification_,
                },
            ) => {
                value.same(value_)
                    && conversion.same(conversion_)
                    && specification.same(specification_)
            }
            (Self::Text(_), Self::Field { .. }) | (Self::Field { .. }, Self::Text(_)) => false,
        }
    }
}

impl Same for ComprehensionKind {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b))
            | (Self::Set(a), Self::Set(b))
            | (Self::Generator(a), Self::Generator(b)) => a.same(b),
            (Self::Dict(key, value), Self::Dict(key_, value_)) => {
                key.same(key_) && value.same(value_)
            }
            _ => false,
        }
    }
}

impl Same for Pattern {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Value(a), Self::Value(b)) => a.same(b),
            (Self::Singleton(a), Self::Singleton(b)) => a.same(b),
            (Self::Sequence(a), Self::Sequence(b)) | (Self::Or(a), Self::Or(b)) => a.same(b),
            (Self::Star(a), Self::Star(b)) => a.same(b),
            (
                Self::Mapping { items, rest },
                Self::Mapping {
                    items: items_,
                    rest: rest_,
                },
            ) => items.same(items_) && rest.same(rest_),
            (
                Self::Class {
                    class,
                    positional,
                    keyword,
                },
                Self::Class {
                    class: class_,
                    positional: positional_,
                    keyword: keyword_,
                },
            ) => class.same(class_) && positional.same(positional_) && keyword.same(keyword_),
            (
                Self::As { pattern, name },
                Self::As {
                    pattern: pattern_,
                    name: name_,
                },
            ) => pattern.same(pattern_) && name.same(name_),
            _ => false,
        }
    }
}
