//! What the top level of a file binds and mentions when it is executed, without executing it.
//!
//! The counterpart of `symtable` for one question: could this code give a name of the module
//! another value? Bodies of functions count only where something that is executed may call them.

use std::collections::HashSet;
use std::rc::Rc;

use crate::python::syntax::{
    Argument, ComprehensionKind, Constant, Expression, ExpressionKind, FormatPart,
    FunctionDefinition, Name, Pattern, Statement, StatementKind,
};
use crate::source::SourceFile;

/// What was found.
#[derive(Default)]
pub(super) struct ExecutedCode {
    /// Names of the module that it assigns, imports, defines, deletes or declares `global`.
    pub(super) bound: HashSet<Name>,
    /// Names, attributes and texts that it mentions.
    pub(super) mentioned: HashSet<Name>,
    /// The attributes that it assigns, of whatever object.
    pub(super) attributes: HashSet<Name>,
    /// Modules of `from … import *`.
    pub(super) star_imports: Vec<Option<Name>>,
    /// The text of statements that have no tree.
    pub(super) untold: Vec<String>,
    functions: Vec<Rc<FunctionDefinition>>,
}

impl ExecutedCode {
    /// Adds a statement of the top level.
    pub(super) fn add(&mut self, statement: &Statement, source: &SourceFile) {
        let mut walk = Walk {
            code: self,
            source,
            inner: 0,
        };
        walk.statement(statement);
    }

    /// Adds the bodies of the functions that what was added may call: those whose names it
    /// mentions, and those that Python calls by itself.
    pub(super) fn add_called_functions(&mut self, source: &SourceFile) {
        loop {
            let (called, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.functions)
                .into_iter()
                .partition(|function| self.may_call(function));
            self.functions = others;
            if called.is_empty() {
                return;
            }
            for function in called {
                self.bound.extend(function.scope.globals.iter().cloned());
                let mut walk = Walk {
                    code: self,
                    source,
                    inner: 1,
                };
                walk.block(&function.body);
            }
        }
    }

    fn may_call(&self, function: &FunctionDefinition) -> bool {
        !function.decorators.is_empty()
            || &*function.name == "<lambda>"
            || function.name.starts_with("__")
            || self.mentioned.contains(&function.name)
    }
}

struct Walk<'a> {
    code: &'a mut ExecutedCode,
    source: &'a SourceFile,
    /// How many scopes are around that are not the module's.
    inner: usize,
}

impl Walk<'_> {
    fn bind(&mut self, name: &Name) {
        if self.inner == 0 {
            self.code.bound.insert(Rc::clone(name));
        }
    }

    fn block(&mut self, block: &[Statement]) {
        for statement in block {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Expression(expression) => self.expression(expression),
            StatementKind::Assign { targets, value } => {
                self.expression(value);
                for target in targets {
                    self.target(target);
                }
            }
            StatementKind::AnnotatedAssign {
                target,
                annotation,
                value,
            } => {
                self.expression(annotation);
                self.optional(value.as_ref());
                self.target(target);
            }
            StatementKind::AugmentedAssign { target, value, .. } => {
                self.expression(target);
                self.expression(value);
                self.target(target);
            }
            StatementKind::Delete(targets) => {
                for target in targets {
                    self.target(target);
                }
            }
            StatementKind::Return(value) => self.optional(value.as_ref()),
            StatementKind::Raise { exception, cause } => {
                self.optional(exception.as_ref());
                self.optional(cause.as_ref());
            }
            StatementKind::Assert { test, message } => {
                self.expression(test);
                self.optional(message.as_ref());
            }
            StatementKind::Pass | StatementKind::Break | StatementKind::Continue => {}
            StatementKind::Import(aliases) => {
                for alias in aliases {
                    let first = alias.name.split('.').next().unwrap_or_default();
                    let name = alias.alias.clone().unwrap_or_else(|| first.into());
                    self.bind(&name);
                }
            }
            StatementKind::ImportFrom {
                module,
                level,
                names,
            } => {
                if names.is_empty() {
                    let module = module.clone().filter(|_| *level == 0);
                    self.code.star_imports.push(module);
                }
                for alias in names {
                    self.bind(alias.alias.as_ref().unwrap_or(&alias.name));
                }
            }
            StatementKind::If { .. }
            | StatementKind::While { .. }
            | StatementKind::For { .. }
            | StatementKind::With { .. }
            | StatementKind::Try(_)
            | StatementKind::Match { .. } => self.compound(&statement.kind),
            StatementKind::Function(function) => {
                self.bind(&function.name);
                self.function(function);
            }
            StatementKind::Class(class) => {
                self.bind(&class.name);
                self.code.bound.extend(class.scope.globals.iter().cloned());
                self.expressions(&class.decorators);
                self.arguments(&class.arguments);
                self.inner += 1;
                self.block(&class.body);
                self.inner -= 1;
            }
            StatementKind::Unsupported(_) => {
                let span = statement.span.start as usize..statement.span.end as usize;
                let text = self.source.text().get(span);
                let text = text.unwrap_or_else(|| self.source.text());
                self.code.untold.push(text.to_owned());
            }
        }
    }

    fn compound(&mut self, statement: &StatementKind) {
        match statement {
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
                    self.optional(handler.class.as_ref());
                    if let Some(name) = &handler.name {
                        self.bind(name);
                    }
                    self.block(&handler.body);
                }
                self.block(&node.otherwise);
                self.block(&node.finally);
            }
            StatementKind::Match { subject, cases } => {
                self.expression(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.optional(case.guard.as_ref());
                    self.block(&case.body);
                }
            }
            _ => {}
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match pattern {
            Pattern::Value(value) => self.expression(value),
            Pattern::Singleton(_) => {}
            Pattern::Sequence(patterns) | Pattern::Or(patterns) => {
                for pattern in patterns {
                    self.pattern(pattern);
                }
            }
            Pattern::Star(name) => name.iter().for_each(|name| self.bind(name)),
            Pattern::Mapping { items, rest } => {
                for (key, pattern) in items {
                    self.expression(key);
                    self.pattern(pattern);
                }
                if let Some(name) = rest {
                    self.bind(name);
                }
            }
            Pattern::Class {
                class,
                positional,
                keyword,
            } => {
                self.expression(class);
                let keyword = keyword.iter().map(|(_, pattern)| pattern);
                positional
                    .iter()
                    .chain(keyword)
                    .for_each(|pattern| self.pattern(pattern));
            }
            Pattern::As { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern);
                }
                if let Some(name) = name {
                    self.bind(name);
                }
            }
        }
    }

    /// What an assignment, a loop or `del` changes.
    fn target(&mut self, target: &Expression) {
        match &target.kind {
            ExpressionKind::Name(name) => self.bind(name),
            ExpressionKind::List(items) | ExpressionKind::Tuple(items) => {
                for item in items {
                    self.target(item);
                }
            }
            ExpressionKind::Starred(item) => self.target(item),
            ExpressionKind::Attribute { value, name } => {
                self.code.attributes.insert(Rc::clone(name));
                self.expression(value);
            }
            ExpressionKind::Subscript { value, index } => match global_name(value, index) {
                Some(name) => {
                    self.code.bound.insert(name);
                }
                None => self.expression(target),
            },
            _ => self.expression(target),
        }
    }

    fn function(&mut self, function: &Rc<FunctionDefinition>) {
        self.expressions(&function.decorators);
        for parameter in &function.parameters {
            self.optional(parameter.default.as_ref());
            self.optional(parameter.annotation.as_ref());
        }
        self.optional(function.returns.as_ref());
        self.code.functions.push(Rc::clone(function));
    }

    fn arguments(&mut self, arguments: &[Argument]) {
        for argument in arguments {
            self.expression(&argument.value);
        }
    }

    fn expressions(&mut self, expressions: &[Expression]) {
        for expression in expressions {
            self.expression(expression);
        }
    }

    fn optional(&mut self, expression: Option<&Expression>) {
        if let Some(expression) = expression {
            self.expression(expression);
        }
    }

    fn mention(&mut self, word: &Name) {
        self.code.mentioned.insert(Rc::clone(word));
    }

    fn expression(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Constant(Constant::Str(text)) => self.mention(text),
            ExpressionKind::Constant(_) => {}
            ExpressionKind::Name(name) => self.mention(name),
            ExpressionKind::List(items)
            | ExpressionKind::Tuple(items)
            | ExpressionKind::Set(items)
            | ExpressionKind::Boolean { values: items, .. } => self.expressions(items),
            ExpressionKind::Dict(entries) => {
                for (key, value) in entries {
                    self.optional(key.as_ref());
                    self.expression(value);
                }
            }
            ExpressionKind::Starred(value)
            | ExpressionKind::Unary { operand: value, .. }
            | ExpressionKind::Not(value)
            | ExpressionKind::YieldFrom(value)
            | ExpressionKind::Await(value) => self.expression(value),
            ExpressionKind::Binary { left, right, .. } => {
                self.expression(left);
                self.expression(right);
            }
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
            ExpressionKind::Lambda(function) => self.function(function),
            ExpressionKind::Call {
                function,
                arguments,
            } => {
                self.expression(function);
                self.arguments(arguments);
            }
            ExpressionKind::Attribute { value, name } => {
                self.mention(name);
                self.expression(value);
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
                for clause in &comprehension.clauses {
                    self.expression(&clause.iterable);
                    self.expressions(&clause.conditions);
                    self.inner += 1;
                    self.target(&clause.target);
                    self.inner -= 1;
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
            }
            ExpressionKind::FormattedString(parts) => self.parts(parts),
            ExpressionKind::Walrus { name, value } => {
                self.bind(name);
                self.expression(value);
            }
            ExpressionKind::Yield(value) => self.optional(value.as_deref()),
        }
    }

    fn parts(&mut self, parts: &[FormatPart]) {
        for part in parts {
            if let FormatPart::Field {
                value,
                specification,
                ..
            } = part
            {
                self.expression(value);
                self.parts(specification);
            }
        }
    }
}

/// The name that `globals()["name"]` is.
fn global_name(value: &Expression, index: &Expression) -> Option<Name> {
    let ExpressionKind::Call {
        function,
        arguments,
    } = &value.kind
    else {
        return None;
    };
    match (&function.kind, &index.kind) {
        (ExpressionKind::Name(function), ExpressionKind::Constant(Constant::Str(name)))
            if &**function == "globals" && arguments.is_empty() =>
        {
            Some(Rc::clone(name))
        }
        _ => None,
    }
}
