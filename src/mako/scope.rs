//! Which names a function of the generated module must look up when it begins
//! (`mako.codegen._Identifiers`).

use std::rc::Rc;

use indexmap::IndexMap;

use super::names::{NameSet, Names};
use super::nodes::{Callable, CallableKind, Level, Node};
use crate::python::syntax::Name;
use crate::source::Span;

/// Functions of a template by their names.
pub(super) type Callables = IndexMap<Name, Rc<Callable>>;

/// Names that mean something in every template.
pub(super) const RESERVED: [&str; 4] = ["context", "loop", "UNDEFINED", "STOP_RENDERING"];

/// What a scope is made for.
#[derive(Clone, Copy)]
pub(super) enum Owner<'a> {
    /// The template itself.
    Template(&'a [Node]),
    /// One of its functions.
    Callable(&'a Rc<Callable>),
}

/// Whether a function sees the names that the one around it looks up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closure {
    /// It does: it is written inside of it.
    Inside,
    /// It does not: it stands beside it.
    Beside,
}

/// What is known about the names of one function.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    /// Known from outside.
    declared: NameSet,
    /// Used and not known: to be looked up.
    pub(super) undeclared: NameSet,
    /// Assigned, or parameters.
    pub(super) assigned: NameSet,
    /// Parameters.
    pub(super) parameters: NameSet,
    /// Functions of the whole template.
    pub(super) top_level: Callables,
    /// Functions written inside this one.
    pub(super) closures: Callables,
}

/// Why there can be no such scope.
#[derive(Debug)]
pub(super) struct Conflict {
    /// Where.
    pub(super) span: Span,
    /// What is wrong.
    pub(super) sentence: String,
}

impl Scope {
    /// The scope of the generated module, whose code assigns `names`.
    pub(super) fn module(names: impl IntoIterator<Item = Name>) -> Self {
        Self {
            declared: names.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Makes the template's own functions known, and the names every template has.
    pub(super) fn declare_template(&mut self, top_level: Callables) {
        self.top_level = top_level;
        for name in ["UNDEFINED", "STOP_RENDERING"] {
            self.declared.insert(name.into());
        }
    }

    /// The scope of `owner`, whose surroundings are `self`.
    pub(super) fn branch(&self, owner: Owner<'_>, closure: Closure) -> Result<Self, Conflict> {
        let mut declared = self.declared.clone();
        declared.extend(self.closures.values().map(|callable| callable.name.clone()));
        declared.extend(self.assigned.iter().cloned());
        declared.extend(self.parameters.iter().cloned());
        match closure {
            Closure::Inside => declared.extend(self.undeclared.iter().cloned()),
            Closure::Beside => {}
        }
        let mut scope = Self {
            declared,
            top_level: self.top_level.clone(),
            ..Self::default()
        };
        match owner {
            Owner::Template(nodes) => scope.nodes(nodes, owner)?,
            Owner::Callable(callable) => scope.callable(callable, owner)?,
        }
        Ok(scope)
    }

    /// All functions that may be called by name.
    pub(super) fn callables(&self) -> Callables {
        let mut callables = self.top_level.clone();
        callables.extend(self.closures.clone());
        callables
    }

    fn nodes(&mut self, nodes: &[Node], owner: Owner<'_>) -> Result<(), Conflict> {
        for node in nodes {
            match node {
                Node::Text { .. } => {}
                Node::Expression(substitution) => self.use_names(&substitution.used),
                Node::Control(clauses) => {
                    for clause in clauses {
                        self.check(&clause.names, clause.span)?;
                        self.nodes(&clause.body, owner)?;
                    }
                }
                Node::Code(code) => self.check(&code.names, code.span)?,
                Node::RawText { used, .. } => self.use_names(used),
                Node::Page(page) => {
                    for name in page.signature.names() {
                        self.parameters.insert(name.clone());
                        self.assigned.insert(name.clone());
                    }
                }
                Node::Callable(callable) => self.callable(callable, owner)?,
            }
        }
        Ok(())
    }

    fn check(&mut self, names: &Names, span: Span) -> Result<(), Conflict> {
        self.use_names(&names.used);
        if let Some(name) = RESERVED.iter().find(|name| names.assigned.contains(**name)) {
            let sentence = format!("'{name}' is a name of Mako and may not be assigned");
            return Err(Conflict { span, sentence });
        }
        self.assigned.extend(names.assigned.iter().cloned());
        Ok(())
    }

    fn use_names(&mut self, used: &NameSet) {
        for name in used {
            let is_known = &**name == "context"
                || self.declared.contains(name)
                || self.assigned.contains(name);
            if !is_known {
                self.undeclared.insert(name.clone());
            }
        }
    }

    fn callable(&mut self, callable: &Rc<Callable>, owner: Owner<'_>) -> Result<(), Conflict> {
        let is_owner = matches!(owner, Owner::Callable(own) if Rc::ptr_eq(own, callable));
        if callable.kind == CallableKind::NamedBlock
            && !is_owner
            && let Owner::Callable(own) = owner
            && own.kind == CallableKind::Definition
        {
            return Err(Conflict {
                span: callable.span,
                sentence: format!(
                    "the named block '{}' may not stand inside of the function '{}'",
                    callable.name, own.name
                ),
            });
        }
        let is_block = callable.kind != CallableKind::Definition;
        if callable.kind == CallableKind::NamedBlock {
            self.undeclared.insert(callable.name.clone());
        }
        let is_top_level = match callable.kind {
            CallableKind::Definition => callable.level == Level::Root,
            CallableKind::NamedBlock => true,
            CallableKind::AnonymousBlock => false,
        };
        if is_top_level {
            declare(&mut self.top_level, callable)?;
        } else if !is_owner {
            declare(&mut self.closures, callable)?;
        }
        self.use_names(&callable.used);
        if is_owner || is_block {
            self.parameters.extend(callable.signature.names().cloned());
            self.nodes(&callable.body, owner)?;
        }
        Ok(())
    }
}

fn declare(callables: &mut Callables, callable: &Rc<Callable>) -> Result<(), Conflict> {
    let before = callables.insert(callable.name.clone(), Rc::clone(callable));
    let is_block = |callable: &Callable| callable.kind != CallableKind::Definition;
    match before {
        Some(before)
            if !Rc::ptr_eq(&before, callable) && (is_block(&before) || is_block(callable)) =>
        {
            let sentence = match callable.kind {
                CallableKind::AnonymousBlock => {
                    "two blocks without names begin in one line".to_owned()
                }
                CallableKind::Definition | CallableKind::NamedBlock => {
                    format!("there is a function or block '{}' already", callable.name)
                }
            };
            let span = callable.span;
            Err(Conflict { span, sentence })
        }
        _ => Ok(()),
    }
}
