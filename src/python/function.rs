//! Functions written in Python, and functions bound to a receiver (`Objects/funcobject.c`).

use std::cell::RefCell;
use std::rc::Rc;

use super::module::Module;
use super::scope::Scope;
use super::shared::Shared;
use super::syntax::FunctionDefinition;
use super::value::{Attributes, Value};
use crate::source::Origin;

/// A function written in Python, with what it captured when its `def` was executed.
pub struct Function {
    /// The text of the function.
    pub definition: Rc<FunctionDefinition>,
    /// The defaults, one per parameter, as evaluated at the definition.
    pub defaults: Vec<Option<Value>>,
    /// The scope of the function around it.
    pub(crate) enclosing: Option<Shared<Scope>>,
    /// The module it was defined in: its global names.
    pub module: Shared<Module>,
    /// `__name__`, `__doc__` and whatever else was set on it.
    pub attributes: RefCell<Attributes>,
}

impl Function {
    /// Where it was defined.
    pub fn origin(&self) -> Origin {
        Origin::new(
            std::sync::Arc::clone(&self.module.source),
            self.definition.span,
        )
    }
}

/// A function and the receiver it passes first.
pub struct BoundMethod {
    /// `__self__`.
    pub receiver: Value,
    /// `__func__`.
    pub function: Value,
}
