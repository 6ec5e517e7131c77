//! `relationship()`: where it leads, which SQLAlchemy looks up when a class is first used in a
//! SELECT (`RelationshipProperty.do_init`).

use std::rc::Rc;

use crate::python::{
    Arguments, BinaryOperator, Comparison, HostObject, Interpreter, PythonError, Side, Value,
};
use crate::schema::{Constraint, ForeignKeyTarget};

use super::annotation::related;
use super::mapper::{Mapper, mapper_of};

/// A relationship between two classes.
#[derive(Debug)]
pub(super) struct Relationship {
    /// A class, its name, or a function that gives it; nothing where an annotation says it.
    target: Option<Value>,
    /// Whether the condition of the join is given, so that no foreign key has to be found.
    has_condition: bool,
}

/// Arguments that say how two tables are joined.
const CONDITIONS: &[&str] = &["primaryjoin", "foreign_keys", "secondary", "secondaryjoin"];

/// `relationship(argument, …)`; its arguments say how objects are loaded.
pub(super) fn relationship(
    _cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let named = arguments
        .keyword
        .iter()
        .find(|(name, _)| &**name == "argument")
        .map(|(_, value)| value.clone());
    let target = arguments.positional.first().cloned().or(named);
    let given = |name: &str| {
        let mut keywords = arguments.keyword.iter();
        keywords.any(|(known, value)| &**known == name && !value.is_none())
    };
    Ok(Value::host(Relationship {
        target: target.filter(|value| !value.is_none()),
        has_condition: CONDITIONS.iter().any(|name| given(name)) || arguments.positional.len() > 1,
    }))
}

impl Relationship {
    /// The relationship, whose class an annotation may say.
    pub(super) fn annotated(self: &Rc<Self>, argument: Option<&Value>) -> Rc<Self> {
        match (&self.target, argument.and_then(related)) {
            (None, Some(target)) => Rc::new(Self {
                target: Some(target),
                has_condition: self.has_condition,
            }),
            _ => Rc::clone(self),
        }
    }

    /// Whether SQLAlchemy finds the other class and the foreign key to it; an error where that is
    /// not known.
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
        let mut target = match &self.target {
            Some(target) => target.clone(),
            None => return Err(unknown("whose class stands in an annotation")),
        };
        if let Value::Function(_) = &target {
            target = cx.call_with(&target, Vec::new())?;
        }
        let other = match target.as_str() {
            Some(text) => owner.registry().mapper_called(&text),
            None => mapper_of(&target),
        };
        let Some(other) = other else {
            return Err(unknown("which leads to a class that is not known here"));
        };
        if self.has_condition {
            return Ok(());
        }
        let mut paths = foreign_keys(owner, &other);
        if !std::ptr::eq(owner, &raw const *other) {
            paths += foreign_keys(&other, owner);
        }
        match paths {
            1 => Ok(()),
            0 => Err(unknown("for which the tables have no foreign key")),
            _ => Err(unknown("for which the tables have several foreign keys")),
        }
    }
}

/// How many foreign keys lead from the table of one class to that of another.
fn foreign_keys(from: &Mapper, to: &Mapper) -> usize {
    let wanted = to.table().reference();
    let table = from.table().as_table();
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
