//! Classes of SQLAlchemy and Alembic as Python sees them: callable, and known to `isinstance`.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::python::{
    Arguments, BuiltinType, Class, ClassKind, Constructor, Interpreter, PythonError, Shared, Value,
};

use super::host_context::Host;

/// What makes the instances of a native class; it is told the class that was called.
pub(crate) type HostConstructor =
    fn(&Rc<Host>, &mut Interpreter, &Shared<Class>, Arguments) -> Result<Value, PythonError>;

/// A native class called `name` of `module` with these direct bases, `object` where there is none.
pub(crate) fn native_class(
    cx: &Interpreter,
    name: &str,
    module: &str,
    bases: &[Shared<Class>],
    constructor: Rc<Constructor>,
) -> Shared<Class> {
    let bases = if bases.is_empty() {
        vec![cx.builtin_class(BuiltinType::Object)]
    } else {
        bases.to_vec()
    };
    Shared::new(Class {
        name: name.into(),
        qualified_name: name.into(),
        module: module.into(),
        ancestors: linearized(&bases),
        bases,
        attributes: RefCell::default(),
        kind: ClassKind::Library,
        constructor: Some(constructor),
        hook: None,
        body: OnceCell::new(),
    })
}

/// The ancestors of a class with these bases: each once, in front of its own ancestors.
pub(crate) fn linearized(bases: &[Shared<Class>]) -> Vec<Shared<Class>> {
    let mut ancestors: Vec<Shared<Class>> = Vec::new();
    for base in bases {
        for class in std::iter::once(base).chain(&base.ancestors) {
            ancestors.retain(|known| !Shared::is(known, class));
            ancestors.push(class.clone());
        }
    }
    ancestors
}

/// A constructor that runs `construct` for the class itself and refuses classes derived from it.
pub(crate) fn host_constructor(host: &Rc<Host>, construct: HostConstructor) -> Rc<Constructor> {
    let host = host.weak();
    Rc::new(move |cx, class, arguments| {
        if class.kind != ClassKind::Library {
            return Err(PythonError::unsupported(format!(
                "the class {}, derived from a class of SQLAlchemy",
                class.name
            )));
        }
        let host = host
            .upgrade()
            .expect("the modules that refer to the shared state outlive every call");
        construct(&host, cx, class, arguments)
    })
}

/// A constructor for classes that exist to be named, as in annotations and `isinstance`.
pub(crate) fn no_constructor() -> Rc<Constructor> {
    Rc::new(|_, class, _| {
        Err(PythonError::unsupported(format!(
            "making a {}.{}",
            class.module, class.name
        )))
    })
}
