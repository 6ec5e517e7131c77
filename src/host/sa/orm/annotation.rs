//! `Mapped[…]`: what an annotation says about a column (`sqlalchemy.util.typing`,
//! `registry._resolve_type`).

use std::rc::Rc;

use crate::python::{
    BuiltinType, Class, ClassKind, GenericAlias, GenericOrigin, HostObject, Interpreter, Module,
    PythonError, Shared, UnionType, Value,
};

use super::super::super::evaluate::module_name;
use super::super::super::host_context::Host;
use super::super::types::{TypeObject, type_object};
use super::registry::Registry;

/// `Mapped` and its siblings for collections.
#[derive(Debug)]
pub(super) struct MappedForm;

/// `Mapped[argument]`.
#[derive(Debug)]
pub(super) struct MappedAnnotation {
    argument: Value,
}

impl HostObject for MappedForm {
    fn type_name(&self) -> Rc<str> {
        "type".into()
    }

    fn subscript(&self, index: &Value, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        Ok(Value::host(MappedAnnotation {
            argument: index.clone(),
        }))
    }

    fn is_class(&self) -> bool {
        true
    }
}

impl HostObject for MappedAnnotation {
    fn type_name(&self) -> Rc<str> {
        "GenericAlias".into()
    }
}

/// What is between the brackets of `Mapped[…]`.
#[derive(Debug, Clone)]
pub(super) enum Argument {
    /// There is no annotation that counts.
    Absent,
    /// There is one, and it could not be read.
    Unknown,
    /// This.
    Known(Value),
    /// This, written with a collection of `typing`, which is not the type it stands for.
    OfTyping(Value),
}

impl Argument {
    /// The argument as its text has it.
    pub(super) fn written(self, text: &str) -> Self {
        const COLLECTIONS: &[&str] = &["Dict", "FrozenSet", "List", "Set", "Tuple", "Type"];
        match self {
            Self::Known(value) if COLLECTIONS.iter().any(|name| text.contains(name)) => {
                Self::OfTyping(value)
            }
            other => other,
        }
    }

    /// What it is, where that is known.
    pub(super) fn value(&self) -> Option<&Value> {
        match self {
            Self::Known(value) | Self::OfTyping(value) => Some(value),
            Self::Absent | Self::Unknown => None,
        }
    }
}

/// The class a relationship leads to, or its name: `Mapped[List["Other"]]`.
pub(super) fn related(argument: &Value) -> Option<Value> {
    match argument {
        Value::Class(_) => Some(argument.clone()),
        _ if argument.as_str().is_some() => Some(argument.clone()),
        _ => {
            let inner = without_none(argument)?;
            match inner.downcast::<GenericAlias>() {
                Some(alias) => match alias.arguments() {
                    [only] => related(only),
                    _ => None,
                },
                None => matches!(inner, Value::Class(_))
                    .then(|| inner.clone())
                    .or_else(|| inner.as_str().map(Value::Str)),
            }
        }
    }
}

/// What an annotation is to a mapping.
pub(super) enum Reading {
    /// `Mapped[…]`, or something that may be it.
    Mapped(Argument),
    /// `ClassVar[…]`.
    ClassVariable,
    /// Anything else.
    Other,
}

/// Reads the annotation of an attribute.
pub(super) fn read(annotation: &Value) -> Reading {
    if let Some(mapped) = annotation.downcast::<MappedAnnotation>() {
        return Reading::Mapped(Argument::Known(mapped.argument.clone()));
    }
    if let Some(alias) = annotation.downcast::<GenericAlias>()
        && is_form(&alias, "ClassVar")
    {
        return Reading::ClassVariable;
    }
    match annotation {
        Value::Opaque(_) => Reading::Mapped(Argument::Unknown),
        _ if annotation.as_str().is_some() => Reading::Mapped(Argument::Unknown),
        _ => Reading::Other,
    }
}

/// Whether `SQLAlchemy` finds the names of a module: it asks `sys.modules`, which Alembic does not
/// add the files it loads to.
pub(super) fn has_namespace(module: &Module) -> bool {
    module_name(module.source.path()) != *module.name
}

/// Whether an annotation is a text, or has one where a type is expected.
pub(super) fn is_text(annotation: &Value, of_relationship: bool) -> bool {
    if let Some(mapped) = annotation.downcast::<MappedAnnotation>() {
        return !of_relationship && is_text(&mapped.argument, false);
    }
    if annotation.as_str().is_some() {
        return true;
    }
    if let Some(union) = annotation.downcast::<UnionType>() {
        let mut members = union.alternatives().iter();
        return members.any(|member| is_text(member, false));
    }
    let Some(alias) = annotation.downcast::<GenericAlias>() else {
        return false;
    };
    let counted = if is_form(&alias, "Literal") {
        0
    } else if is_form(&alias, "Annotated") {
        1
    } else {
        alias.arguments().len()
    };
    let mut members = alias.arguments().iter().take(counted);
    members.any(|member| is_text(member, false))
}

fn is_form(alias: &GenericAlias, wanted: &str) -> bool {
    matches!(alias.origin(), GenericOrigin::Form(name) if **name == *wanted)
}

/// `Annotated[…]`, the `None` beside it aside.
pub(super) fn annotated(argument: &Value) -> Option<Rc<GenericAlias>> {
    let alias = without_none(argument)?.downcast::<GenericAlias>()?;
    is_form(&alias, "Annotated").then_some(alias)
}

fn unreadable() -> PythonError {
    PythonError::unsupported("an annotation of a mapped class that is quoted or not known")
}

/// Whether an annotation allows `None` (`includes_none`).
pub(super) fn nullability(argument: &Value) -> Result<bool, PythonError> {
    match argument {
        Value::None => Ok(true),
        Value::Opaque(_) => Err(unreadable()),
        _ if argument.as_str().is_some() => Err(unreadable()),
        _ => {
            if let Some(union) = argument.downcast::<UnionType>() {
                return Ok(union.alternatives().iter().any(Value::is_none));
            }
            let Some(alias) = argument.downcast::<GenericAlias>() else {
                return Ok(false);
            };
            if is_form(&alias, "Optional") {
                return Ok(true);
            }
            if is_form(&alias, "Union") {
                for member in alias.arguments() {
                    if nullability(member)? {
                        return Ok(true);
                    }
                }
                return Ok(false);
            }
            match alias.arguments().first() {
                Some(first) if is_form(&alias, "Annotated") => nullability(first),
                _ => Ok(false),
            }
        }
    }
}

/// The type beside `None`; nothing where there are several (`de_optionalize_union_types`).
fn without_none(argument: &Value) -> Option<Value> {
    let members: Vec<Value> = match argument.downcast::<UnionType>() {
        Some(union) => union.alternatives().to_vec(),
        None => match argument.downcast::<GenericAlias>() {
            Some(alias) if is_form(&alias, "Optional") || is_form(&alias, "Union") => {
                alias.arguments().to_vec()
            }
            _ => return Some(argument.clone()),
        },
    };
    let mut others = members.into_iter().filter(|member| !member.is_none());
    match (others.next(), others.next()) {
        (Some(only), None) => without_none(&only),
        _ => None,
    }
}

/// The type of a column whose annotation has this argument.
pub(super) fn type_of_annotation(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    registry: &Registry,
    name: &str,
    argument: &Value,
) -> Result<Rc<TypeObject>, PythonError> {
    let refused = |what: &str| {
        PythonError::unsupported(format!("the annotation of the attribute {name}: {what}"))
    };
    let Some(python_type) = without_none(argument) else {
        return Err(refused("several types"));
    };
    let mut candidates = vec![python_type.clone()];
    if let Some(alias) = annotated(&python_type)
        && let Some(first) = alias.arguments().first()
    {
        match without_none(first) {
            Some(plain) => candidates.push(plain),
            None => return Err(refused("several types")),
        }
    }
    for candidate in &candidates {
        if matches!(candidate, Value::Opaque(_)) || candidate.as_str().is_some() {
            return Err(unreadable());
        }
        if let Some(found) = mapped_type(host, cx, registry, candidate)? {
            return match type_object(cx, &found)? {
                Some(object) => Ok(object),
                None => Err(refused("what type_annotation_map has for it")),
            };
        }
    }
    Err(refused("a type that has no counterpart in the database"))
}

/// What a type of Python is in the database.
fn mapped_type(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    registry: &Registry,
    python_type: &Value,
) -> Result<Option<Value>, PythonError> {
    let key = cx.hash_key(python_type)?;
    if let Some(found) = registry.type_of(&key) {
        return Ok(Some(found));
    }
    if let Some(alias) = python_type.downcast::<GenericAlias>() {
        if is_form(&alias, "Literal") {
            return literal_type(host, cx, &alias);
        }
        return Ok(None);
    }
    let Value::Class(class) = python_type else {
        return Ok(None);
    };
    // A class that the map has for an ancestor is looked up in an order of its own.
    for ancestor in &class.ancestors {
        let key = cx.hash_key(&Value::Class(ancestor.clone()))?;
        if registry.type_of(&key).is_some() {
            return Err(PythonError::unsupported(format!(
                "the annotation {}, of which type_annotation_map has an ancestor",
                class.name
            )));
        }
    }
    if class.kind == ClassKind::Enumeration {
        let types = cx.import("sqlalchemy.types")?;
        let enumeration = cx.attribute(&types, "Enum")?;
        return cx
            .call_with(&enumeration, vec![python_type.clone()])
            .map(Some);
    }
    let Some(name) = counterpart(cx, class)? else {
        return Ok(None);
    };
    let types = cx.import("sqlalchemy.types")?;
    cx.attribute(&types, name).map(Some)
}

/// `Literal["a", "b"]`: strings of which the longest fits.
fn literal_type(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    alias: &GenericAlias,
) -> Result<Option<Value>, PythonError> {
    let values = alias.arguments().to_vec();
    if values.iter().any(|value| value.as_str().is_none()) {
        return Err(PythonError::unsupported(
            "a Literal of something other than strings in an annotation",
        ));
    }
    let types = cx.import("sqlalchemy.types")?;
    let enumeration = cx.attribute(&types, "Enum")?;
    let mut arguments = crate::python::Arguments::positional(values, cx.origin());
    arguments
        .keyword
        .push(("native_enum".into(), Value::Bool(false)));
    cx.call(&enumeration, arguments).map(Some)
}

/// Python's own types and theirs in SQLAlchemy (`sqltypes._type_map`).
const BUILTIN: &[(BuiltinType, &str)] = &[
    (BuiltinType::Int, "Integer"),
    (BuiltinType::Bool, "Boolean"),
    (BuiltinType::Float, "Float"),
    (BuiltinType::Str, "String"),
    (BuiltinType::Bytes, "LargeBinary"),
];

/// Types of the standard library and theirs in SQLAlchemy.
const STANDARD: &[(&str, &str, &str)] = &[
    ("datetime", "date", "Date"),
    ("datetime", "datetime", "DateTime"),
    ("datetime", "time", "Time"),
    ("datetime", "timedelta", "Interval"),
    ("decimal", "Decimal", "Numeric"),
    ("uuid", "UUID", "Uuid"),
];

fn counterpart(
    cx: &mut Interpreter,
    class: &Shared<Class>,
) -> Result<Option<&'static str>, PythonError> {
    for (builtin, name) in BUILTIN {
        if Shared::is(class, &cx.builtin_class(*builtin)) {
            return Ok(Some(name));
        }
    }
    for (module, python, name) in STANDARD {
        let module = cx.import(module)?;
        let known = cx.attribute(&module, python)?;
        if matches!(&known, Value::Class(known) if Shared::is(known, class)) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
