//! The class objects of Python's own types and exceptions, and the resolution order of classes.

use std::cell::OnceCell;
use std::rc::Rc;

use super::builtins;
use super::class::{BuiltinType, Class, ClassKind, Constructor};
use super::error::PythonError;
use super::exceptions::ExceptionClass;
use super::shared::Shared;
use super::value::Attributes;

/// Every builtin class, made once per interpreter.
pub(crate) struct Types {
    builtin: Vec<Shared<Class>>,
    exceptions: Vec<Shared<Class>>,
}

impl Types {
    pub(crate) fn new() -> Self {
        let mut builtin: Vec<Shared<Class>> = Vec::new();
        for kind in BuiltinType::ALL {
            let bases = match kind {
                BuiltinType::Object => Vec::new(),
                BuiltinType::Bool => vec![builtin[BuiltinType::Int as usize].clone()],
                _ => vec![builtin[BuiltinType::Object as usize].clone()],
            };
            builtin.push(Self::class(
                kind.name(),
                ClassKind::Builtin(*kind),
                bases,
                builtins::methods(*kind),
                builtins::constructor(*kind),
            ));
        }
        let object = builtin[BuiltinType::Object as usize].clone();
        let mut exceptions: Vec<Shared<Class>> = Vec::new();
        for class in ExceptionClass::ALL {
            let base = match class.parent() {
                Some(parent) => exceptions[parent as usize].clone(),
                None => object.clone(),
            };
            let methods = match class {
                ExceptionClass::BaseException => builtins::exception_methods(),
                _ => Attributes::new(),
            };
            exceptions.push(Self::class(
                class.name(),
                ClassKind::Exception(*class),
                vec![base],
                methods,
                None,
            ));
        }
        Self {
            builtin,
            exceptions,
        }
    }

    fn class(
        name: &str,
        kind: ClassKind,
        bases: Vec<Shared<Class>>,
        attributes: Attributes,
        constructor: Option<Rc<Constructor>>,
    ) -> Shared<Class> {
        let ancestors = bases
            .first()
            .map(|base| {
                let mut ancestors = vec![base.clone()];
                ancestors.extend(base.ancestors.iter().cloned());
                ancestors
            })
            .unwrap_or_default();
        Shared::new(Class {
            name: name.into(),
            qualified_name: name.into(),
            module: "builtins".into(),
            bases,
            ancestors,
            attributes: attributes.into(),
            kind,
            constructor,
            hook: None,
            body: OnceCell::new(),
        })
    }

    pub(crate) fn builtin(&self, kind: BuiltinType) -> Shared<Class> {
        self.builtin[kind as usize].clone()
    }

    pub(crate) fn exception(&self, class: ExceptionClass) -> Shared<Class> {
        self.exceptions[class as usize].clone()
    }
}

/// The ancestors of a class with these bases: C3 linearisation, as CPython's `mro_implementation`.
pub(crate) fn linearise(bases: &[Shared<Class>]) -> Result<Vec<Shared<Class>>, PythonError> {
    for (index, base) in bases.iter().enumerate() {
        if bases[..index].iter().any(|other| Shared::is(other, base)) {
            return Err(PythonError::type_error(format!(
                "duplicate base class {}",
                base.name
            )));
        }
    }
    let mut sequences: Vec<Vec<Shared<Class>>> = bases
        .iter()
        .map(|base| {
            let mut line = vec![base.clone()];
            line.extend(base.ancestors.iter().cloned());
            line
        })
        .collect();
    sequences.push(bases.to_vec());
    let mut order = Vec::new();
    loop {
        sequences.retain(|line| !line.is_empty());
        if sequences.is_empty() {
            return Ok(order);
        }
        let next = sequences
            .iter()
            .map(|line| line[0].clone())
            .find(|candidate| {
                !sequences
                    .iter()
                    .any(|line| line[1..].iter().any(|class| Shared::is(class, candidate)))
            });
        let Some(next) = next else {
            let names: Vec<&str> = bases.iter().map(|base| &*base.name).collect();
            return Err(PythonError::type_error(format!(
                "Cannot create a consistent method resolution\norder (MRO) for bases {}",
                names.join(", ")
            )));
        };
        for line in &mut sequences {
            if Shared::is(&line[0], &next) {
                line.remove(0);
            }
        }
        order.push(next);
    }
}
