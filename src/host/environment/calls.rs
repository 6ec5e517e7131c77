//! Finds every call and every import in a syntax tree, wherever it stands.

use crate::python::syntax::{
    Argument, ComprehensionKind, Expression, ExpressionKind, FormatPart, FunctionDefinition,
    MatchCase, Pattern, Statement, StatementKind,
};
use crate::source::Span;

/// A call as it is written.
pub(super) struct Call<'tree> {
    /// What is called.
    pub(super) function: &'tree Expression,
    /// With which arguments.
    pub(super) arguments: &'tree [Argument],
    /// The whole expression.
    pub(super) span: Span,
    /// Whether it stands in a loop or a comprehension.
    pub(super) is_repeated: bool,
}

impl Call<'_> {
    /// The name after the last dot, or the only name.
    pub(super) fn name(&self) -> Option<&str> {
        last_name(self.function)
    }

    /// The last name before the last dot: `context` of `alembic.context.configure`.
    pub(super) fn receiver(&self) -> Option<&str> {
        match &self.function.kind {
            ExpressionKind::Attribute { value, .. } => last_name(value),
            _ => None,
        }
    }
}

fn last_name(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Name(name) | ExpressionKind::Attribute { name, .. } => Some(name),
        _ => None,
    }
}

/// What was found.
pub(super) struct Found<'tree> {
    /// The calls, outer ones first.
    pub(super) calls: Vec<Call<'tree>>,
    /// The packages imported from, such as `sqlalchemy`; empty for a relative import.
    pub(super) packages: Vec<&'tree str>,
}

/// Finds all of `block`.
pub(super) fn find(block: &[Statement]) -> Found<'_> {
    let mut walk = Walk {
        found: Found {
            calls: Vec::new(),
            packages: Vec::new(),
        },
        loops: 0,
    };
    walk.block(block);
    walk.found
}

struct Walk<'tree> {
    found: Found<'tree>,
    loops: usize,
}

fn package(module: &str) -> &str {
    module.split('.').next().unwrap_or_default()
}

impl<'tree> Walk<'tree> {
    fn block(&mut self, block: &'tree [Statement]) {
        for statement in block {
            self.statement(&statement.kind);
        }
    }

    fn statement(&mut self, statement: &'tree StatementKind) {
        match statement {
            StatementKind::Expression(expression) => self.expression(expression),
            StatementKind::Assign { targets, value } => {
                self.expressions(targets);
                self.expression(value);
            }
            StatementKind::AnnotatedAssign { target, value, .. } => {
                self.expression(target);
                self.optional(value.as_ref());
            }
            StatementKind::AugmentedAssign { target, value, .. } => {
                self.expression(target);
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
                self.loops += 1;
                self.expression(test);
                self.block(body);
                self.loops -= 1;
                self.block(otherwise);
            }
            StatementKind::For {
                iterable,
                body,
                otherwise,
                ..
            } => {
                self.expression(iterable);
                self.loops += 1;
                self.block(body);
                self.loops -= 1;
                self.block(otherwise);
            }
            StatementKind::With { items, body, .. } => {
                for item in items {
                    self.expression(&item.manager);
                }
                self.block(body);
            }
            StatementKind::Try(statement) => {
                self.block(&statement.body);
                for handler in &statement.handlers {
                    self.block(&handler.body);
                }
                self.block(&statement.otherwise);
                self.block(&statement.finally);
            }
            StatementKind::Match { subject, cases } => {
                self.expression(subject);
                for case in cases {
                    self.case(case);
                }
            }
            StatementKind::Function(definition) => self.function(definition),
            StatementKind::Class(definition) => {
                self.expressions(&definition.decorators);
                self.block(&definition.body);
            }
            StatementKind::Import(aliases) => {
                let packages = aliases.iter().map(|alias| package(&alias.name));
                self.found.packages.extend(packages);
            }
            StatementKind::ImportFrom { module, level, .. } => {
                let module = module.as_deref().filter(|_| *level == 0);
                self.found
                    .packages
                    .push(package(module.unwrap_or_default()));
            }
            StatementKind::Pass
            | StatementKind::Break
            | StatementKind::Continue
            | StatementKind::Unsupported(_) => {}
        }
    }

    fn case(&mut self, case: &'tree MatchCase) {
        // A pattern compares with constants and names; only a guard can call.
        let MatchCase {
            pattern,
            guard,
            body,
        } = case;
        if let Pattern::Value(value) = pattern {
            self.expression(value);
        }
        self.optional(guard.as_ref());
        self.block(body);
    }

    fn function(&mut self, definition: &'tree FunctionDefinition) {
        self.expressions(&definition.decorators);
        for parameter in &definition.parameters {
            self.optional(parameter.default.as_ref());
        }
        self.block(&definition.body);
    }

    fn expressions(&mut self, expressions: &'tree [Expression]) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    fn optional(&mut self, expression: Option<&'tree Expression>) {
        if let Some(expression) = expression {
            self.expression(expression);
        }
    }

    fn expression(&mut self, expression: &'tree Expression) {
        match &expression.kind {
            ExpressionKind::Constant(_) | ExpressionKind::Name(_) => {}
            ExpressionKind::List(items)
            | ExpressionKind::Tuple(items)
            | ExpressionKind::Set(items) => {
                self.expressions(items);
            }
            ExpressionKind::Dict(entries) => {
                for (key, value) in entries {
                    self.optional(key.as_ref());
                    self.expression(value);
                }
            }
            ExpressionKind::Starred(value)
            | ExpressionKind::Unary { operand: value, .. }
            | ExpressionKind::Not(value)
            | ExpressionKind::Attribute { value, .. }
            | ExpressionKind::Walrus { value, .. }
            | ExpressionKind::YieldFrom(value)
            | ExpressionKind::Await(value) => self.expression(value),
            ExpressionKind::Yield(value) => self.optional(value.as_deref()),
            ExpressionKind::Binary { left, right, .. } => {
                self.expression(left);
                self.expression(right);
            }
            ExpressionKind::Boolean { values, .. } => self.expressions(values),
            ExpressionKind::Compare { left, rest } => {
                self.expression(left);
                for (_, right) in rest {
                    self.expression(right);
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
            ExpressionKind::Lambda(definition) => self.function(definition),
            ExpressionKind::Call {
                function,
                arguments,
            } => {
                self.found.calls.push(Call {
                    function,
                    arguments,
                    span: expression.span,
                    is_repeated: self.loops > 0,
                });
                self.expression(function);
                for argument in arguments {
                    self.expression(&argument.value);
                }
            }
            ExpressionKind::Subscript { value, index } => {
                self.expression(value);
                self.expression(index);
            }
            ExpressionKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step] {
                    self.optional(part.as_deref());
                }
            }
            ExpressionKind::Comprehension(comprehension) => {
                self.loops += 1;
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
                    self.expression(&clause.iterable);
                    self.expressions(&clause.conditions);
                }
                self.loops -= 1;
            }
            ExpressionKind::FormattedString(parts) => self.format_parts(parts),
        }
    }

    fn format_parts(&mut self, parts: &'tree [FormatPart]) {
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
