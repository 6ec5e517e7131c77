//! The names a piece of Python assigns, and those it uses (`mako.pyparser.FindIdentifiers`).
//!
//! A template's names are looked up in its context when a function begins, so what counts as used
//! decides what exists. Mako's own rules are kept where they are narrower than Python's: inside of
//! a function only the `for` clauses of a comprehension are looked at, and a class not at all.

use std::collections::BTreeSet;

use crate::python::syntax::{
    Argument, ArgumentKind, Block, Comprehension, ComprehensionKind, Expression, ExpressionKind,
    FormatPart, FunctionDefinition, MatchCase, Name, ParameterKind, Pattern, Statement,
    StatementKind,
};

/// Names in a fixed order.
pub(super) type NameSet = BTreeSet<Name>;

/// What a piece of Python does with names.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Those it assigns.
    pub(super) assigned: NameSet,
    /// Those it uses before it assigns them.
    pub(super) used: NameSet,
}

/// `from module import *`, which hides what it assigns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StarImport {
    /// Where it stands in the text that was looked through.
    pub(super) span: crate::source::Span,
}

/// The names in `block`.
pub(super) fn names_of(block: &Block) -> Result<Names, StarImport> {
    let mut finder = Finder::default();
    finder.block(block);
    match finder.star {
        Some(star) => Err(star),
        None => Ok(finder.names),
    }
}

/// Python's names that are never looked up.
const RESERVED: [&str; 4] = ["True", "False", "None", "print"];

#[derive(Default)]
struct Finder {
    names: Names,
    /// The names of the functions around; `None` outside of every function.
    local: Option<NameSet>,
    star: Option<StarImport>,
}

impl Finder {
    fn assign(&mut self, name: &Name) {
        match &mut self.local {
            Some(local) => local.insert(name.clone()),
            None => self.names.assigned.insert(name.clone()),
        };
    }

    fn use_name(&mut self, name: &Name) {
        let is_known = RESERVED.contains(&&**name)
            || self.names.assigned.contains(name)
            || self
                .local
                .as_ref()
                .is_some_and(|local| local.contains(name));
        if !is_known {
            self.names.used.insert(name.clone());
        }
    }

    fn block(&mut self, block: &Block) {
        for statement in block.iter() {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Expression(expression) => self.expression(expression),
            StatementKind::Assign { targets, value } => {
                self.expression(value);
                self.targets(targets);
            }
            StatementKind::AnnotatedAssign {
                target,
                annotation,
                value,
            } => {
                self.target(target);
                self.expression(annotation);
                self.optional(value.as_ref());
            }
            StatementKind::AugmentedAssign { target, value, .. } => {
                self.target(target);
                self.expression(value);
            }
            StatementKind::Delete(targets) => self.expressions(targets),
            StatementKind::Return(value) => self.optional(value.as_ref()),
            StatementKind::Raise { exception, cause } => {
                self.optional(exception.as_ref());
                self.optional(cause.as_ref());
            }
            StatementKind::Assert { test, message } => {
                self.expression(test);
                self.optional(message.as_ref());
            }
            StatementKind::Pass
            | StatementKind::Break
            | StatementKind::Continue
            | StatementKind::Unsupported(_) => {}
            StatementKind::Import(aliases) => {
                for alias in aliases {
                    let first = alias.name.split('.').next().unwrap_or_default();
                    let name = alias.alias.clone().unwrap_or_else(|| first.into());
                    self.assign(&name);
                }
            }
            StatementKind::ImportFrom { names, .. } => {
                if names.is_empty() {
                    let span = statement.span;
                    self.star.get_or_insert(StarImport { span });
                }
                for alias in names {
                    let name = alias.alias.clone().unwrap_or_else(|| alias.name.clone());
                    self.assign(&name);
                }
            }
            StatementKind::If {
                branches,
                otherwise,
            } => {
                for (test, body) in branches {
                    self.expression(test);
                    self.block(body);
                }
                self.block(otherwise);
            }
            StatementKind::While {
                test,
                body,
                otherwise,
            } => {
                self.expression(test);
                self.block(body);
                self.block(otherwise);
            }
            StatementKind::For {
                target,
                iterable,
                body,
                otherwise,
                ..
            } => {
                self.expression(iterable);
                self.target(target);
                self.block(body);
                self.block(otherwise);
            }
            StatementKind::With { items, body, .. } => {
                for item in items {
                    self.expression(&item.manager);
                    if let Some(target) = &item.target {
                        self.target(target);
                    }
                }
                self.block(body);
            }
            StatementKind::Try(node) => {
                self.block(&node.body);
                for handler in &node.handlers {
                    if let Some(name) = &handler.name {
                        self.assign(name);
                    }
                    self.optional(handler.class.as_ref());
                    self.block(&handler.body);
                }
                self.block(&node.otherwise);
                self.block(&node.finally);
            }
            StatementKind::Match { subject, cases } => {
                self.expression(subject);
                self.cases(cases);
            }
            StatementKind::Function(function) => {
                self.assign(&function.name);
                self.function(function);
            }
            StatementKind::Class(class) => self.assign(&class.name),
        }
    }

    fn cases(&mut self, cases: &[MatchCase]) {
        for case in cases {
            self.pattern(&case.pattern);
            self.optional(case.guard.as_ref());
            self.block(&case.body);
        }
    }

    /// A pattern; the names it binds are not seen as assigned.
    fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Value(value) => self.expression(value),
            Pattern::Singleton(_) | Pattern::Star(_) => {}
            Pattern::Sequence(patterns) | Pattern::Or(patterns) => {
                for pattern in patterns {
                    self.pattern(pattern);
                }
            }
            Pattern::Mapping { items, .. } => {
                for (key, pattern) in items {
                    self.expression(key);
                    self.pattern(pattern);
                }
            }
            Pattern::Class {
                class,
                positional,
                keyword,
            } => {
                self.expression(class);
                for pattern in positional {
                    self.pattern(pattern);
                }
                for (_, pattern) in keyword {
                    self.pattern(pattern);
                }
            }
            Pattern::As { pattern, .. } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern);
                }
            }
        }
    }

    /// A function's body; its defaults, decorators and annotations are not looked at.
    fn function(&mut self, function: &FunctionDefinition) {
        let around = self.local.clone();
        let mut local = around.clone().unwrap_or_default();
        let parameters = function.parameters.iter();
        // Parameters of the other kinds are taken for names of the context; they hide it anyway.
        let plain = parameters.filter(|p| p.kind == ParameterKind::PositionalOrKeyword);
        local.extend(plain.map(|parameter| parameter.name.clone()));
        self.local = Some(local);
        self.block(&function.body);
        self.local = around;
    }

    fn comprehension(&mut self, comprehension: &Comprehension) {
        if self.local.is_some() {
            for clause in &comprehension.clauses {
                self.target(&clause.target);
                self.expression(&clause.iterable);
            }
            return;
        }
        match &comprehension.kind {
            ComprehensionKind::List(element)
            | ComprehensionKind::Set(element)
            | ComprehensionKind::Generator(element) => self.expression(element),
            ComprehensionKind::Dict(key, value) => {
                self.expression(key);
                self.expression(value);
            }
        }
        for clause in &comprehension.clauses {
            self.target(&clause.target);
            self.expression(&clause.iterable);
            self.expressions(&clause.conditions);
        }
    }

    fn targets(&mut self, targets: &[Expression]) {
        for target in targets {
            self.target(target);
        }
    }

    /// What is assigned to.
    fn target(&mut self, target: &Expression) {
        match &target.kind {
            ExpressionKind::Name(name) => self.assign(name),
            ExpressionKind::List(items) | ExpressionKind::Tuple(items) => self.targets(items),
            ExpressionKind::Starred(inner) => self.target(inner),
            _ => self.expression(target),
        }
    }

    fn optional(&mut self, expression: Option<&Expression>) {
        if let Some(expression) = expression {
            self.expression(expression);
        }
    }

    fn expressions(&mut self, expressions: &[Expression]) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Constant(_) => {}
            ExpressionKind::Name(name) => self.use_name(name),
            ExpressionKind::List(items)
            | ExpressionKind::Tuple(items)
            | ExpressionKind::Set(items)
            | ExpressionKind::Boolean { values: items, .. } => self.expressions(items),
            ExpressionKind::Dict(items) => {
                for (key, _) in items {
                    self.optional(key.as_ref());
                }
                for (_, value) in items {
                    self.expression(value);
                }
            }
            ExpressionKind::Starred(inner)
            | ExpressionKind::Not(inner)
            | ExpressionKind::Unary { operand: inner, .. }
            | ExpressionKind::Attribute { value: inner, .. }
            | ExpressionKind::YieldFrom(inner)
            | ExpressionKind::Await(inner) => self.expression(inner),
            ExpressionKind::Binary { left, right, .. } => {
                self.expression(left);
                self.expression(right);
            }
            ExpressionKind::Compare { left, rest } => {
                self.expression(left);
                for (_, operand) in rest {
                    self.expression(operand);
                }
            }
            ExpressionKind::Conditional {
                test,
                body,
                otherwise,
            } => {
                self.expression(test);
                self.expression(body);
                self.expression(otherwise);
            }
            ExpressionKind::Lambda(function) => self.function(function),
            ExpressionKind::Call {
                function,
                arguments,
            } => {
                self.expression(function);
                self.arguments(arguments);
            }
            ExpressionKind::Subscript { value, index } => {
                self.expression(value);
                self.expression(index);
            }
            ExpressionKind::Slice { lower, upper, step } => {
                self.optional(lower.as_deref());
                self.optional(upper.as_deref());
                self.optional(step.as_deref());
            }
            ExpressionKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExpressionKind::FormattedString(parts) => self.format_parts(parts),
            ExpressionKind::Walrus { name, value } => {
                self.assign(name);
                self.expression(value);
            }
            ExpressionKind::Yield(value) => self.optional(value.as_deref()),
        }
    }

    /// The arguments of a call: those by position come first in CPython's tree.
    fn arguments(&mut self, arguments: &[Argument]) {
        let is_positional = |argument: &&Argument| match argument.kind {
            ArgumentKind::Positional | ArgumentKind::Unpack => true,
            ArgumentKind::Keyword(_) | ArgumentKind::UnpackKeywords => false,
        };
        for argument in arguments.iter().filter(is_positional) {
            self.expression(&argument.value);
        }
        for argument in arguments.iter().filter(|argument| !is_positional(argument)) {
            self.expression(&argument.value);
        }
    }

    fn format_parts(&mut self, parts: &[FormatPart]) {
        for part in parts {
            match part {
                FormatPart::Text(_) => {}
                FormatPart::Field {
                    value,
                    specification,
                    ..
                } => {
                    self.expression(value);
                    self.format_parts(specification);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::python::parse_module;
    use crate::source::SourceFile;

    fn found(text: &str) -> (String, String) {
        let tree = parse_module(Arc::new(SourceFile::new("a.py", text))).unwrap();
        let names = names_of(&tree.body).unwrap();
        let joined = |names: &NameSet| names.iter().map(|n| &**n).collect::<Vec<_>>().join(" ");
        (joined(&names.assigned), joined(&names.used))
    }

    /// `mako.ast.PythonCode(text)` of Mako 1.4.3: declared and undeclared identifiers, sorted.
    #[test]
    fn names_are_those_mako_finds() {
        for (text, assigned, used) in [
            ("x = x + y", "x", "x y"),
            ("x += y", "x", "y"),
            ("[a for a in b if c]", "a", "a b c"),
            ("{k: v for k, v in w.items()}", "k v", "k v w"),
            ("f = lambda a, *r, k=d: [a + q + r for i in a]", "f", ""),
            (
                "def f(a, b=c):\n    z = a + e\n    return z + b + [u for m in n]",
                "f",
                "e n",
            ),
            ("class C(B):\n    x = y", "C", ""),
            (
                "import os.path, re as r\nfrom a import b as c, d",
                "c d os r",
                "",
            ),
            ("for i, (j, *k) in l:\n    print(i, m)", "i j k", "l m"),
            (
                "try:\n    a\nexcept E as e:\n    e\nelse:\n    g",
                "e",
                "E a g",
            ),
            ("with a as b, c(b) as d[0]:\n    pass", "b", "a c d"),
            ("f'{a!r:>{b}}'", "", "a b"),
            ("match a:\n    case C(x=b): b", "", "C a b"),
            ("(n := m) + n", "n", "m"),
            ("a[b:c].d = e", "", "a b c e"),
            ("del a", "", "a"),
        ] {
            let expected = (assigned.to_owned(), used.to_owned());
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
