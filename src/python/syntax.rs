//! The syntax tree the evaluator walks; the parser's own types stay inside `parse`.
//!
//! Counterpart of CPython's `Python.asdl`, with what the evaluator wants to know precomputed:
//! which names a function binds, whether a statement can suspend, flat `elif` chains.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use super::integer::Integer;
use super::object::{BinaryOperator, CompareOperator, UnaryOperator};
use crate::source::{SourceFile, Span};

/// An identifier; equal names in one file share their text.
pub type Name = Rc<str>;

/// A parsed file.
#[derive(Debug)]
pub struct Module {
    /// The text it was parsed from.
    pub source: Arc<SourceFile>,
    /// Its statements.
    pub body: Block,
}

/// Statements executed one after the other.
///
/// Shared, so that a suspended generator can hold on to its place.
pub type Block = Rc<[Statement]>;

/// A statement and its place.
#[derive(Debug)]
pub struct Statement {
    /// What it does.
    pub kind: StatementKind,
    /// Where it stands.
    pub span: Span,
    /// Whether it contains a `yield` of the function it belongs to.
    pub suspends: bool,
}

/// The statements of the language.
#[derive(Debug)]
pub enum StatementKind {
    /// An expression for its effect.
    Expression(Expression),
    /// `a = b = value`.
    Assign {
        /// Assigned from left to right.
        targets: Vec<Expression>,
        /// The value.
        value: Expression,
    },
    /// `target: annotation = value`.
    AnnotatedAssign {
        /// The name, attribute or subscript.
        target: Expression,
        /// The annotation.
        annotation: Expression,
        /// The value, where one is given.
        value: Option<Expression>,
    },
    /// `target += value` and its like.
    AugmentedAssign {
        /// The name, attribute or subscript.
        target: Expression,
        /// The operator without its `=`.
        operator: BinaryOperator,
        /// The right side.
        value: Expression,
    },
    /// `del a, b[0]`.
    Delete(Vec<Expression>),
    /// `return value`.
    Return(Option<Expression>),
    /// `raise exception from cause`.
    Raise {
        /// What is raised; nothing raises again what is being handled.
        exception: Option<Expression>,
        /// The explicit cause.
        cause: Option<Expression>,
    },
    /// `assert test, message`.
    Assert {
        /// The condition.
        test: Expression,
        /// The message.
        message: Option<Expression>,
    },
    /// `pass`, and the declarations `global` and `nonlocal`, which act when the scope is made.
    Pass,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `import a.b as c`.
    Import(Vec<Alias>),
    /// `from module import names`.
    ImportFrom {
        /// The module's name, where one is given.
        module: Option<Name>,
        /// The number of leading dots.
        level: usize,
        /// What is imported; empty for `*`.
        names: Vec<Alias>,
    },
    /// `if`, with its `elif`s.
    If {
        /// Conditions and what they lead to.
        branches: Vec<(Expression, Block)>,
        /// `else`.
        otherwise: Block,
    },
    /// `while`.
    While {
        /// The condition.
        test: Expression,
        /// The loop's body.
        body: Block,
        /// `else`: runs when the loop was not left by `break`.
        otherwise: Block,
    },
    /// `for`.
    For {
        /// What each item is assigned to.
        target: Expression,
        /// What is iterated over.
        iterable: Expression,
        /// The loop's body.
        body: Block,
        /// `else`: runs when the loop was not left by `break`.
        otherwise: Block,
        /// Plain or `async`.
        mode: Mode,
    },
    /// `with`.
    With {
        /// The context managers.
        items: Vec<WithItem>,
        /// What they surround.
        body: Block,
        /// Plain or `async`.
        mode: Mode,
    },
    /// `try`.
    Try(Box<Try>),
    /// `match`.
    Match {
        /// What is matched.
        subject: Expression,
        /// The cases in order.
        cases: Vec<MatchCase>,
    },
    /// `def`.
    Function(Rc<FunctionDefinition>),
    /// `class`.
    Class(Rc<ClassDefinition>),
    /// Parsed, but not evaluated: an error when it is reached.
    Unsupported(&'static str),
}

/// Whether a construct is written with `async`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Without.
    Plain,
    /// With.
    Async,
}

/// One name of an import statement.
#[derive(Debug)]
pub struct Alias {
    /// The name, dotted in `import a.b`.
    pub name: Name,
    /// The name after `as`.
    pub alias: Option<Name>,
    /// Where it stands.
    pub span: Span,
}

/// `manager as target`.
#[derive(Debug)]
pub struct WithItem {
    /// The context manager.
    pub manager: Expression,
    /// What its value is assigned to.
    pub target: Option<Expression>,
}

/// A `try` statement.
#[derive(Debug)]
pub struct Try {
    /// What is tried.
    pub body: Block,
    /// The `except` clauses.
    pub handlers: Vec<Handler>,
    /// `else`.
    pub otherwise: Block,
    /// `finally`.
    pub finally: Block,
}

/// `except class as name:`.
#[derive(Debug)]
pub struct Handler {
    /// The class or tuple of classes; nothing catches every exception.
    pub class: Option<Expression>,
    /// The name the exception is bound to.
    pub name: Option<Name>,
    /// What is done.
    pub body: Block,
}

/// `case pattern if guard:`.
#[derive(Debug)]
pub struct MatchCase {
    /// The pattern.
    pub pattern: Pattern,
    /// The condition.
    pub guard: Option<Expression>,
    /// What is done.
    pub body: Block,
}

/// The patterns of `match`.
#[derive(Debug)]
pub enum Pattern {
    /// Compared with `==`.
    Value(Expression),
    /// `None`, `True` and `False`, compared with `is`.
    Singleton(Constant),
    /// `[a, *rest]`.
    Sequence(Vec<Pattern>),
    /// `*rest` in a sequence; nothing discards.
    Star(Option<Name>),
    /// `{key: pattern, **rest}`.
    Mapping {
        /// Keys and the patterns of their values.
        items: Vec<(Expression, Pattern)>,
        /// The name after `**`.
        rest: Option<Name>,
    },
    /// `Class(pattern, name=pattern)`.
    Class {
        /// The class.
        class: Expression,
        /// Patterns by position.
        positional: Vec<Pattern>,
        /// Patterns by attribute.
        keyword: Vec<(Name, Pattern)>,
    },
    /// `pattern as name`; without a pattern it captures anything, without a name it is `_`.
    As {
        /// The pattern that must match first.
        pattern: Option<Box<Pattern>>,
        /// The name bound.
        name: Option<Name>,
    },
    /// `a | b`.
    Or(Vec<Pattern>),
}

/// A `def` or `lambda`.
#[derive(Debug)]
pub struct FunctionDefinition {
    /// The name; `<lambda>` for a lambda.
    pub name: Name,
    /// The name with the classes and functions around it.
    pub qualified_name: Name,
    /// The parameters in order.
    pub parameters: Vec<Parameter>,
    /// The return annotation.
    pub returns: Option<Expression>,
    /// The decorators from top to bottom.
    pub decorators: Vec<Expression>,
    /// The statements; a lambda's is one `return`.
    pub body: Block,
    /// What it binds.
    pub scope: ScopeNames,
    /// How it runs when called.
    pub flavour: FunctionFlavour,
    /// The documentation string.
    pub docstring: Option<Rc<str>>,
    /// From `def` to the end of the body.
    pub span: Span,
}

/// How a function runs when it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionFlavour {
    /// To its end.
    Plain,
    /// Contains `yield`: gives a generator.
    Generator,
    /// `async def`: gives a coroutine.
    Coroutine,
    /// `async def` with `yield`.
    AsyncGenerator,
}

/// A parameter of a function.
#[derive(Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// How it is filled.
    pub kind: ParameterKind,
    /// The default.
    pub default: Option<Expression>,
    /// The annotation.
    pub annotation: Option<Expression>,
}

/// How a parameter is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// Before `/`.
    PositionalOnly,
    /// An ordinary parameter.
    PositionalOrKeyword,
    /// `*args`.
    RestPositional,
    /// After `*`.
    KeywordOnly,
    /// `**kwargs`.
    RestKeyword,
}

/// The names of a function's or comprehension's scope, known before it runs.
#[derive(Debug, Default)]
pub struct ScopeNames {
    /// Names bound in it.
    pub locals: HashSet<Name>,
    /// Names declared `global`.
    pub globals: HashSet<Name>,
    /// Names declared `nonlocal`.
    pub nonlocals: HashSet<Name>,
}

/// A `class` statement.
#[derive(Debug)]
pub struct ClassDefinition {
    /// The name.
    pub name: Name,
    /// The name with the classes and functions around it.
    pub qualified_name: Name,
    /// Bases and keywords.
    pub arguments: Vec<Argument>,
    /// The decorators from top to bottom.
    pub decorators: Vec<Expression>,
    /// The statements.
    pub body: Block,
    /// What it declares.
    pub scope: ScopeNames,
    /// The documentation string.
    pub docstring: Option<Rc<str>>,
    /// The whole statement.
    pub span: Span,
}

/// An argument of a call.
#[derive(Debug)]
pub struct Argument {
    /// How it is passed.
    pub kind: ArgumentKind,
    /// Its value.
    pub value: Expression,
}

/// How an argument is passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentKind {
    /// By position.
    Positional,
    /// `*value`.
    Unpack,
    /// `name=value`.
    Keyword(Name),
    /// `**value`.
    UnpackKeywords,
}

/// An expression and its place.
#[derive(Debug)]
pub struct Expression {
    /// What it computes.
    pub kind: ExpressionKind,
    /// Where it stands.
    pub span: Span,
}

/// The expressions of the language.
#[derive(Debug)]
pub enum ExpressionKind {
    /// A literal.
    Constant(Constant),
    /// A variable.
    Name(Name),
    /// `[a, b]`, or a target of that form.
    List(Vec<Expression>),
    /// `a, b`, or a target of that form.
    Tuple(Vec<Expression>),
    /// `{a, b}`.
    Set(Vec<Expression>),
    /// `{key: value, **mapping}`; a missing key stands for `**`.
    Dict(Vec<(Option<Expression>, Expression)>),
    /// `*value` inside a display or a target.
    Starred(Box<Expression>),
    /// `left + right` and its like.
    Binary {
        /// The left operand.
        left: Box<Expression>,
        /// The operator.
        operator: BinaryOperator,
        /// The right operand.
        right: Box<Expression>,
    },
    /// `-operand` and its like.
    Unary {
        /// The operator.
        operator: UnaryOperator,
        /// The operand.
        operand: Box<Expression>,
    },
    /// `not operand`.
    Not(Box<Expression>),
    /// `a and b and c`, `a or b or c`.
    Boolean {
        /// Which of the two.
        operator: BooleanOperator,
        /// The operands, at least two.
        values: Vec<Expression>,
    },
    /// `a < b < c`.
    Compare {
        /// The first operand.
        left: Box<Expression>,
        /// Operators and the operands to their right.
        rest: Vec<(CompareOperator, Expression)>,
    },
    /// `body if test else otherwise`.
    Conditional {
        /// The condition.
        test: Box<Expression>,
        /// The value where it holds.
        body: Box<Expression>,
        /// The value where it does not.
        otherwise: Box<Expression>,
    },
    /// `lambda`.
    Lambda(Rc<FunctionDefinition>),
    /// `function(arguments)`.
    Call {
        /// What is called.
        function: Box<Expression>,
        /// The arguments in order.
        arguments: Vec<Argument>,
    },
    /// `value.name`.
    Attribute {
        /// The object.
        value: Box<Expression>,
        /// The attribute.
        name: Name,
    },
    /// `value[index]`.
    Subscript {
        /// The object.
        value: Box<Expression>,
        /// The index, key or slice.
        index: Box<Expression>,
    },
    /// `lower:upper:step` inside a subscript.
    Slice {
        /// The first index.
        lower: Option<Box<Expression>>,
        /// The index behind the last.
        upper: Option<Box<Expression>>,
        /// The distance.
        step: Option<Box<Expression>>,
    },
    /// A comprehension or generator expression.
    Comprehension(Rc<Comprehension>),
    /// An f-string.
    FormattedString(Vec<FormatPart>),
    /// `(name := value)`.
    Walrus {
        /// The name bound.
        name: Name,
        /// The value.
        value: Box<Expression>,
    },
    /// `yield value`.
    Yield(Option<Box<Expression>>),
    /// `yield from value`.
    YieldFrom(Box<Expression>),
    /// `await value`.
    Await(Box<Expression>),
}

/// `and` or `or`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BooleanOperator {
    /// `and`.
    And,
    /// `or`.
    Or,
}

/// A literal.
#[derive(Debug, Clone)]
pub enum Constant {
    /// `None`.
    None,
    /// `...`.
    Ellipsis,
    /// `True` and `False`.
    Bool(bool),
    /// An integer.
    Int(Integer),
    /// A float.
    Float(f64),
    /// An imaginary number: parsed, not evaluated.
    Complex,
    /// A string.
    Str(Rc<str>),
    /// Bytes.
    Bytes(Rc<[u8]>),
}

/// What a comprehension builds.
#[derive(Debug)]
pub enum ComprehensionKind {
    /// `[element for …]`.
    List(Expression),
    /// `{element for …}`.
    Set(Expression),
    /// `{key: value for …}`.
    Dict(Expression, Expression),
    /// `(element for …)`.
    Generator(Expression),
}

/// A comprehension or generator expression.
#[derive(Debug)]
pub struct Comprehension {
    /// What it builds.
    pub kind: ComprehensionKind,
    /// The `for` clauses from left to right.
    pub clauses: Vec<ComprehensionClause>,
    /// What its own scope binds.
    pub scope: ScopeNames,
}

/// `for target in iterable if condition`.
#[derive(Debug)]
pub struct ComprehensionClause {
    /// What each item is assigned to.
    pub target: Expression,
    /// What is iterated over.
    pub iterable: Expression,
    /// The conditions.
    pub conditions: Vec<Expression>,
    /// Plain or `async`.
    pub mode: Mode,
}

/// A piece of an f-string.
#[derive(Debug)]
pub enum FormatPart {
    /// Text.
    Text(Rc<str>),
    /// `{value!conversion:specification}`.
    Field {
        /// The value.
        value: Expression,
        /// `!s`, `!r` or `!a`.
        conversion: Conversion,
        /// The format specification, which may hold fields itself.
        specification: Vec<FormatPart>,
    },
}

/// The conversion of a replacement field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// None given.
    None,
    /// `!s`.
    Str,
    /// `!r`.
    Repr,
    /// `!a`.
    Ascii,
}
