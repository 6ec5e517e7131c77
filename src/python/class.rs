//! Classes and their instances (`Objects/typeobject.c`).

use std::cell::{OnceCell, RefCell};
use std::fmt;
use std::rc::Rc;

use super::arguments::Arguments;
use super::error::PythonError;
use super::exceptions::ExceptionClass;
use super::interpreter::Interpreter;
use super::module::Module;
use super::scope::Scope;
use super::shared::Shared;
use super::syntax::ClassDefinition;
use super::value::{Attributes, Value};

/// What `Class(arguments)` runs for a class with native instances; it is told the class that was
/// called, which may be derived from the one the code belongs to.
pub type Constructor =
    dyn Fn(&mut Interpreter, &Shared<Class>, Arguments) -> Result<Value, PythonError>;

/// A class.
pub struct Class {
    /// `__name__`.
    pub name: Rc<str>,
    /// `__qualname__`.
    pub qualified_name: Rc<str>,
    /// `__module__`.
    pub module: Rc<str>,
    /// The direct bases.
    pub bases: Vec<Shared<Class>>,
    /// `__mro__` without the class itself.
    pub ancestors: Vec<Shared<Class>>,
    /// What its body bound, and what was set since.
    pub attributes: RefCell<Attributes>,
    /// What kind of class it is.
    pub kind: ClassKind,
    /// How native instances are made; a class without one asks its ancestors.
    pub constructor: Option<Rc<Constructor>>,
    /// What a native class has to say about the classes derived from it.
    pub hook: Option<Rc<dyn ClassHook>>,
    /// The class statement it came from.
    pub(crate) body: OnceCell<ClassBody>,
}

/// What a native class has to say about the classes derived from it (the `__init__` and
/// `__setattr__` of a metaclass).
pub trait ClassHook {
    /// A class was derived.
    fn made(
        &self,
        cx: &mut Interpreter,
        class: &Shared<Class>,
        keywords: &[(Rc<str>, Value)],
    ) -> Result<(), PythonError>;

    /// A class called `name` with these bases could not be derived while a file was loaded, for
    /// `reason`; it has become opaque.
    fn failed(&self, bases: &[Value], name: &str, reason: &str);

    /// Whether a derived class may lose the attribute `name` now; an error where it may not.
    fn delete(&self, class: &Shared<Class>, name: &str) -> Result<(), PythonError>;

    /// Whether a derived class may get the attribute `name` now; an error where it may not.
    fn set(
        &self,
        cx: &mut Interpreter,
        class: &Shared<Class>,
        name: &str,
        value: &Value,
    ) -> Result<(), PythonError>;
}

/// Classes whose base has a say in them are made by `class` statements only.
pub(crate) fn refuse_hooked(
    bases: &[Shared<Class>],
    name: &str,
    function: &str,
) -> Result<(), PythonError> {
    let hook_of = |base: &Shared<Class>| base.hook.clone().or_else(|| base.inherited_hook());
    let Some(hook) = bases.iter().find_map(hook_of) else {
        return Ok(());
    };
    let bases: Vec<Value> = bases.iter().cloned().map(Value::Class).collect();
    let reason = format!("it is made by {function}");
    hook.failed(&bases, name, &reason);
    Err(PythonError::unsupported(format!(
        "making the mapped class {name} by {function}"
    )))
}

/// A class statement and the scope its body ran in.
pub(crate) struct ClassBody {
    pub(crate) definition: Rc<ClassDefinition>,
    pub(crate) scope: Shared<Scope>,
}

/// The kinds of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassKind {
    /// One of Python's own types.
    Builtin(BuiltinType),
    /// A builtin exception.
    Exception(ExceptionClass),
    /// A class of a native module of the standard library.
    Native,
    /// A class of a library of the host's, of which only a part is known.
    Library,
    /// Written in Python.
    Python,
    /// Derived from `enum.Enum`; its members are made once.
    Enumeration,
}

/// Python's own types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the type of the same name")]
pub enum BuiltinType {
    Object,
    Type,
    NoneType,
    NotImplementedType,
    EllipsisType,
    Int,
    Bool,
    Float,
    Str,
    Bytes,
    List,
    Tuple,
    Dict,
    MappingProxy,
    DictKeys,
    DictValues,
    DictItems,
    Set,
    FrozenSet,
    Range,
    Slice,
    Function,
    BuiltinFunction,
    Method,
    Module,
    Property,
    ClassMethod,
    StaticMethod,
    CachedProperty,
    GetSetDescriptor,
    Super,
    Iterator,
    Generator,
    Coroutine,
}

impl BuiltinType {
    /// Every type, `object` first.
    pub const ALL: &'static [Self] = &[
        Self::Object,
        Self::Type,
        Self::NoneType,
        Self::NotImplementedType,
        Self::EllipsisType,
        Self::Int,
        Self::Bool,
        Self::Float,
        Self::Str,
        Self::Bytes,
        Self::List,
        Self::Tuple,
        Self::Dict,
        Self::MappingProxy,
        Self::DictKeys,
        Self::DictValues,
        Self::DictItems,
        Self::Set,
        Self::FrozenSet,
        Self::Range,
        Self::Slice,
        Self::Function,
        Self::BuiltinFunction,
        Self::Method,
        Self::Module,
        Self::Property,
        Self::ClassMethod,
        Self::StaticMethod,
        Self::CachedProperty,
        Self::GetSetDescriptor,
        Self::Super,
        Self::Iterator,
        Self::Generator,
        Self::Coroutine,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Type => "type",
            Self::NoneType => "NoneType",
            Self::NotImplementedType => "NotImplementedType",
            Self::EllipsisType => "ellipsis",
            Self::Int => "int",
            Self::Bool => "bool",
            Self::Float => "float",
            Self::Str => "str",
            Self::Bytes => "bytes",
            Self::List => "list",
            Self::Tuple => "tuple",
            Self::Dict => "dict",
            Self::MappingProxy => "mappingproxy",
            Self::DictKeys => "dict_keys",
            Self::DictValues => "dict_values",
            Self::DictItems => "dict_items",
            Self::Set => "set",
            Self::FrozenSet => "frozenset",
            Self::Range => "range",
            Self::Slice => "slice",
            Self::Function => "function",
            Self::BuiltinFunction => "builtin_function_or_method",
            Self::Method => "method",
            Self::Module => "module",
            Self::Property => "property",
            Self::ClassMethod => "classmethod",
            Self::StaticMethod => "staticmethod",
            Self::CachedProperty => "cached_property",
            Self::GetSetDescriptor => "getset_descriptor",
            Self::Super => "super",
            Self::Iterator => "iterator",
            Self::Generator => "generator",
            Self::Coroutine => "coroutine",
        }
    }
}

impl Class {
    /// Looks `name` up in the class and its ancestors, without binding.
    pub fn lookup(&self, name: &str) -> Option<Value> {
        if let Some(value) = self.attributes.borrow().get(name) {
            return Some(value.clone());
        }
        self.ancestors
            .iter()
            .find_map(|class| class.attributes.borrow().get(name).cloned())
    }

    /// Looks `name` up as [`Self::lookup`], but only in what was written in Python.
    pub fn lookup_python(&self, name: &str) -> Option<Value> {
        let own = |class: &Class| match class.kind {
            ClassKind::Python | ClassKind::Enumeration => {
                class.attributes.borrow().get(name).cloned()
            }
            ClassKind::Builtin(_)
            | ClassKind::Exception(_)
            | ClassKind::Native
            | ClassKind::Library => None,
        };
        own(self).or_else(|| self.ancestors.iter().find_map(|class| own(class)))
    }

    /// The module whose file has the class statement with annotations, and whether that stands in
    /// a function.
    pub fn place(&self) -> Option<(&Shared<Module>, bool)> {
        let scope = &self.body.get()?.scope;
        Some((&scope.module, scope.enclosing.is_some()))
    }

    /// The hook of the nearest ancestor that has one.
    pub(crate) fn inherited_hook(&self) -> Option<Rc<dyn ClassHook>> {
        let mut ancestors = self.ancestors.iter();
        ancestors.find_map(|class| class.hook.clone())
    }

    /// Whether it is `class` or derived from it.
    pub fn derives_from(&self, class: &Shared<Class>) -> bool {
        std::ptr::eq(self, &raw const **class)
            || self
                .ancestors
                .iter()
                .any(|ancestor| Shared::is(ancestor, class))
    }

    /// Whether it is derived from the builtin exception `class`.
    pub fn derives_from_exception(&self, class: ExceptionClass) -> bool {
        self.exception_class()
            .is_some_and(|own| own.derives_from(class))
    }

    /// The nearest builtin exception it is or is derived from.
    pub fn exception_class(&self) -> Option<ExceptionClass> {
        let own = |class: &Class| match class.kind {
            ClassKind::Exception(exception) => Some(exception),
            ClassKind::Builtin(_)
            | ClassKind::Native
            | ClassKind::Library
            | ClassKind::Python
            | ClassKind::Enumeration => None,
        };
        own(self).or_else(|| self.ancestors.iter().find_map(|class| own(class)))
    }

    /// The builtin type it is or is derived from, other than `object`.
    pub fn builtin_type(&self) -> Option<BuiltinType> {
        let own = |class: &Class| match class.kind {
            ClassKind::Builtin(BuiltinType::Object)
            | ClassKind::Exception(_)
            | ClassKind::Native
            | ClassKind::Library
            | ClassKind::Python
            | ClassKind::Enumeration => None,
            ClassKind::Builtin(builtin) => Some(builtin),
        };
        own(self).or_else(|| self.ancestors.iter().find_map(|class| own(class)))
    }
}

impl fmt::Debug for Class {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "<class '{}.{}'>",
            self.module, self.qualified_name
        )
    }
}

/// An instance of a class written in Python, or an exception.
pub struct Instance {
    /// Its class.
    pub class: Shared<Class>,
    /// `__dict__`.
    pub attributes: RefCell<Attributes>,
    /// The builtin value it stands for, where the class is derived from a builtin or native type;
    /// the payload of an exception the host raises.
    pub native: RefCell<Option<Value>>,
}

impl Instance {
    /// An instance without attributes.
    pub fn new(class: Shared<Class>) -> Self {
        Self {
            class,
            attributes: RefCell::default(),
            native: RefCell::default(),
        }
    }
}
