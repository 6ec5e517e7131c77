//! What is Python by its grammar and yet refused for where it stands.
//!
//! Counterpart of the errors of CPython's `Python/symtable.c`, `Python/compile.c` and
//! `Python/future.c`; the sentences are theirs.

use std::rc::Rc;

use rustpython_parser::ast;
use rustpython_parser::text_size::{TextRange, TextSize};

use super::lowering::Lowering;
use super::scopes::{ScopeBuilder, ScopeKind};
use crate::python::error::PythonError;
use crate::python::syntax::{Block, Name};

/// What `from __future__ import` knows (`Lib/__future__.py`).
const FUTURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// Where the imports from `__future__` and the docstring end: at the first other statement.
pub(super) fn end_of_futures(body: &[ast::Stmt]) -> TextSize {
    use ast::Ranged;
    let first = body.iter().enumerate().find(|(index, statement)| {
        let is_docstring = *index == 0
            && matches!(statement, ast::Stmt::Expr(node) if matches!(
                &*node.value,
                ast::Expr::Constant(constant) if constant.value.is_str()
            ));
        let is_future = matches!(statement, ast::Stmt::ImportFrom(node) if is_future(node));
        !is_docstring && !is_future
    });
    first.map_or(TextSize::from(u32::MAX), |(_, statement)| {
        statement.range().start()
    })
}

fn is_future(node: &ast::StmtImportFrom) -> bool {
    node.module
        .as_ref()
        .is_some_and(|module| module.as_str() == "__future__")
        && node.level.is_none_or(|level| level.to_u32() == 0)
}

impl Lowering<'_> {
    /// The body of a loop, in which `break` and `continue` may stand.
    pub(super) fn loop_body(&mut self, body: &[ast::Stmt]) -> Result<Block, PythonError> {
        self.scope().loops += 1;
        let block = self.block(body);
        self.scope().loops -= 1;
        block
    }

    /// `break` and `continue` stand in loops only.
    pub(super) fn check_loop(
        &mut self,
        message: &str,
        range: TextRange,
    ) -> Result<(), PythonError> {
        match self.scope().loops {
            0 => Err(self.syntax_error(message, range)),
            _ => Ok(()),
        }
    }

    /// `return` stands in functions only.
    pub(super) fn check_return(&mut self, range: TextRange) -> Result<(), PythonError> {
        match self.scope().kind {
            ScopeKind::Function | ScopeKind::Coroutine => Ok(()),
            ScopeKind::Module | ScopeKind::Class | ScopeKind::Comprehension => {
                Err(self.syntax_error("'return' outside function", range))
            }
        }
    }

    /// `yield` stands in functions only, and in no comprehension.
    pub(super) fn check_yield(&mut self, range: TextRange) -> Result<(), PythonError> {
        match self.scope().kind {
            ScopeKind::Function | ScopeKind::Coroutine => Ok(()),
            ScopeKind::Module | ScopeKind::Class => {
                Err(self.syntax_error("'yield' outside function", range))
            }
            ScopeKind::Comprehension => {
                Err(self.syntax_error("'yield' inside a comprehension", range))
            }
        }
    }

    /// `await` stands in asynchronous functions only, and in their comprehensions.
    pub(super) fn check_await(&mut self, range: TextRange) -> Result<(), PythonError> {
        match self.kind_around_comprehensions() {
            ScopeKind::Coroutine => Ok(()),
            ScopeKind::Function => Err(self.syntax_error("'await' outside async function", range)),
            ScopeKind::Module | ScopeKind::Class | ScopeKind::Comprehension => {
                Err(self.syntax_error("'await' outside function", range))
            }
        }
    }

    /// `async for` and `async with` stand in asynchronous functions only.
    pub(super) fn check_asynchronous(
        &mut self,
        statement: &str,
        range: TextRange,
    ) -> Result<(), PythonError> {
        match self.scope().kind {
            ScopeKind::Coroutine => Ok(()),
            ScopeKind::Function
            | ScopeKind::Module
            | ScopeKind::Class
            | ScopeKind::Comprehension => {
                let message = format!("'{statement}' outside async function");
                Err(self.syntax_error(&message, range))
            }
        }
    }

    /// Asynchronous comprehensions stand in asynchronous functions only; generators anywhere.
    pub(super) fn check_async_comprehension(&self, range: TextRange) -> Result<(), PythonError> {
        match self.kind_around_comprehensions() {
            ScopeKind::Coroutine => Ok(()),
            ScopeKind::Function
            | ScopeKind::Module
            | ScopeKind::Class
            | ScopeKind::Comprehension => Err(self.syntax_error(
                "asynchronous comprehension outside of an asynchronous function",
                range,
            )),
        }
    }

    fn kind_around_comprehensions(&self) -> ScopeKind {
        let mut kinds = self.scopes.iter().rev().map(|scope| scope.kind);
        kinds
            .find(|kind| *kind != ScopeKind::Comprehension)
            .unwrap_or(ScopeKind::Module)
    }

    /// A name of a `global` statement.
    pub(super) fn declare_global(
        &mut self,
        name: &Name,
        range: TextRange,
    ) -> Result<(), PythonError> {
        self.check_declared(name, "global", range)?;
        if self.scope().names.nonlocals.contains(name) {
            let message = format!("name '{name}' is nonlocal and global");
            return Err(self.syntax_error(&message, range));
        }
        self.scope().names.globals.insert(Rc::clone(name));
        Ok(())
    }

    /// A name of a `nonlocal` statement; whether a function around binds it is seen when that one
    /// ends.
    pub(super) fn declare_nonlocal(
        &mut self,
        name: &Name,
        range: TextRange,
    ) -> Result<(), PythonError> {
        if self.scope().kind == ScopeKind::Module {
            let message = "nonlocal declaration not allowed at module level";
            return Err(self.syntax_error(message, range));
        }
        self.check_declared(name, "nonlocal", range)?;
        if self.scope().names.globals.contains(name) {
            let message = format!("name '{name}' is nonlocal and global");
            return Err(self.syntax_error(&message, range));
        }
        let scope = self.scope();
        scope.names.nonlocals.insert(Rc::clone(name));
        scope.sought.push((Rc::clone(name), range));
        Ok(())
    }

    fn check_declared(
        &mut self,
        name: &Name,
        statement: &str,
        range: TextRange,
    ) -> Result<(), PythonError> {
        let scope = self.scope();
        if scope.parameters.contains(name) {
            let message = format!("name '{name}' is parameter and {statement}");
            return Err(self.syntax_error(&message, range));
        }
        if scope.names.locals.contains(name) {
            let message = format!("name '{name}' is assigned to before {statement} declaration");
            return Err(self.syntax_error(&message, range));
        }
        Ok(())
    }

    /// Ends a scope, and hands what its `nonlocal` names seek to the scope around it.
    pub(super) fn leave(&mut self) -> Result<ScopeBuilder, PythonError> {
        let mut scope = self
            .scopes
            .pop()
            .expect("a scope is closed where it was opened");
        for (name, range) in std::mem::take(&mut scope.sought) {
            if scope.gives(&name) {
                continue;
            }
            if self.scope().kind == ScopeKind::Module {
                let message = format!("no binding for nonlocal '{name}' found");
                return Err(self.syntax_error(&message, range));
            }
            self.scope().sought.push((name, range));
        }
        Ok(scope)
    }

    /// `from module import names` where it is the compiler's business.
    pub(super) fn check_import_from(
        &mut self,
        node: &ast::StmtImportFrom,
    ) -> Result<(), PythonError> {
        let is_star = node.names.iter().any(|alias| alias.name.as_str() == "*");
        if is_future(node) {
            if node.range.start() >= self.end_of_futures {
                let message = "from __future__ imports must occur at the beginning of the file";
                return Err(self.syntax_error(message, node.range));
            }
            for alias in &node.names {
                let name = alias.name.as_str();
                let message = match name {
                    "braces" => "not a chance".to_owned(),
                    name if FUTURES.contains(&name) => continue,
                    name => format!("future feature {name} is not defined"),
                };
                return Err(self.syntax_error(&message, alias.range));
            }
        } else if is_star && self.scope().kind != ScopeKind::Module {
            return Err(self.syntax_error("import * only allowed at module level", node.range));
        }
        Ok(())
    }
}
