//! `relationship()`: where it leads, which SQLAlchemy looks up when a class is first used in a
//! SELECT (`RelationshipProperty.do_init`).

use std::rc::Rc;

use crate::python::{
    Arguments, BinaryOperator, Comparison, HostObject, Interpreter, PythonError, Side, Value,
};
use crate::schema::{Constraint, ForeignKeyTarget};

use super::super::table::TableObject;
use super::annotation::related;
use super::mapper::{Mapper, mapper_of};

/// A relationship between two classes.
#[derive(Debug, Clone, Default)]
pub(super) struct Relationship {
    /// A class, its name, or a function that gives it; nothing where an annotation says it.
    target: Option<Value>,
    /// The table between both.
    secondary: Option<Rc<TableObject>>,
    back_populates: Option<Rc<str>>,
    backref: Option<Rc<str>>,
    /// Whether the cascade has `delete-orphan`.
    deletes_orphans: bool,
    /// Whether the objects behind it are asked for by statements of their own, which takes a list.
    is_dynamic: bool,
    /// Whether something besides the tables says that it is no list, or may say so.
    may_be_scalar: bool,
    /// Why a SELECT of the class is not one of its columns.
    eager: Option<&'static str>,
    /// The argument nothing is known of.
    unknown: Option<String>,
}

/// Arguments for which it is not checked whether SQLAlchemy takes them.
const UNCHECKED: &[&str] = &[
    "cascade_backrefs",
    "collection_class",
    "comparator_factory",
    "distinct_target_key",
    "enable_typechecks",
    "foreign_keys",
    "join_depth",
    "load_on_pending",
    "omit_join",
    "order_by",
    "primaryjoin",
    "query_class",
    "remote_side",
    "secondaryjoin",
    "sync_backref",
];

/// Arguments that are `True` or `False` and say nothing here.
const FLAGS: &[&str] = &[
    "active_history",
    "innerjoin",
    "passive_deletes",
    "passive_updates",
    "post_update",
    "single_parent",
];

/// Arguments that may stand beside `viewonly`.
const BESIDE_VIEWONLY: &[&str] = &[
    "argument",
    "doc",
    "foreign_keys",
    "info",
    "lazy",
    "order_by",
    "overlaps",
    "primaryjoin",
    "remote_side",
    "secondary",
    "secondaryjoin",
    "uselist",
    "viewonly",
];

const CASCADES: &[&str] = &[
    "all",
    "delete",
    "delete-orphan",
    "expunge",
    "merge",
    "refresh-expire",
    "save-update",
];

const LOADERS: &[&str] = &[
    "noload",
    "raise",
    "raise_on_sql",
    "select",
    "selectin",
    "subquery",
];

/// `relationship(argument, secondary, …)`; its arguments say how objects are loaded.
pub(super) fn relationship(
    _cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let names = ["argument", "secondary"];
    if arguments.positional.len() > names.len() {
        return Err(PythonError::unsupported(
            "relationship() with more than two positional arguments",
        ));
    }
    let mut given: Vec<(Rc<str>, Value)> = Vec::new();
    for (name, value) in names.iter().zip(arguments.positional) {
        given.push(((*name).into(), value));
    }
    given.extend(arguments.keyword);
    let mut made = Relationship::default();
    for (name, value) in &given {
        made.take(name, value)?;
    }
    let has = |wanted: &str| {
        let mut given = given.iter();
        given.any(|(name, value)| &**name == wanted && !value.is_none())
    };
    if has("backref") && has("back_populates") {
        return Err(PythonError::unsupported(
            "relationship() with backref and back_populates",
        ));
    }
    let only_views = given
        .iter()
        .any(|(name, value)| &**name == "viewonly" && !matches!(value, Value::Bool(false)));
    if only_views
        && let Some((name, _)) = given
            .iter()
            .find(|(name, _)| !BESIDE_VIEWONLY.contains(&&**name))
    {
        return Err(PythonError::unsupported(format!(
            "relationship() with viewonly and {name}"
        )));
    }
    Ok(Value::host(made))
}

impl Relationship {
    /// Takes an argument; an error where SQLAlchemy may refuse it at once.
    fn take(&mut self, name: &str, value: &Value) -> Result<(), PythonError> {
        let is_flag = matches!(value, Value::Bool(_));
        let is_known = match name {
            "argument" => {
                self.target = Some(value.clone()).filter(|value| !value.is_none());
                true
            }
            "secondary" => {
                self.secondary = value.downcast::<TableObject>();
                self.secondary.is_some() || value.is_none()
            }
            "back_populates" => {
                self.back_populates = value.as_str();
                self.back_populates.is_some() || value.is_none()
            }
            "backref" => {
                self.backref = value.as_str();
                self.backref.is_some() || value.is_none()
            }
            "cascade" => {
                let Some(text) = value.as_str() else {
                    return Err(PythonError::unsupported(
                        "the cascade of a relationship that is no string",
                    ));
                };
                for part in text.split(',').map(str::trim) {
                    if !CASCADES.contains(&part) {
                        return Err(PythonError::unsupported(format!(
                            "the cascade {part:?} of a relationship"
                        )));
                    }
                    self.deletes_orphans |= part == "delete-orphan";
                }
                true
            }
            "lazy" => self.take_loader(value),
            "uselist" => {
                self.may_be_scalar |= matches!(value, Value::Bool(false));
                is_flag || value.is_none()
            }
            "viewonly" => matches!(value, Value::Bool(false)),
            "info" => matches!(value, Value::Dict(_)) || value.is_none(),
            "doc" | "overlaps" => value.as_str().is_some() || value.is_none(),
            _ if FLAGS.contains(&name) => is_flag,
            _ if UNCHECKED.contains(&name) => false,
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the argument {name} of relationship()"
                )));
            }
        };
        if !is_known {
            self.unknown.get_or_insert_with(|| name.to_owned());
        }
        Ok(())
    }

    /// Takes `lazy`; says whether it is a way to load objects.
    fn take_loader(&mut self, value: &Value) -> bool {
        match (value, value.as_str().as_deref()) {
            (Value::None | Value::Bool(true), _) => true,
            (Value::Bool(false), _) | (_, Some("joined" | "immediate")) => {
                self.eager = Some("loads what it leads to at once");
                true
            }
            (_, Some("dynamic" | "write_only")) => {
                self.is_dynamic = true;
                true
            }
            (_, Some(loader)) => LOADERS.contains(&loader),
            (_, None) => false,
        }
    }

    /// The relationship, whose class an annotation may say.
    pub(super) fn annotated(self: &Rc<Self>, argument: Option<&Value>) -> Rc<Self> {
        let Some(argument) = argument else {
            return Rc::clone(self);
        };
        let mut annotated = Self::clone(self);
        annotated.may_be_scalar = true;
        if annotated.target.is_none() {
            annotated.target = related(argument);
        }
        Rc::new(annotated)
    }

    /// Why a SELECT of the class is not one of its columns.
    pub(super) fn eager(&self) -> Option<&'static str> {
        self.eager
    }

    /// The class it leads to.
    fn other(
        &self,
        cx: &mut Interpreter,
        owner: &Mapper,
    ) -> Result<Option<Rc<Mapper>>, PythonError> {
        let Some(mut target) = self.target.clone() else {
            return Ok(None);
        };
        if let Value::Function(_) = &target {
            target = cx.call_with(&target, Vec::new())?;
        }
        Ok(match target.as_str() {
            Some(text) => owner.registry().mapper_called(&text),
            None => mapper_of(&target),
        })
    }

    /// Whether SQLAlchemy finds the other class and the foreign key to it, and takes the arguments;
    /// an error where that is not known.
    pub(super) fn require_configurable(
        &self,
        cx: &mut Interpreter,
        owner: &Mapper,
        name: &str,
    ) -> Result<(), PythonError> {
        let unknown = |what: &str| {
            PythonError::unsupported(format!(
                "the relationship {}.{name}, {what}",
                owner.class_name()
            ))
        };
        if let Some(argument) = &self.unknown {
            return Err(unknown(&format!(
                "whose argument {argument} is not checked"
            )));
        }
        if self.target.is_none() {
            return Err(unknown("whose class stands in an annotation"));
        }
        let Some(other) = self.other(cx, owner)? else {
            return Err(unknown("which leads to a class that is not known here"));
        };
        let is_own = std::ptr::eq(owner, &raw const *other);
        let (own_table, other_table) = (owner.table(), other.table());
        let leads_to_many = if let Some(secondary) = &self.secondary {
            let paths = [own_table, other_table].map(|table| foreign_keys(secondary, table));
            if is_own || paths != [1, 1] {
                return Err(unknown(
                    "whose secondary table does not have one foreign key to each",
                ));
            }
            true
        } else {
            let to_other = foreign_keys(own_table, other_table);
            let paths = match is_own {
                true => to_other,
                false => to_other + foreign_keys(other_table, own_table),
            };
            match paths {
                1 => is_own || to_other == 0,
                0 => return Err(unknown("for which the tables have no foreign key")),
                _ => return Err(unknown("for which the tables have several foreign keys")),
            }
        };
        if self.deletes_orphans && (!leads_to_many || self.secondary.is_some()) {
            return Err(unknown("with delete-orphan where it is not one to many"));
        }
        if self.is_dynamic && (!leads_to_many || self.may_be_scalar) {
            return Err(unknown("which is dynamic and may not be a list"));
        }
        if is_own && (self.backref.is_some() || self.back_populates.is_some()) {
            return Err(unknown("which goes both ways between rows of one table"));
        }
        if let Some(back) = &self.back_populates {
            let leads_back = match other.relationship(back) {
                Some(relationship) => relationship
                    .other(cx, &other)?
                    .is_some_and(|mapper| std::ptr::eq(owner, &raw const *mapper)),
                None => false,
            };
            if !leads_back {
                return Err(unknown(
                    "whose back_populates is no relationship that leads back",
                ));
            }
        }
        if let Some(back) = &self.backref {
            let others = owner.registry().mappers();
            let same = others
                .iter()
                .flat_map(|mapper| mapper.relationships())
                .filter(|(_, relationship)| relationship.backref.as_ref() == Some(back))
                .count();
            if other.declares(back) || same != 1 {
                return Err(unknown("whose backref is a name that is taken"));
            }
        }
        Ok(())
    }
}

/// How many foreign keys lead from one table to another.
fn foreign_keys(from: &TableObject, to: &TableObject) -> usize {
    let wanted = to.reference();
    let table = from.as_table();
    let leads_there = |target: &ForeignKeyTarget| match target {
        ForeignKeyTarget::Column { table, .. } => table == wanted,
        ForeignKeyTarget::Specification(text) => text.rsplit_once('.').is_some_and(|(table, _)| {
            table
                == match &wanted.schema {
                    Some(schema) => format!("{schema}.{}", wanted.name),
                    None => wanted.name.to_string(),
                }
        }),
    };
    let of_columns = table
        .columns
        .iter()
        .flat_map(|column| &column.foreign_keys)
        .filter(|key| leads_there(&key.target))
        .count();
    let of_table = table
        .constraints
        .iter()
        .filter(|constraint| match constraint {
            Constraint::ForeignKey(key) => key.targets.iter().any(leads_there),
            Constraint::PrimaryKey(_)
            | Constraint::Unique(_)
            | Constraint::Check(_)
            | Constraint::Exclude(_) => false,
        })
        .count();
    of_columns + of_table
}

fn refused() -> PythonError {
    PythonError::unsupported("using what relationship() declares")
}

impl HostObject for Relationship {
    fn type_name(&self) -> Rc<str> {
        "Relationship".into()
    }

    fn get_attribute(
        &self,
        _name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(refused())
    }

    fn binary(
        &self,
        _operator: BinaryOperator,
        _other: &Value,
        _side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(refused())
    }

    fn compare(
        &self,
        _comparison: Comparison,
        _other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(refused())
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Err(refused())
    }
}
