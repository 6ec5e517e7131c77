//! `mapped_column()`, and columns inside `deferred()` and `column_property()`
//! (`sqlalchemy.orm.properties.MappedColumn`).

use std::rc::Rc;

use crate::python::{Arguments, HostObject, Interpreter, PythonError, Value};

use super::super::super::host_context::Host;
use super::super::super::raise::sqlalchemy_error;
use super::super::super::values;
use super::super::column::{ColumnObject, construct_column};
use super::annotation::{Argument, nullability, type_of_annotation};
use super::construct::{Construct, ConstructKind};
use super::registry::Registry;

/// A column that takes from its annotation what it does not say itself.
#[derive(Debug)]
pub(super) struct MappedColumnObject {
    column: Rc<ColumnObject>,
    /// Whether `nullable` was given.
    says_nullable: bool,
    /// Whether it is made without arguments, or for an annotation alone.
    is_blank: bool,
    /// Whether a name or key was given.
    says_name: bool,
    /// Whether it is `deferred()` or `column_property()`, which a mixin may not have.
    pub(super) is_property: bool,
    /// Whether an entity does not show it.
    pub(super) is_deferred: bool,
    /// Where it stands among the columns.
    pub(super) sort_order: i64,
}

/// Arguments that only data classes may have.
const OF_DATA_CLASSES: &[&str] = &[
    "init",
    "repr",
    "default_factory",
    "compare",
    "kw_only",
    "hash",
    "dataclass_metadata",
];

/// `mapped_column(*args, …)`.
pub(super) fn mapped_column(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    mut arguments: Arguments,
) -> Result<Value, PythonError> {
    let is_blank = arguments.positional.is_empty() && arguments.keyword.is_empty();
    let says_name = arguments
        .positional
        .first()
        .is_some_and(|first| first.as_str().is_some())
        || arguments
            .keyword
            .iter()
            .any(|(name, _)| matches!(&**name, "name" | "key" | "_proxies"));
    let mut deferred = false;
    let mut sort_order = 0;
    let mut says_nullable = false;
    let mut kept = Vec::new();
    for (name, value) in std::mem::take(&mut arguments.keyword) {
        match &*name {
            name if OF_DATA_CLASSES.contains(&name) => {
                return Err(PythonError::unsupported(format!(
                    "the argument {name} of mapped_column()"
                )));
            }
            "active_history" => {}
            "use_existing_column" | "deferred" | "deferred_raiseload" => {
                let given = cx.truth(&value)?;
                deferred |= given && &*name != "use_existing_column";
            }
            "deferred_group" => deferred |= !value.is_none(),
            "sort_order" => match value.as_int().and_then(|number| number.to_i64()) {
                Some(number) => sort_order = number,
                None => return Err(values::unexpected(cx, &value, "sort_order", "a number")),
            },
            "nullable" => {
                if !value.is_none() {
                    says_nullable = true;
                    kept.push((name, value));
                }
            }
            _ => kept.push((name, value)),
        }
    }
    arguments.keyword = kept;
    arguments.spans.clear();
    let column = column_of(host, cx, arguments)?;
    Ok(Value::host(MappedColumnObject {
        column,
        says_nullable,
        is_blank,
        says_name,
        is_property: false,
        is_deferred: deferred,
        sort_order,
    }))
}

fn column_of(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Rc<ColumnObject>, PythonError> {
    let class = host
        .class("Column")
        .expect("the classes of the schema are made before those of the ORM");
    let made = construct_column(host, cx, &class, arguments)?;
    Ok(made
        .downcast()
        .expect("the constructor of Column makes a column"))
}

/// `deferred(column)` and `column_property(column)`; of an expression that is an attribute no
/// table has.
pub(super) fn column_property(
    _cx: &mut Interpreter,
    function: &'static str,
    arguments: &Arguments,
) -> Result<Value, PythonError> {
    let mut deferred = function == "deferred";
    for (name, value) in &arguments.keyword {
        match (&**name, value) {
            ("deferred", Value::Bool(given)) if function == "column_property" => {
                deferred = *given;
            }
            ("group" | "raiseload" | "active_history" | "expire_on_flush" | "info" | "doc", _) => {}
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the argument {name} of {function}()"
                )));
            }
        }
    }
    match arguments.positional.as_slice() {
        [column] if column.downcast::<MappedColumnObject>().is_some() => Err(
            PythonError::unsupported(format!("{function}() of a mapped_column()")),
        ),
        [column] => match column.downcast::<ColumnObject>() {
            Some(column) => Ok(Value::host(MappedColumnObject {
                column,
                says_nullable: true,
                is_blank: false,
                says_name: true,
                is_property: true,
                is_deferred: deferred,
                sort_order: 0,
            })),
            None => Ok(Value::host(Construct {
                function,
                kind: ConstructKind::Property,
            })),
        },
        _ => Err(PythonError::unsupported(format!(
            "{function}() of several columns"
        ))),
    }
}

impl MappedColumnObject {
    /// What an annotation without a value stands for.
    pub(super) fn blank(host: &Rc<Host>, cx: &mut Interpreter) -> Result<Self, PythonError> {
        let arguments = Arguments::none(cx.origin());
        Ok(Self {
            column: column_of(host, cx, arguments)?,
            says_nullable: false,
            is_blank: true,
            says_name: false,
            is_property: false,
            is_deferred: false,
            sort_order: 0,
        })
    }

    /// The column for another class, as a mixin's.
    pub(super) fn copied(&self, host: &Host) -> Self {
        Self {
            column: Rc::new(self.column.copied(host)),
            ..*self
        }
    }

    /// The column of the attribute `name`, whose annotation has the argument `annotation`
    /// (`declarative_scan`), and where it stands.
    pub(super) fn declared(
        &self,
        host: &Rc<Host>,
        cx: &mut Interpreter,
        registry: &Registry,
        name: &str,
        annotation: &Argument,
    ) -> Result<(Rc<ColumnObject>, i64), PythonError> {
        self.column.bear_name(name);
        let needs_type = self.column.lacks_type() && !self.column.has_foreign_keys();
        let argument = match annotation {
            Argument::Absent => {
                if needs_type {
                    let message = format!(
                        "Python typing annotation is required for attribute \"{name}\" when \
                         primary argument(s) for \"MappedColumn\" construct are None or not present"
                    );
                    return Err(sqlalchemy_error(cx, "ArgumentError", message));
                }
                return Ok((Rc::clone(&self.column), self.sort_order));
            }
            Argument::Unknown => {
                if self.says_nullable && !self.column.lacks_type() {
                    return Ok((Rc::clone(&self.column), self.sort_order));
                }
                return Err(PythonError::unsupported(format!(
                    "the attribute {name}, whose annotation is not known"
                )));
            }
            Argument::OfTyping(_) if needs_type => {
                return Err(PythonError::unsupported(format!(
                    "the type of the attribute {name}, whose annotation has a collection of typing"
                )));
            }
            Argument::Known(argument) | Argument::OfTyping(argument) => argument,
        };
        if let Some(inside) = column_inside(argument) {
            if !self.is_blank {
                return Err(PythonError::unsupported(format!(
                    "the attribute {name}, with a mapped_column() and another one in its annotation"
                )));
            }
            if inside.says_name || inside.is_deferred || inside.is_property {
                return Err(PythonError::unsupported(format!(
                    "the attribute {name}, whose annotation has a mapped_column() that is named or \
                     deferred"
                )));
            }
            let copy = inside.copied(host);
            return copy.finished(host, cx, registry, name, argument);
        }
        self.finished(host, cx, registry, name, argument)
    }

    /// The column with type and nullability of its annotation.
    fn finished(
        &self,
        host: &Rc<Host>,
        cx: &mut Interpreter,
        registry: &Registry,
        name: &str,
        argument: &Value,
    ) -> Result<(Rc<ColumnObject>, i64), PythonError> {
        let nullable = if self.says_nullable {
            None
        } else {
            Some(nullability(argument)?)
        };
        let needs_type = self.column.lacks_type() && !self.column.has_foreign_keys();
        let sql_type = if needs_type {
            Some(type_of_annotation(host, cx, registry, name, argument)?)
        } else {
            None
        };
        let column = self.column.completed(host, sql_type, nullable)?;
        column.bear_name(name);
        Ok((Rc::new(column), self.sort_order))
    }
}

/// `Annotated[int, mapped_column(…)]`.
fn column_inside(argument: &Value) -> Option<Rc<MappedColumnObject>> {
    let annotated = super::annotation::annotated(argument)?;
    let mut metadata = annotated.arguments().iter().skip(1);
    metadata.find_map(Value::downcast)
}

impl HostObject for MappedColumnObject {
    fn type_name(&self) -> Rc<str> {
        "MappedColumn".into()
    }
}
