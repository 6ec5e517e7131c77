//! Functions, lambdas, classes and comprehensions: whatever opens a scope of its own.

use std::rc::Rc;

use rustpython_parser::ast;
use rustpython_parser::ast::Ranged;
use rustpython_parser::text_size::TextRange;

use super::lowering::Lowering;
use super::scopes::{ScopeBuilder, ScopeKind};
use crate::python::error::PythonError;
use crate::python::syntax::{
    ClassDefinition, Comprehension, ComprehensionClause, ComprehensionKind, Constant, Expression,
    ExpressionKind, FunctionDefinition, FunctionFlavour, Mode, Name, Parameter, ParameterKind,
    Statement, StatementKind,
};

/// Most functions inside one another; their qualified names grow with every one.
const MOST_SCOPES: usize = 100;

/// The parts a plain and an `async` definition have in common.
struct Definition<'a> {
    name: &'a str,
    parameters: &'a ast::Arguments,
    body: &'a [ast::Stmt],
    decorators: &'a [ast::Expr],
    returns: Option<&'a ast::Expr>,
    range: TextRange,
    mode: Mode,
}

impl Lowering<'_> {
    pub(super) fn function_statement(
        &mut self,
        node: &ast::StmtFunctionDef,
        mode: Mode,
    ) -> Result<Rc<FunctionDefinition>, PythonError> {
        self.definition(&Definition {
            name: &node.name,
            parameters: &node.args,
            body: &node.body,
            decorators: &node.decorator_list,
            returns: node.returns.as_deref(),
            range: node.range,
            mode,
        })
    }

    pub(super) fn async_function_statement(
        &mut self,
        node: &ast::StmtAsyncFunctionDef,
    ) -> Result<Rc<FunctionDefinition>, PythonError> {
        self.definition(&Definition {
            name: &node.name,
            parameters: &node.args,
            body: &node.body,
            decorators: &node.decorator_list,
            returns: node.returns.as_deref(),
            range: node.range,
            mode: Mode::Async,
        })
    }

    fn definition(&mut self, node: &Definition<'_>) -> Result<Rc<FunctionDefinition>, PythonError> {
        let name = self.name(node.name);
        self.bind(&name);
        let qualified_name = self.qualified_name(&name);
        let decorators = self.expressions(node.decorators)?;
        let parameters = self.parameters(node.parameters)?;
        let returns = match node.returns {
            Some(returns) => Some(self.annotation(returns)?),
            None => None,
        };
        let kind = match node.mode {
            Mode::Plain => ScopeKind::Function,
            Mode::Async => ScopeKind::Coroutine,
        };
        self.open(kind, &name, &parameters);
        let body = self.block(node.body);
        let scope = self.close();
        let (body, scope) = (body?, scope?);
        let flavour = match (node.mode, scope.yields > 0) {
            (Mode::Plain, false) => FunctionFlavour::Plain,
            (Mode::Plain, true) => FunctionFlavour::Generator,
            (Mode::Async, false) => FunctionFlavour::Coroutine,
            (Mode::Async, true) => FunctionFlavour::AsyncGenerator,
        };
        Ok(Rc::new(FunctionDefinition {
            name,
            qualified_name,
            parameters,
            returns,
            decorators,
            docstring: docstring(&body),
            body,
            scope: scope.finish(),
            flavour,
            span: self.span(node.range),
        }))
    }

    pub(super) fn lambda(
        &mut self,
        node: &ast::ExprLambda,
    ) -> Result<Rc<FunctionDefinition>, PythonError> {
        if self.scopes.len() > MOST_SCOPES {
            return Err(self.syntax_error("too many statically nested blocks", node.range));
        }
        let name = self.intern("<lambda>");
        let qualified_name = self.qualified_name("<lambda>");
        let parameters = self.parameters(&node.args)?;
        self.open(ScopeKind::Function, &name, &parameters);
        let value = self.expression(&node.body);
        let scope = self.close();
        let (value, scope) = (value?, scope?);
        let span = value.span;
        let suspends = scope.yields > 0;
        Ok(Rc::new(FunctionDefinition {
            name,
            qualified_name,
            parameters,
            returns: None,
            decorators: Vec::new(),
            body: Rc::new([Statement {
                kind: StatementKind::Return(Some(value)),
                span,
                suspends,
            }]),
            scope: scope.finish(),
            flavour: if suspends {
                FunctionFlavour::Generator
            } else {
                FunctionFlavour::Plain
            },
            docstring: None,
            span: self.span(node.range),
        }))
    }

    fn open(&mut self, kind: ScopeKind, name: &Name, parameters: &[Parameter]) {
        let mut scope = ScopeBuilder::new(kind);
        for parameter in parameters {
            scope.names.locals.insert(Rc::clone(&parameter.name));
            scope.parameters.push(Rc::clone(&parameter.name));
        }
        self.scopes.push(scope);
        self.qualified.push(Rc::clone(name));
        let locals = self.intern("<locals>");
        self.qualified.push(locals);
    }

    fn close(&mut self) -> Result<ScopeBuilder, PythonError> {
        self.qualified.pop();
        self.qualified.pop();
        self.leave()
    }

    fn parameters(&mut self, node: &ast::Arguments) -> Result<Vec<Parameter>, PythonError> {
        let mut parameters = Vec::new();
        for argument in &node.posonlyargs {
            parameters.push(self.parameter(argument, ParameterKind::PositionalOnly)?);
        }
        for argument in &node.args {
            parameters.push(self.parameter(argument, ParameterKind::PositionalOrKeyword)?);
        }
        if let Some(argument) = &node.vararg {
            parameters.push(self.rest(argument, ParameterKind::RestPositional)?);
        }
        for argument in &node.kwonlyargs {
            parameters.push(self.parameter(argument, ParameterKind::KeywordOnly)?);
        }
        if let Some(argument) = &node.kwarg {
            parameters.push(self.rest(argument, ParameterKind::RestKeyword)?);
        }
        Ok(parameters)
    }

    fn parameter(
        &mut self,
        argument: &ast::ArgWithDefault,
        kind: ParameterKind,
    ) -> Result<Parameter, PythonError> {
        let default = self.optional(argument.default.as_deref())?;
        Ok(Parameter {
            default,
            ..self.rest(&argument.def, kind)?
        })
    }

    fn rest(&mut self, argument: &ast::Arg, kind: ParameterKind) -> Result<Parameter, PythonError> {
        Ok(Parameter {
            name: self.name(&argument.arg),
            kind,
            default: None,
            annotation: match argument.annotation.as_deref() {
                Some(annotation) => Some(self.annotation(annotation)?),
                None => None,
            },
        })
    }

    pub(super) fn class_statement(
        &mut self,
        node: &ast::StmtClassDef,
    ) -> Result<Rc<ClassDefinition>, PythonError> {
        let name = self.name(&node.name);
        self.bind(&name);
        let qualified_name = self.qualified_name(&name);
        let decorators = self.expressions(&node.decorator_list)?;
        let arguments = self.arguments(&node.bases, &node.keywords)?;
        self.scopes.push(ScopeBuilder::new(ScopeKind::Class));
        self.classes.push(Rc::clone(&name));
        self.qualified.push(Rc::clone(&name));
        let body = self.block(&node.body);
        self.qualified.pop();
        self.classes.pop();
        let scope = self.leave();
        let (body, scope) = (body?, scope?);
        Ok(Rc::new(ClassDefinition {
            name,
            qualified_name,
            arguments,
            decorators,
            docstring: docstring(&body),
            body,
            scope: scope.finish(),
            span: self.span(node.range),
        }))
    }

    /// A comprehension; the first iterable belongs to the scope around it.
    pub(super) fn comprehension(
        &mut self,
        generators: &[ast::Comprehension],
        kind: impl FnOnce(&mut Self) -> Result<ComprehensionKind, PythonError>,
    ) -> Result<ExpressionKind, PythonError> {
        let mut first = match generators.first() {
            Some(generator) => Some(self.expression(&generator.iter)?),
            None => None,
        };
        self.scopes
            .push(ScopeBuilder::new(ScopeKind::Comprehension));
        let lowered = self.comprehension_parts(generators, &mut first, kind);
        let scope = self.leave();
        let ((clauses, kind), scope) = (lowered?, scope?);
        if let Some(generator) = generators.iter().find(|generator| generator.is_async)
            && !matches!(kind, ComprehensionKind::Generator(_))
        {
            self.check_async_comprehension(generator.target.range())?;
        }
        Ok(ExpressionKind::Comprehension(Rc::new(Comprehension {
            kind,
            clauses,
            scope: scope.finish(),
        })))
    }

    fn comprehension_parts(
        &mut self,
        generators: &[ast::Comprehension],
        first: &mut Option<Expression>,
        kind: impl FnOnce(&mut Self) -> Result<ComprehensionKind, PythonError>,
    ) -> Result<(Vec<ComprehensionClause>, ComprehensionKind), PythonError> {
        let mut clauses = Vec::new();
        for generator in generators {
            let iterable = match first.take() {
                Some(iterable) => iterable,
                None => self.expression(&generator.iter)?,
            };
            clauses.push(ComprehensionClause {
                target: self.target(&generator.target)?,
                iterable,
                conditions: self.expressions(&generator.ifs)?,
                mode: if generator.is_async {
                    Mode::Async
                } else {
                    Mode::Plain
                },
            });
        }
        Ok((clauses, kind(self)?))
    }
}

/// The value of a leading string statement.
pub(super) fn docstring(body: &[Statement]) -> Option<Rc<str>> {
    match &body.first()?.kind {
        StatementKind::Expression(Expression {
            kind: ExpressionKind::Constant(Constant::Str(text)),
            ..
        }) => Some(Rc::clone(text)),
        _ => None,
    }
}
