//! The variables of a running function, class body or module, and where names are found
//! (`Python/symtable.c` decides, `LOAD_FAST`, `LOAD_DEREF`, `LOAD_NAME` and `LOAD_GLOBAL` act).

use std::cell::RefCell;
use std::rc::Rc;

use super::class::Class;
use super::module::Module;
use super::shared::Shared;
use super::syntax::{ClassDefinition, Comprehension, FunctionDefinition, Name};
use super::value::{Attributes, Value};

/// The code a scope belongs to, which says what names it binds.
#[derive(Clone)]
pub(crate) enum ScopeCode {
    /// A module's top level: its variables are the module's attributes.
    Module,
    /// A function or lambda.
    Function(Rc<FunctionDefinition>),
    /// A comprehension or generator expression.
    Comprehension(Rc<Comprehension>),
    /// A class body.
    Class(Rc<ClassDefinition>),
}

/// The variables of code that runs.
pub(crate) struct Scope {
    /// What runs.
    pub(crate) code: ScopeCode,
    /// The module whose global names it sees.
    pub(crate) module: Shared<Module>,
    /// The scope around it.
    pub(crate) enclosing: Option<Shared<Scope>>,
    /// Its own variables; unused at a module's top level.
    pub(crate) variables: RefCell<Attributes>,
    /// The class a class body led to, for `super()` in its methods.
    pub(crate) class: RefCell<Option<Shared<Class>>>,
}

/// What looking for a name found.
pub(crate) enum Lookup {
    /// The value.
    Found(Value),
    /// A name that belongs to the running function and is not bound yet.
    Unbound,
    /// A name that belongs to a function around it and is not bound yet.
    UnboundFree,
    /// No scope of the program binds it.
    Missing,
}

impl Scope {
    /// The scope of a module's top level.
    pub(crate) fn module(module: &Shared<Module>) -> Shared<Self> {
        Shared::new(Self {
            code: ScopeCode::Module,
            module: module.clone(),
            enclosing: None,
            variables: RefCell::default(),
            class: RefCell::default(),
        })
    }

    /// A scope for `code` inside `enclosing`.
    pub(crate) fn inside(
        code: ScopeCode,
        module: &Shared<Module>,
        enclosing: Option<&Shared<Self>>,
    ) -> Shared<Self> {
        Shared::new(Self {
            code,
            module: module.clone(),
            enclosing: enclosing.cloned(),
            variables: RefCell::default(),
            class: RefCell::default(),
        })
    }

    fn binds(&self, name: &str) -> bool {
        match &self.code {
            ScopeCode::Module | ScopeCode::Class(_) => false,
            ScopeCode::Function(definition) => definition.scope.locals.contains(name),
            ScopeCode::Comprehension(comprehension) => comprehension.scope.locals.contains(name),
        }
    }

    fn declares_global(&self, name: &str) -> bool {
        match &self.code {
            ScopeCode::Module => true,
            ScopeCode::Class(definition) => definition.scope.globals.contains(name),
            ScopeCode::Function(definition) => definition.scope.globals.contains(name),
            ScopeCode::Comprehension(_) => false,
        }
    }

    /// The nearest scope around this one that is a function's (or comprehension's) and binds `name`.
    fn owner_around(&self, name: &str) -> Option<Shared<Self>> {
        let mut next = self.enclosing.clone();
        while let Some(scope) = next {
            if scope.binds(name) {
                return Some(scope);
            }
            if scope.declares_global(name) && !matches!(scope.code, ScopeCode::Class(_)) {
                return None;
            }
            next = scope.enclosing.clone();
        }
        None
    }

    /// Finds a name as code in this scope sees it, builtins excepted.
    pub(crate) fn lookup(&self, name: &str) -> Lookup {
        if self.binds(name) {
            return match self.variables.borrow().get(name) {
                Some(value) => Lookup::Found(value.clone()),
                None => Lookup::Unbound,
            };
        }
        if matches!(self.code, ScopeCode::Class(_))
            && let Some(value) = self.variables.borrow().get(name)
        {
            return Lookup::Found(value.clone());
        }
        if !self.declares_global(name)
            && let Some(owner) = self.owner_around(name)
        {
            return match owner.variables.borrow().get(name) {
                Some(value) => Lookup::Found(value.clone()),
                None => Lookup::UnboundFree,
            };
        }
        match self.module.attributes.borrow().get(name) {
            Some(value) => Lookup::Found(value.clone()),
            None => Lookup::Missing,
        }
    }

    /// Binds a name as an assignment in this scope does.
    pub(crate) fn assign(&self, name: &Name, value: Value) {
        if self.binds(name) {
            self.variables.borrow_mut().insert(Rc::clone(name), value);
            return;
        }
        match &self.code {
            ScopeCode::Class(definition)
                if !definition.scope.globals.contains(name)
                    && !definition.scope.nonlocals.contains(name) =>
            {
                self.variables.borrow_mut().insert(Rc::clone(name), value);
            }
            ScopeCode::Module
            | ScopeCode::Class(_)
            | ScopeCode::Function(_)
            | ScopeCode::Comprehension(_) => {
                if !self.declares_global(name)
                    && let Some(owner) = self.owner_around(name)
                {
                    owner.variables.borrow_mut().insert(Rc::clone(name), value);
                } else {
                    self.module.set(Rc::clone(name), value);
                }
            }
        }
    }

    /// Binds a name as `:=` does: in the scope around any comprehensions.
    pub(crate) fn assign_walrus(&self, name: &Name, value: Value) {
        let is_comprehension = matches!(self.code, ScopeCode::Comprehension(_));
        match &self.enclosing {
            Some(around) if is_comprehension => around.assign_walrus(name, value),
            _ => self.assign(name, value),
        }
    }

    /// Unbinds a name; `false` where it is not bound.
    pub(crate) fn delete(&self, name: &str) -> bool {
        let own = self.binds(name) || matches!(self.code, ScopeCode::Class(_));
        if own && !self.declares_global(name) {
            return self.variables.borrow_mut().shift_remove(name).is_some();
        }
        if !self.declares_global(name)
            && let Some(owner) = self.owner_around(name)
        {
            return owner.variables.borrow_mut().shift_remove(name).is_some();
        }
        self.module
            .attributes
            .borrow_mut()
            .shift_remove(name)
            .is_some()
    }

    /// The variables `locals()` shows.
    pub(crate) fn locals(&self) -> Attributes {
        match self.code {
            ScopeCode::Module => self.module.attributes.borrow().clone(),
            ScopeCode::Function(_) | ScopeCode::Comprehension(_) | ScopeCode::Class(_) => {
                self.variables.borrow().clone()
            }
        }
    }
}
