//! Makes the table of a class and puts its columns in place of what declared them
//! (`_ClassScanMapperConfig._setup_table`, `Mapper`).

use std::rc::Rc;

use crate::python::{Arguments, Class, Interpreter, Parameter, PythonError, Shared, Value};
use crate::schema::expression::ExpressionKind;
use crate::schema::{Constraint, Table};

use super::super::super::host_context::Host;
use super::super::super::raise::sqlalchemy_error;
use super::super::super::values;
use super::super::column::ColumnObject;
use super::super::expression::{ExpressionObject, expression_of};
use super::super::metadata::construct_table;
use super::super::table::TableObject;
use super::annotation::Argument;
use super::attribute::MappedAttribute;
use super::base::no_object;
use super::construct::{Construct, ConstructKind};
use super::mapped_column::MappedColumnObject;
use super::mapper::{Mapper, MapperObject, Parts, mapper_of};
use super::registry::Registry;
use super::relationship::Relationship;
use super::scan::{Scanned, scan};

/// Arguments of mappers that change nothing about tables, attributes and statements.
const HARMLESS: &[&str] = &["batch", "confirm_deleted_rows", "eager_defaults"];

/// A column and the attribute it is.
struct Declared {
    name: Rc<str>,
    column: Rc<ColumnObject>,
    sort_order: i64,
    is_deferred: bool,
}

/// Maps a class (`_as_declarative`).
pub(super) fn map_class(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    registry: &Rc<Registry>,
    class: &Shared<Class>,
) -> Result<(), PythonError> {
    refuse_inheritance(class)?;
    let mut scanned = scan(host, cx, class)?;
    for (name, value) in std::mem::take(&mut scanned.attributes) {
        // What declared_attr computed is an attribute from now on.
        class
            .attributes
            .borrow_mut()
            .insert(Rc::clone(&name), value.clone());
        scanned.attributes.insert(name, value);
    }
    let declared = declared_columns(host, cx, registry, class, &scanned)?;
    let own_table = class.attributes.borrow().get("__table__").cloned();
    let (table, attributes) = match own_table {
        Some(table) => given_table(cx, class, &table, &declared, &scanned)?,
        None => made_table(host, cx, registry, class, declared, &scanned)?,
    };
    let mapper = mapper(host, cx, registry, class, &scanned, table, &attributes)?;
    for declared in &scanned.declared {
        declared.forget();
    }
    attach(class, &mapper, attributes)
}

/// An attribute and the column it is: the key and, where the class declares it, the object.
type Attributes = Vec<(Rc<str>, Rc<str>, Option<Rc<ColumnObject>>, bool)>;

/// A class derived from a mapped one would share or join its table.
fn refuse_inheritance(class: &Shared<Class>) -> Result<(), PythonError> {
    for ancestor in &class.ancestors {
        let Some(mapper) = mapper_of(&Value::Class(ancestor.clone())) else {
            continue;
        };
        let reason = format!("the class {} is derived from it", class.name);
        mapper.refuse(reason.clone());
        // A class without a table of its own puts its columns into this one.
        ancestor.attributes.borrow_mut().insert(
            "__table__".into(),
            Value::opaque(format!("{}.__table__", ancestor.name), reason.clone()),
        );
        let identity = mapper.table().as_from().identity();
        mapper.host().add_to_table(identity, |additions| {
            additions.refused = Some("columns of a derived class");
        });
        mapper
            .host()
            .note_use(identity, |table| table.is_shared = true);
        if let Some(collection) = mapper.table().collection() {
            collection.refuse(&format!("{}: {reason}", mapper.class_name()));
        }
        return Err(PythonError::unsupported(format!(
            "the class {}, derived from the mapped class {}",
            class.name, ancestor.name
        )));
    }
    Ok(())
}

/// The columns in the order of their attributes.
fn declared_columns(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    registry: &Rc<Registry>,
    class: &Shared<Class>,
    scanned: &Scanned,
) -> Result<Vec<Declared>, PythonError> {
    let mut found: Vec<Declared> = Vec::new();
    for (name, value) in &scanned.attributes {
        if let Value::Opaque(opaque) = value {
            return Err(PythonError::opaque_use(opaque));
        }
        let declared = if let Some(column) = value.downcast::<ColumnObject>() {
            column.bear_name(name);
            Declared {
                name: Rc::clone(name),
                column,
                sort_order: 0,
                is_deferred: false,
            }
        } else if let Some(mapped) = value.downcast::<MappedColumnObject>() {
            let absent = Argument::Absent;
            let argument = scanned.arguments.get(name).unwrap_or(&absent);
            let (column, sort_order) = mapped.declared(host, cx, registry, name, argument)?;
            Declared {
                name: Rc::clone(name),
                column,
                sort_order,
                is_deferred: mapped.is_deferred,
            }
        } else if value.downcast::<MappedAttribute>().is_some()
            || value.downcast::<ExpressionObject>().is_some_and(|object| {
                matches!(object.expression().kind(), ExpressionKind::Column(column) if column.table.is_some())
            }) && !class.attributes.borrow().contains_key("__table__")
        {
            return Err(PythonError::unsupported(format!(
                "the attribute {name} of the class {}, a column of another table",
                class.name
            )));
        } else {
            continue;
        };
        if &**name == "metadata" {
            let message = "Attribute name 'metadata' is reserved when using the Declarative API.";
            return Err(sqlalchemy_error(cx, "InvalidRequestError", message));
        }
        if found
            .iter()
            .any(|known| Rc::ptr_eq(&known.column, &declared.column))
        {
            return Err(PythonError::unsupported(format!(
                "the class {}, with a column under two names",
                class.name
            )));
        }
        found.push(declared);
    }
    found.sort_by_key(|declared| declared.sort_order);
    Ok(found)
}

/// `__table__ = Table(…)`.
fn given_table(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    table: &Value,
    declared: &[Declared],
    scanned: &Scanned,
) -> Result<(Rc<TableObject>, Attributes), PythonError> {
    let Some(table) = table.downcast::<TableObject>() else {
        return Err(values::unexpected(cx, table, "__table__", "a Table"));
    };
    if let Some(declared) = declared.first() {
        return Err(PythonError::unsupported(format!(
            "the column {} of the class {} beside __table__",
            declared.name, class.name
        )));
    }
    let mut named: Vec<(Rc<str>, Rc<str>)> = Vec::new();
    for (name, value) in &scanned.attributes {
        if !matches!(value, Value::Host(_))
            || value.downcast::<TableObject>().is_some()
            || value.downcast::<Relationship>().is_some()
            || value.downcast::<Construct>().is_some()
        {
            continue;
        }
        let Some(expression) = expression_of(cx, value)? else {
            continue;
        };
        if let ExpressionKind::Column(column) = expression.kind()
            && let Some(of) = &column.table
            && of.identity() == table.as_from().identity()
        {
            named.push((Rc::clone(name), column.key().into()));
        }
    }
    let mut attributes: Attributes = Vec::new();
    for column in &table.as_table().columns {
        let key: Rc<str> = column.key().into();
        let mut names = named.iter().filter(|(_, known)| *known == key);
        let name = names.next().map_or(&key, |(name, _)| name);
        if names.next().is_some() {
            return Err(PythonError::unsupported(format!(
                "the class {}, with a column under two names",
                class.name
            )));
        }
        attributes.push((Rc::clone(name), key, None, false));
    }
    Ok((table, attributes))
}

/// A table of the name and columns the class says.
fn made_table(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    registry: &Rc<Registry>,
    class: &Shared<Class>,
    declared: Vec<Declared>,
    scanned: &Scanned,
) -> Result<(Rc<TableObject>, Attributes), PythonError> {
    let name = match &scanned.table_name {
        Some(name) if !name.is_none() => name.clone(),
        Some(_) | None => {
            let shown = cx.repr(&Value::Class(class.clone()))?;
            let message = format!(
                "Class {shown} does not have a __table__ or __tablename__ specified and does not \
                 inherit from an existing table-mapped class."
            );
            return Err(sqlalchemy_error(cx, "InvalidRequestError", message));
        }
    };
    if class.lookup("__table_cls__").is_some() {
        return Err(PythonError::unsupported("__table_cls__"));
    }
    let metadata = class
        .lookup("metadata")
        .unwrap_or_else(|| registry.metadata().clone());
    let mut call = Arguments::positional(vec![name, metadata], cx.origin());
    let columns = declared.iter();
    call.positional
        .extend(columns.map(|declared| Value::Host(Rc::clone(&declared.column) as _)));
    add_table_arguments(cx, &mut call, scanned.table_arguments.as_ref())?;
    let table_class = host
        .class("Table")
        .expect("the classes of the schema are made before those of the ORM");
    let made = construct_table(host, cx, &table_class, call)?;
    let table: Rc<TableObject> = made
        .downcast()
        .expect("the constructor of Table makes a table");
    class
        .attributes
        .borrow_mut()
        .insert("__table__".into(), made);
    let mut attributes = Vec::new();
    for declared in declared {
        let key = declared.column.key_name(cx)?;
        attributes.push((
            declared.name,
            key.text().into(),
            Some(declared.column),
            declared.is_deferred,
        ));
    }
    Ok((table, attributes))
}

/// `__table_args__`: a dictionary, or a tuple whose last item may be one.
fn add_table_arguments(
    cx: &mut Interpreter,
    call: &mut Arguments,
    given: Option<&Value>,
) -> Result<(), PythonError> {
    let Some(given) = given.filter(|given| !given.is_none()) else {
        return Ok(());
    };
    let mut keywords = None;
    match given.underlying() {
        Value::Dict(_) => keywords = Some(given.clone()),
        Value::Tuple(items) => {
            let mut items = items.to_vec();
            if items
                .last()
                .is_some_and(|last| matches!(last.underlying(), Value::Dict(_)))
            {
                keywords = items.pop();
            }
            call.positional.extend(items);
        }
        Value::Opaque(opaque) => return Err(PythonError::opaque_use(&opaque)),
        _ => {
            let message = "__table_args__ value must be a tuple, dict, or None";
            return Err(sqlalchemy_error(cx, "ArgumentError", message));
        }
    }
    call.keyword = values::entries(cx, keywords, "__table_args__")?;
    Ok(())
}

fn mapper(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    registry: &Rc<Registry>,
    class: &Shared<Class>,
    scanned: &Scanned,
    table: Rc<TableObject>,
    attributes: &Attributes,
) -> Result<Rc<Mapper>, PythonError> {
    let arguments = values::entries(cx, scanned.mapper_arguments.clone(), "__mapper_args__")?;
    for (name, value) in &arguments {
        require_mapper_argument(class, attributes, name, value)?;
    }
    let says_key = arguments.iter().any(|(name, _)| &**name == "primary_key");
    if !says_key {
        require_primary_key(cx, class, table.as_table())?;
    }
    let mut relationships = Vec::new();
    let mut entity_refused = None;
    for (name, value) in &scanned.attributes {
        if let Some(relationship) = value.downcast::<Relationship>() {
            let argument = scanned.arguments.get(name).and_then(Argument::value);
            relationships.push((Rc::clone(name), relationship.annotated(argument)));
        } else if let Some(construct) = value.downcast::<Construct>()
            && construct.kind == ConstructKind::Property
        {
            entity_refused = Some(format!("{}() declares {name}", construct.function));
        }
    }
    if attributes.iter().any(|(_, _, _, is_deferred)| *is_deferred) {
        entity_refused = Some("a column of it is deferred".to_owned());
    }
    let names = attributes.iter();
    let mapper = Mapper::new(Parts {
        host: host.weak(),
        class_name: Rc::clone(&class.name),
        table,
        registry: Rc::clone(registry),
        attributes: names
            .map(|(name, key, _, _)| (Rc::clone(name), Rc::clone(key)))
            .collect(),
        relationships,
        names: class
            .attributes
            .borrow()
            .keys()
            .cloned()
            .chain(scanned.attributes.keys().cloned())
            .collect(),
        entity_refused,
    });
    if arguments
        .iter()
        .any(|(name, _)| &**name == "version_id_col")
    {
        mapper.refuse("its __mapper_args__ have version_id_col".to_owned());
    }
    registry.add(&mapper);
    Ok(mapper)
}

/// An argument of the mapper that SQLAlchemy surely takes, and that changes nothing about the table;
/// an error where that is not known.
fn require_mapper_argument(
    class: &Class,
    attributes: &Attributes,
    name: &str,
    value: &Value,
) -> Result<(), PythonError> {
    let is_own = |value: &Value| {
        let column = value.downcast::<ColumnObject>();
        let own = attributes.iter().filter_map(|(_, _, own, _)| own.as_ref());
        column.is_some_and(|column| own.into_iter().any(|own| Rc::ptr_eq(own, &column)))
    };
    let is_known = match name {
        "eager_defaults" => {
            matches!(value, Value::Bool(_)) || value.as_str().as_deref() == Some("auto")
        }
        _ if HARMLESS.contains(&name) => matches!(value, Value::Bool(_)),
        "primary_key" => value
            .as_sequence()
            .is_some_and(|keys| !keys.is_empty() && keys.iter().all(is_own)),
        "polymorphic_identity" => value.as_str().is_some() || matches!(value, Value::Int(_)),
        "polymorphic_on" => match value.as_str() {
            Some(text) => attributes.iter().any(|(name, _, _, _)| *name == text),
            None => is_own(value),
        },
        "version_id_col" => is_own(value),
        _ => false,
    };
    if is_known {
        return Ok(());
    }
    Err(PythonError::unsupported(format!(
        "the class {}: its __mapper_args__ have {name}, with a value that is not checked",
        class.name
    )))
}

fn require_primary_key(
    cx: &mut Interpreter,
    class: &Class,
    table: &Table,
) -> Result<(), PythonError> {
    let of_constraint = table.constraints.iter().any(
        |constraint| matches!(constraint, Constraint::PrimaryKey(key) if !key.columns.is_empty()),
    );
    if of_constraint || table.columns.iter().any(|column| column.primary_key) {
        return Ok(());
    }
    let name = &table.reference.name;
    let message = format!(
        "Mapper Mapper[{}({name})] could not assemble any primary key columns for mapped table \
         '{name}'",
        class.name
    );
    Err(sqlalchemy_error(cx, "ArgumentError", message))
}

/// Puts the attributes in place of what declared them.
fn attach(
    class: &Shared<Class>,
    mapper: &Rc<Mapper>,
    attributes: Attributes,
) -> Result<(), PythonError> {
    let identity = mapper.table().as_from().identity();
    mapper.host().note_use(identity, |table| {
        table.by_class = true;
        table.renames |= mapper.renames();
    });
    let mut own = class.attributes.borrow_mut();
    own.insert(
        "__mapper__".into(),
        Value::host(MapperObject {
            mapper: Rc::clone(mapper),
        }),
    );
    let has_hook = class.ancestors.iter().any(|base| base.hook.is_some());
    if !has_hook || !own.contains_key("__new__") {
        let mapper = Rc::downgrade(mapper);
        let refused = Value::function("__new__", move |cx, arguments| {
            let mapper = mapper.upgrade();
            let mapper = mapper.expect("a class with a mapper makes its objects");
            require_object(cx, &mapper, &arguments)?;
            no_object(cx, mapper.class_name())
        });
        own.insert("__new__".into(), refused);
    }
    let manager = Value::opaque(
        format!("{}._sa_class_manager", class.name),
        "the manager of a mapped class is not supported",
    );
    own.insert("_sa_class_manager".into(), manager);
    for (name, key, column, _) in attributes {
        let Some(position) = mapper.table().as_from().position(&key) else {
            return Err(PythonError::unsupported(format!(
                "the attribute {name} of the class {}, whose column is not in its table",
                class.name
            )));
        };
        let attribute = MappedAttribute::new(mapper, &name, position, column);
        own.insert(name, Value::host(attribute));
    }
    Ok(())
}

/// Refuses an object whose making may fail: of arguments that are no attributes, or because its
/// class cannot be configured.
fn require_object(
    cx: &mut Interpreter,
    mapper: &Mapper,
    arguments: &Arguments,
) -> Result<(), PythonError> {
    if mapper.require_known().is_ok() {
        mapper.require_configurable(cx)?;
    }
    let [Value::Class(class), others @ ..] = arguments.positional.as_slice() else {
        return Ok(());
    };
    if class.lookup_python("__init__").is_some() {
        return Ok(());
    }
    let mut names = arguments.keyword.iter();
    let is_known = others.is_empty() && names.all(|(name, _)| class.lookup(name).is_some());
    if is_known {
        return Ok(());
    }
    Err(PythonError::unsupported(format!(
        "an object of the class {} with arguments that are no attributes of it",
        class.name
    )))
}

/// `registry.map_imperatively(class_, table)`.
pub(super) fn map_imperatively(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    registry: &Rc<Registry>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "map_imperatively",
        &[
            Parameter::required("class_"),
            Parameter::optional("local_table"),
            Parameter::rest_keyword("kw"),
        ],
    )?;
    if !bound.rest_keyword.is_empty() {
        return Err(PythonError::unsupported(
            "the arguments of map_imperatively() for the mapper",
        ));
    }
    let given = bound.require("class_");
    let Value::Class(class) = &given else {
        return Err(values::unexpected(cx, &given, "class_", "a class"));
    };
    let table = bound.take("local_table").unwrap_or(Value::None);
    refuse_inheritance(class)?;
    let scanned = Scanned::default();
    let (table, attributes) = given_table(cx, class, &table, &[], &scanned)?;
    for (name, _, _, _) in &attributes {
        if class.lookup(name).is_some() {
            return Err(PythonError::unsupported(format!(
                "mapping the class {} imperatively, which has an attribute {name}",
                class.name
            )));
        }
    }
    let mapper = mapper(host, cx, registry, class, &scanned, table, &attributes)?;
    attach(class, &mapper, attributes)?;
    Ok(Value::host(MapperObject { mapper }))
}
