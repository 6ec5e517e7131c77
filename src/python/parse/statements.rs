//! Statements.

use rustpython_parser::ast;

use super::lowering::Lowering;
use crate::python::error::PythonError;
use crate::python::syntax::{Alias, Handler, Mode, Statement, StatementKind, Try, WithItem};

impl Lowering<'_> {
    pub(super) fn statement(&mut self, statement: &ast::Stmt) -> Result<Statement, PythonError> {
        use ast::Ranged;
        let range = statement.range();
        self.check_depth(range)?;
        let yields = self.scope().yields;
        let kind = self.statement_kind(statement)?;
        Ok(Statement {
            kind,
            span: self.span(range),
            suspends: self.scope().yields > yields,
        })
    }

    fn statement_kind(&mut self, statement: &ast::Stmt) -> Result<StatementKind, PythonError> {
        Ok(match statement {
            ast::Stmt::Expr(node) => StatementKind::Expression(self.expression(&node.value)?),
            ast::Stmt::Assign(node) => {
                let value = self.expression(&node.value)?;
                let targets = self.targets(&node.targets)?;
                StatementKind::Assign { targets, value }
            }
            ast::Stmt::AnnAssign(node) => {
                let value = self.optional(node.value.as_deref())?;
                StatementKind::AnnotatedAssign {
                    target: self.target(&node.target)?,
                    annotation: self.annotation(&node.annotation)?,
                    value,
                }
            }
            ast::Stmt::AugAssign(node) => StatementKind::AugmentedAssign {
                target: self.augmented_target(&node.target)?,
                operator: super::expressions::binary_operator(node.op),
                value: self.expression(&node.value)?,
            },
            ast::Stmt::Delete(node) => StatementKind::Delete(self.targets(&node.targets)?),
            ast::Stmt::Return(node) => {
                self.check_return(node.range)?;
                StatementKind::Return(self.optional(node.value.as_deref())?)
            }
            ast::Stmt::Raise(node) => StatementKind::Raise {
                exception: self.optional(node.exc.as_deref())?,
                cause: self.optional(node.cause.as_deref())?,
            },
            ast::Stmt::Assert(node) => StatementKind::Assert {
                test: self.expression(&node.test)?,
                message: self.optional(node.msg.as_deref())?,
            },
            ast::Stmt::Pass(_) => StatementKind::Pass,
            ast::Stmt::Break(node) => {
                self.check_loop("'break' outside loop", node.range)?;
                StatementKind::Break
            }
            ast::Stmt::Continue(node) => {
                self.check_loop("'continue' not properly in loop", node.range)?;
                StatementKind::Continue
            }
            ast::Stmt::Global(node) => {
                for name in &node.names {
                    let name = self.name(name);
                    self.declare_global(&name, node.range)?;
                }
                StatementKind::Pass
            }
            ast::Stmt::Nonlocal(node) => {
                for name in &node.names {
                    let name = self.name(name);
                    self.declare_nonlocal(&name, node.range)?;
                }
                StatementKind::Pass
            }
            ast::Stmt::Import(node) => {
                let mut names = Vec::new();
                for alias in &node.names {
                    let alias = self.alias(alias);
                    let bound = match &alias.alias {
                        Some(name) => name.clone(),
                        None => self.intern(alias.name.split('.').next().unwrap_or_default()),
                    };
                    self.bind(&bound);
                    names.push(alias);
                }
                StatementKind::Import(names)
            }
            ast::Stmt::ImportFrom(node) => {
                self.check_import_from(node)?;
                let module = node.module.as_ref().map(|module| self.intern(module));
                let level = node.level.map_or(0, |level| level.to_usize());
                let mut names = Vec::new();
                if !node.names.iter().any(|alias| alias.name.as_str() == "*") {
                    for alias in &node.names {
                        let alias = self.alias(alias);
                        let bound = alias.alias.clone().unwrap_or_else(|| alias.name.clone());
                        self.bind(&bound);
                        names.push(alias);
                    }
                }
                StatementKind::ImportFrom {
                    module,
                    level,
                    names,
                }
            }
            ast::Stmt::If(node) => self.if_statement(node)?,
            ast::Stmt::While(node) => StatementKind::While {
                test: self.expression(&node.test)?,
                body: self.loop_body(&node.body)?,
                otherwise: self.block(&node.orelse)?,
            },
            ast::Stmt::For(node) => self.for_statement(
                &node.target,
                &node.iter,
                &node.body,
                &node.orelse,
                Mode::Plain,
            )?,
            ast::Stmt::AsyncFor(node) => {
                self.check_asynchronous("async for", node.range)?;
                self.for_statement(
                    &node.target,
                    &node.iter,
                    &node.body,
                    &node.orelse,
                    Mode::Async,
                )?
            }
            ast::Stmt::With(node) => self.with_statement(&node.items, &node.body, Mode::Plain)?,
            ast::Stmt::AsyncWith(node) => {
                self.check_asynchronous("async with", node.range)?;
                self.with_statement(&node.items, &node.body, Mode::Async)?
            }
            ast::Stmt::Try(node) => self.try_statement(node)?,
            ast::Stmt::TryStar(_) => StatementKind::Unsupported("except*"),
            ast::Stmt::TypeAlias(_) => StatementKind::Unsupported("the type statement"),
            ast::Stmt::Match(node) => self.match_statement(node)?,
            ast::Stmt::FunctionDef(node) => {
                StatementKind::Function(self.function_statement(node, Mode::Plain)?)
            }
            ast::Stmt::AsyncFunctionDef(node) => {
                StatementKind::Function(self.async_function_statement(node)?)
            }
            ast::Stmt::ClassDef(node) => StatementKind::Class(self.class_statement(node)?),
        })
    }

    /// An `if` with its `elif`s, which the parser nests, made flat.
    fn if_statement(&mut self, node: &ast::StmtIf) -> Result<StatementKind, PythonError> {
        let mut branches = Vec::new();
        let mut current = node;
        loop {
            let test = self.expression(&current.test)?;
            let body = self.block(&current.body)?;
            branches.push((test, body));
            match current.orelse.as_slice() {
                [ast::Stmt::If(next)] => current = next,
                otherwise => {
                    let otherwise = self.block(otherwise)?;
                    return Ok(StatementKind::If {
                        branches,
                        otherwise,
                    });
                }
            }
        }
    }

    fn for_statement(
        &mut self,
        target: &ast::Expr,
        iterable: &ast::Expr,
        body: &[ast::Stmt],
        otherwise: &[ast::Stmt],
        mode: Mode,
    ) -> Result<StatementKind, PythonError> {
        Ok(StatementKind::For {
            iterable: self.expression(iterable)?,
            target: self.target(target)?,
            body: self.loop_body(body)?,
            otherwise: self.block(otherwise)?,
            mode,
        })
    }

    fn with_statement(
        &mut self,
        items: &[ast::WithItem],
        body: &[ast::Stmt],
        mode: Mode,
    ) -> Result<StatementKind, PythonError> {
        let mut lowered = Vec::new();
        for item in items {
            lowered.push(WithItem {
                manager: self.expression(&item.context_expr)?,
                target: match item.optional_vars.as_deref() {
                    Some(target) => Some(self.target(target)?),
                    None => None,
                },
            });
        }
        Ok(StatementKind::With {
            items: lowered,
            body: self.block(body)?,
            mode,
        })
    }

    fn try_statement(&mut self, node: &ast::StmtTry) -> Result<StatementKind, PythonError> {
        let body = self.block(&node.body)?;
        let mut handlers = Vec::new();
        for (index, handler) in node.handlers.iter().enumerate() {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            if handler.type_.is_none() && index + 1 < node.handlers.len() {
                return Err(self.syntax_error("default 'except:' must be last", handler.range));
            }
            let class = self.optional(handler.type_.as_deref())?;
            let name = handler.name.as_ref().map(|name| self.name(name));
            if let Some(name) = &name {
                self.bind(name);
            }
            handlers.push(Handler {
                class,
                name,
                body: self.block(&handler.body)?,
            });
        }
        Ok(StatementKind::Try(Box::new(Try {
            body,
            handlers,
            otherwise: self.block(&node.orelse)?,
            finally: self.block(&node.finalbody)?,
        })))
    }

    fn alias(&mut self, alias: &ast::Alias) -> Alias {
        Alias {
            name: self.intern(&alias.name),
            alias: alias.asname.as_ref().map(|name| self.name(name)),
            span: self.span(alias.range),
        }
    }
}
