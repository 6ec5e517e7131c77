//! Scopes while their code is being lowered.

use rustpython_parser::text_size::TextRange;

use crate::python::syntax::{Name, ScopeNames};

/// What a scope is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Function,
    /// An `async def`.
    Coroutine,
    Comprehension,
    Class,
}

/// A scope while its code is being lowered.
pub(super) struct ScopeBuilder {
    pub(super) kind: ScopeKind,
    pub(super) names: ScopeNames,
    /// The names of a function's parameters.
    pub(super) parameters: Vec<Name>,
    /// Names that are `nonlocal` here or further in, and not found yet.
    pub(super) sought: Vec<(Name, TextRange)>,
    /// `yield`s seen so far.
    pub(super) yields: usize,
    /// The loops around the statement that is being lowered.
    pub(super) loops: usize,
}

impl ScopeBuilder {
    pub(super) fn new(kind: ScopeKind) -> Self {
        Self {
            kind,
            names: ScopeNames::default(),
            parameters: Vec::new(),
            sought: Vec::new(),
            yields: 0,
            loops: 0,
        }
    }

    /// Whether a `nonlocal` further in finds `name` here.
    pub(super) fn gives(&self, name: &Name) -> bool {
        matches!(self.kind, ScopeKind::Function | ScopeKind::Coroutine)
            && self.names.locals.contains(name)
            && !self.names.globals.contains(name)
            && !self.names.nonlocals.contains(name)
    }

    pub(super) fn finish(mut self) -> ScopeNames {
        let (globals, nonlocals) = (&self.names.globals, &self.names.nonlocals);
        self.names
            .locals
            .retain(|name| !globals.contains(name) && !nonlocals.contains(name));
        self.names
    }
}
