//! Modules (`Objects/moduleobject.c`).

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use super::value::{Attributes, Value};
use crate::source::SourceFile;

/// A module: a namespace, and the text it was made from.
pub struct Module {
    /// `__name__`.
    pub name: Rc<str>,
    /// The file, `<native>` for a module that has none.
    pub source: Arc<SourceFile>,
    /// What kind of module it is.
    pub kind: ModuleKind,
    /// The folders its submodules are looked for in; none where it is not a package.
    pub package_path: Vec<PathBuf>,
    /// Its global names.
    pub attributes: RefCell<Attributes>,
}

/// Where a module comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModuleKind {
    /// A file that was evaluated.
    Source,
    /// Part of the evaluator or the host; a name it lacks is opaque rather than missing.
    Native,
}

impl Module {
    /// Whether its annotations may be texts (`from __future__ import annotations`); a file that
    /// merely has both words counts.
    pub fn postpones_annotations(&self) -> bool {
        let text = self.source.text();
        text.contains("__future__") && text.contains("annotations")
    }

    /// An empty native module.
    pub fn native(name: impl Into<Rc<str>>) -> Self {
        let name = name.into();
        let source = SourceFile::new(format!("<native module {name}>"), "");
        Self {
            name,
            source: Arc::new(source),
            kind: ModuleKind::Native,
            package_path: Vec::new(),
            attributes: RefCell::default(),
        }
    }

    /// The global name `name`.
    pub fn get(&self, name: &str) -> Option<Value> {
        self.attributes.borrow().get(name).cloned()
    }

    /// Binds a global name.
    pub fn set(&self, name: impl Into<Rc<str>>, value: Value) {
        self.attributes.borrow_mut().insert(name.into(), value);
    }
}
