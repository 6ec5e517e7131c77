//! What a class and its mixins declare, in SQLAlchemy's order (`_ClassScanMapperConfig`).
//!
//! The class itself comes first, then its mixins in the order in which Python resolves names; of
//! each first the columns, then what `declared_attr` computes.

use std::collections::HashMap;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::python::{Class, HashKey, Interpreter, PythonError, Shared, Value};

use super::super::super::host_context::Host;
use super::super::super::raise::sqlalchemy_error;
use super::super::column::ColumnObject;
use super::annotation::{Argument, Reading, has_namespace, is_text, read};
use super::construct::{Construct, ConstructKind};
use super::declared_attribute::DeclaredAttribute;
use super::mapped_column::MappedColumnObject;
use super::relationship::Relationship;

/// What was found.
#[derive(Default)]
pub(super) struct Scanned {
    /// The attributes in the order in which columns come.
    pub(super) attributes: IndexMap<Rc<str>, Value>,
    /// What their annotations say.
    pub(super) arguments: HashMap<Rc<str>, Argument>,
    /// `__tablename__`.
    pub(super) table_name: Option<Value>,
    /// `__table_args__`.
    pub(super) table_arguments: Option<Value>,
    /// `__mapper_args__`.
    pub(super) mapper_arguments: Option<Value>,
    /// What has to forget the class.
    pub(super) declared: Vec<Rc<DeclaredAttribute>>,
}

/// Names with underscores that say something about the mapping.
const DIRECTIVES: &[&str] = &[
    "__mapper_args__",
    "__table__",
    "__table_args__",
    "__tablename__",
];

struct Scan<'a> {
    host: &'a Rc<Host>,
    class: &'a Shared<Class>,
    has_table: bool,
    may_be_unmapped: bool,
    found: Scanned,
}

/// A class in the order of names, with what its annotations are.
struct Base {
    class: Shared<Class>,
    names: Vec<Rc<str>>,
    annotations: HashMap<Rc<str>, Value>,
    texts: Option<Value>,
    copies: IndexMap<Rc<str>, Value>,
}

/// Scans a class; columns of mixins are copied to it.
pub(super) fn scan(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
) -> Result<Scanned, PythonError> {
    let has_table = class.attributes.borrow().contains_key("__table__");
    let may_be_unmapped = match class.lookup("__allow_unmapped__") {
        Some(value) => cx.truth(&value)?,
        None => false,
    };
    let mut scan = Scan {
        host,
        class,
        has_table,
        may_be_unmapped,
        found: Scanned::default(),
    };
    let own_names: Vec<Rc<str>> = class.attributes.borrow().keys().cloned().collect();
    let mut bases: Vec<Base> = Vec::new();
    for base in std::iter::once(class).chain(&class.ancestors) {
        let mut base = listed(cx, base)?;
        base.refuse_texts()?;
        if let Some(own) = bases.first() {
            own.refuse_annotated_again(&base, &own_names)?;
            base.copies = scan.copies(cx, &base, &own_names)?;
        }
        bases.push(base);
    }
    for base in bases {
        scan.collect(cx, base, &own_names)?;
    }
    refuse_column_beside(class, scan.found.table_arguments.as_ref())?;
    Ok(scan.found)
}

/// A column among `__table_args__` stands in the table and is no attribute.
fn refuse_column_beside(class: &Class, given: Option<&Value>) -> Result<(), PythonError> {
    if let Some(Value::Tuple(items)) = given.map(Value::underlying)
        && items.iter().any(is_column)
    {
        return Err(PythonError::unsupported(format!(
            "a column in the __table_args__ of {}",
            class.name
        )));
    }
    Ok(())
}

fn listed(cx: &mut Interpreter, class: &Shared<Class>) -> Result<Base, PythonError> {
    let annotations = cx.class_annotations(class)?;
    let own: Vec<Rc<str>> = class.attributes.borrow().keys().cloned().collect();
    let annotated: Vec<Rc<str>> = annotations
        .iter()
        .map(|(name, _)| Rc::clone(name))
        .collect();
    let mut names = merged(own, annotated);
    names.retain(|name| {
        DIRECTIVES.contains(&&**name) || !(name.starts_with("__") || name.starts_with("_sa_"))
    });
    let texts = class.attributes.borrow().get("__annotations__").cloned();
    let written = match &texts {
        Some(Value::Dict(texts)) => texts.borrow().len(),
        _ => 0,
    };
    if written != annotations.len() {
        return Err(PythonError::unsupported(format!(
            "the annotations of {}, one of which stands in another statement or is there twice",
            class.name
        )));
    }
    Ok(Base {
        class: class.clone(),
        names,
        annotations: annotations.into_iter().collect(),
        texts,
        copies: IndexMap::new(),
    })
}

impl Base {
    /// Refuses annotations that are texts where `SQLAlchemy` does not find their names: in files of
    /// revisions, which are not in `sys.modules`, and in functions.
    fn refuse_texts(&self) -> Result<(), PythonError> {
        let Some((module, is_local)) = self.class.place() else {
            return Ok(());
        };
        if has_namespace(module) && !is_local {
            return Ok(());
        }
        let postponed = module.postpones_annotations();
        let attributes = self.class.attributes.borrow();
        for name in &self.names {
            let Some(annotation) = self.annotations.get(name) else {
                continue;
            };
            let of_relationship = attributes
                .get(name)
                .is_some_and(|value| value.downcast::<Relationship>().is_some());
            if !DIRECTIVES.contains(&&**name) && (postponed || is_text(annotation, of_relationship))
            {
                return Err(PythonError::unsupported(format!(
                    "the annotation of {}.{name}, which is a text",
                    self.class.name
                )));
            }
        }
        Ok(())
    }

    /// Refuses what the class itself annotates without a value and another one declares as well:
    /// the order of the columns is another one.
    fn refuse_annotated_again(
        &self,
        other: &Self,
        own_names: &[Rc<str>],
    ) -> Result<(), PythonError> {
        for name in &other.names {
            if self.annotations.contains_key(name) && !own_names.contains(name) {
                return Err(PythonError::unsupported(format!(
                    "the annotation of {}.{name}, which {} declares as well",
                    self.class.name, other.class.name
                )));
            }
        }
        Ok(())
    }

    /// What the annotation of an attribute says.
    fn reading(&self, name: &Rc<str>) -> Option<Reading> {
        let reading = read(self.annotations.get(name)?);
        let text = match &self.texts {
            Some(Value::Dict(texts)) => texts
                .borrow()
                .get(&HashKey::Str(Rc::clone(name)))
                .and_then(Value::as_str),
            _ => None,
        };
        Some(match (reading, text) {
            (Reading::Mapped(argument), Some(text)) => Reading::Mapped(argument.written(&text)),
            (reading, _) => reading,
        })
    }
}

/// Both lists in one, each name once and in the order of both (`merge_lists_w_ordering`).
fn merged(first: Vec<Rc<str>>, second: Vec<Rc<str>>) -> Vec<Rc<str>> {
    let mut shared: Vec<Rc<str>> = first
        .iter()
        .filter(|name| second.contains(name))
        .cloned()
        .collect();
    let mut result = Vec::new();
    let mut current = first.into_iter();
    let mut other = second.into_iter();
    loop {
        let mut met = false;
        for name in current.by_ref() {
            if let Some(position) = shared.iter().position(|known| *known == name) {
                shared.remove(position);
                met = true;
                break;
            }
            result.push(name);
        }
        if !met {
            result.extend(other);
            return result;
        }
        std::mem::swap(&mut current, &mut other);
    }
}

fn is_column(value: &Value) -> bool {
    value.downcast::<ColumnObject>().is_some() || value.downcast::<MappedColumnObject>().is_some()
}

impl Scan<'_> {
    /// Whether the class finds something else under a mixin's name.
    fn is_overridden(&self, name: &str, value: Option<&Value>) -> bool {
        match (self.class.lookup(name), value) {
            (None, _) => false,
            (Some(found), Some(value)) => !found.is(value),
            (Some(found), None) => !found.is_none(),
        }
    }

    fn set(&self, name: &Rc<str>, value: Value) {
        let mut attributes = self.class.attributes.borrow_mut();
        attributes.insert(Rc::clone(name), value);
    }

    /// Copies the columns of a mixin to the class (`_produce_column_copies`).
    fn copies(
        &mut self,
        cx: &mut Interpreter,
        base: &Base,
        own_names: &[Rc<str>],
    ) -> Result<IndexMap<Rc<str>, Value>, PythonError> {
        let mut copies = IndexMap::new();
        for name in &base.names {
            let value = base.class.attributes.borrow().get(name).cloned();
            let value = value.filter(|value| !value.is_none());
            if let Some(column) = value
                .as_ref()
                .and_then(Value::downcast::<MappedColumnObject>)
                && column.is_property
            {
                return Err(PythonError::unsupported(format!(
                    "deferred() or column_property() in the mixin {}",
                    base.class.name
                )));
            }
            let annotation = base.reading(name);
            match (&value, annotation) {
                (None, Some(Reading::Mapped(argument))) if !self.has_table => {
                    if self.is_overridden(name, None) {
                        continue;
                    }
                    if matches!(argument, Argument::Unknown) {
                        return Err(self.unknown_annotation(name));
                    }
                    self.found.arguments.insert(Rc::clone(name), argument);
                    let column = Value::host(MappedColumnObject::blank(self.host, cx)?);
                    self.set(name, column.clone());
                    copies.insert(Rc::clone(name), column);
                }
                (Some(value), annotation) if is_column(value) => {
                    if self.is_overridden(name, Some(value)) {
                        continue;
                    }
                    self.note(name, annotation, Some(value))?;
                    if own_names.contains(name) {
                        continue;
                    }
                    if self.has_table {
                        return Err(PythonError::unsupported(format!(
                            "the column {name} of a mixin beside __table__"
                        )));
                    }
                    let copy = if let Some(column) = value.downcast::<ColumnObject>() {
                        let copy = column.copied(self.host);
                        copy.bear_name(name);
                        Value::host(copy)
                    } else if let Some(column) = value.downcast::<MappedColumnObject>() {
                        Value::host(column.copied(self.host))
                    } else {
                        continue;
                    };
                    self.set(name, copy.clone());
                    copies.insert(Rc::clone(name), copy);
                }
                _ => {}
            }
        }
        Ok(copies)
    }

    fn unknown_annotation(&self, name: &str) -> PythonError {
        PythonError::unsupported(format!(
            "the annotation of {}.{name}, which is quoted or not known",
            self.class.name
        ))
    }

    /// Remembers what the annotation of an attribute says (`_collect_annotation`).
    fn note(
        &mut self,
        name: &Rc<str>,
        annotation: Option<Reading>,
        value: Option<&Value>,
    ) -> Result<(), PythonError> {
        if self.found.arguments.contains_key(name) {
            return Ok(());
        }
        let has_to_be_mapped = value.is_none_or(|value| {
            value.downcast::<MappedColumnObject>().is_some()
                || value.downcast::<Relationship>().is_some()
        });
        match annotation {
            None | Some(Reading::ClassVariable) => {}
            Some(Reading::Mapped(argument)) => {
                self.found.arguments.insert(Rc::clone(name), argument);
            }
            Some(Reading::Other) if self.may_be_unmapped || !has_to_be_mapped => {
                if value.is_some_and(|value| value.downcast::<MappedColumnObject>().is_some()) {
                    self.found
                        .arguments
                        .insert(Rc::clone(name), Argument::Unknown);
                }
            }
            Some(Reading::Other) => {
                return Err(PythonError::unsupported(format!(
                    "the annotation of {}.{name}, which is not Mapped[…]",
                    self.class.name
                )));
            }
        }
        Ok(())
    }

    fn collect(
        &mut self,
        cx: &mut Interpreter,
        mut base: Base,
        own_names: &[Rc<str>],
    ) -> Result<(), PythonError> {
        let is_own = Shared::is(&base.class, self.class);
        let copies = std::mem::take(&mut base.copies);
        self.found.attributes.extend(copies);
        for name in &base.names {
            if DIRECTIVES.contains(&&**name) {
                self.directive(cx, name, is_own)?;
                continue;
            }
            let value = base.class.attributes.borrow().get(name).cloned();
            let annotation = base.reading(name);
            if is_own {
                self.own(cx, name, value, annotation, own_names)?;
                continue;
            }
            let Some(value) = value else {
                continue;
            };
            if let Value::Opaque(opaque) = &value {
                // It may be a column.
                return Err(PythonError::opaque_use(opaque));
            }
            let is_property = value.downcast::<Relationship>().is_some()
                || value
                    .downcast::<Construct>()
                    .is_some_and(|construct| construct.kind == ConstructKind::Property);
            if is_property {
                let message = "Mapper properties (i.e. deferred,column_property(), \
                               relationship(), etc.) must be declared as @declared_attr callables \
                               on declarative mixin classes.  For dataclass field() objects, use a \
                               lambda:";
                return Err(sqlalchemy_error(cx, "InvalidRequestError", message));
            }
            if let Some(declared) = value.downcast::<DeclaredAttribute>() {
                let given = cx.attribute(&Value::Class(self.class.clone()), name)?;
                declared.refuse_annotation(name, &given)?;
                if given.downcast::<MappedColumnObject>().is_some() {
                    // What the function is annotated with counts.
                    self.found
                        .arguments
                        .insert(Rc::clone(name), Argument::Unknown);
                }
                self.found.declared.push(declared);
                self.found.attributes.insert(Rc::clone(name), given);
            }
        }
        Ok(())
    }

    /// `__tablename__` and its kin: the first class that has one says it.
    fn directive(
        &mut self,
        cx: &mut Interpreter,
        name: &str,
        is_own: bool,
    ) -> Result<(), PythonError> {
        let class = Value::Class(self.class.clone());
        let found = &mut self.found;
        let place = match name {
            "__tablename__" => &mut found.table_name,
            "__table_args__" => &mut found.table_arguments,
            "__mapper_args__" => &mut found.mapper_arguments,
            _ if is_own => return Ok(()),
            _ => return Err(PythonError::unsupported("__table__ in a mixin")),
        };
        if let Some(known) = place
            && cx.truth(known)?
        {
            return Ok(());
        }
        *place = Some(cx.attribute(&class, name)?);
        Ok(())
    }

    /// An attribute of the class itself.
    fn own(
        &mut self,
        cx: &mut Interpreter,
        name: &Rc<str>,
        value: Option<Value>,
        annotation: Option<Reading>,
        own_names: &[Rc<str>],
    ) -> Result<(), PythonError> {
        let is_bound = own_names.contains(name);
        let value = value.filter(|value| is_bound && !value.is_none());
        self.note(name, annotation, value.as_ref())?;
        match value {
            None => {
                match self.found.arguments.get(name) {
                    Some(Argument::Known(_) | Argument::OfTyping(_)) if !self.has_table => {
                        let column = Value::host(MappedColumnObject::blank(self.host, cx)?);
                        self.found.attributes.insert(Rc::clone(name), column);
                    }
                    Some(Argument::Unknown) if !self.has_table => {
                        return Err(self.unknown_annotation(name));
                    }
                    Some(_) | None if is_bound => {
                        self.found.attributes.insert(Rc::clone(name), Value::None);
                    }
                    Some(_) | None => {}
                }
                Ok(())
            }
            Some(Value::Opaque(opaque)) => Err(PythonError::opaque_use(&opaque)),
            Some(value) => {
                let value = match value.downcast::<DeclaredAttribute>() {
                    Some(declared) => {
                        let given = declared.value(cx, self.class)?;
                        declared.refuse_annotation(name, &given)?;
                        if given.downcast::<MappedColumnObject>().is_some() {
                            self.found
                                .arguments
                                .insert(Rc::clone(name), Argument::Unknown);
                        }
                        self.found.declared.push(declared);
                        given
                    }
                    None => value,
                };
                self.found.attributes.insert(Rc::clone(name), value);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::merged;

    #[test]
    fn names_keep_the_order_of_both_lists() {
        let names = |text: &str| text.split(' ').map(Rc::from).collect::<Vec<Rc<str>>>();
        assert_eq!(
            merged(names("a id b"), names("c id b d")),
            names("a c id b d")
        );
        assert_eq!(merged(names("a b"), names("b a")), names("b a"));
    }
}
