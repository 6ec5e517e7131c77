//! `on_conflict_do_nothing()` and `on_conflict_do_update()`.

use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::statement::{
    AssignedValue, Assignments, ConflictAction, ConflictElement, ConflictTarget, FromClause,
    OnConflict,
};
use crate::schema::{Expression, Name};

use super::super::super::values;
use super::super::constraint::ConstraintObject;
use super::super::expression::expression_of;
use super::super::index::IndexObject;
use super::super::selectable::{ColumnCollection, condition};
use super::row_values::dictionary_row;

/// `on_conflict_do_nothing(constraint=…, index_elements=…, index_where=…)`.
pub(super) fn do_nothing(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<OnConflict, PythonError> {
    let mut bound = arguments.bind(
        "on_conflict_do_nothing",
        &[
            Parameter::optional("constraint"),
            Parameter::optional("index_elements"),
            Parameter::optional("index_where"),
        ],
    )?;
    Ok(OnConflict {
        target: target(cx, &mut bound)?,
        action: ConflictAction::Nothing,
    })
}

/// `on_conflict_do_update(constraint=…, index_elements=…, index_where=…, set_=…, where=…)`.
pub(super) fn do_update(
    cx: &mut Interpreter,
    table: &FromClause,
    arguments: Arguments,
) -> Result<OnConflict, PythonError> {
    let mut bound = arguments.bind(
        "on_conflict_do_update",
        &[
            Parameter::optional("constraint"),
            Parameter::optional("index_elements"),
            Parameter::optional("index_where"),
            Parameter::optional("set_"),
            Parameter::optional("where"),
        ],
    )?;
    let target = target(cx, &mut bound)?;
    if target == ConflictTarget::Any {
        return Err(PythonError::value_error(
            "Either constraint or index_elements, but not both, must be specified unless DO NOTHING",
        ));
    }
    let assignments = assignments(cx, table, bound.take_some("set_"))?;
    let condition = match bound.take_some("where") {
        Some(value) => Some(condition(cx, &value)?),
        None => None,
    };
    Ok(OnConflict {
        target,
        action: ConflictAction::Update {
            assignments,
            condition,
        },
    })
}

/// SET: a dictionary, or columns such as `excluded`, each of which is assigned to its own key.
fn assignments(
    cx: &mut Interpreter,
    table: &FromClause,
    given: Option<Value>,
) -> Result<Assignments, PythonError> {
    let given = given.unwrap_or(Value::None);
    if let Some(columns) = given.downcast::<ColumnCollection>() {
        let mut assignments = Assignments::default();
        for (position, column) in columns.as_from().columns().iter().enumerate() {
            let Some(key) = column.key() else {
                return Err(PythonError::unsupported("set_ of a column without a name"));
            };
            let value = AssignedValue::Expression(columns.as_from().column_at(position));
            assignments.insert(key.into(), value);
        }
        return Ok(assignments);
    }
    if let Value::Opaque(opaque) = &given {
        return Err(PythonError::opaque_use(opaque));
    }
    if !matches!(given.underlying(), Value::Dict(_)) {
        return Err(PythonError::value_error(
            "set parameter must be a non-empty dictionary or a ColumnCollection such as the `.c.` \
             collection of a Table object",
        ));
    }
    let assignments = dictionary_row(cx, table, &given)?;
    if assignments.is_empty() {
        return Err(PythonError::value_error(
            "set parameter dictionary must not be empty",
        ));
    }
    Ok(assignments)
}

fn target(cx: &mut Interpreter, bound: &mut BoundArguments) -> Result<ConflictTarget, PythonError> {
    let constraint = bound.take_some("constraint");
    let elements = bound.take_some("index_elements");
    let index_where = bound.take_some("index_where");
    match (constraint, elements) {
        (Some(_), Some(_)) => Err(PythonError::value_error(
            "'constraint' and 'index_elements' are mutually exclusive",
        )),
        (Some(constraint), None) => Ok(ConflictTarget::Constraint(constraint_name(
            cx,
            &constraint,
        )?)),
        (None, Some(elements)) => {
            let mut found = Vec::new();
            for element in values::items(cx, &elements, "index_elements")? {
                found.push(conflict_element(cx, &element)?);
            }
            Ok(ConflictTarget::Index {
                elements: found,
                condition: match index_where {
                    Some(value) => Some(condition(cx, &value)?),
                    None => None,
                },
            })
        }
        // A condition without elements is not looked at.
        (None, None) => Ok(ConflictTarget::Any),
    }
}

/// A name, or a constraint with one.
fn constraint_name(cx: &mut Interpreter, value: &Value) -> Result<Name, PythonError> {
    if value.as_str().is_some() {
        return values::name(cx, value, "constraint");
    }
    let named = match value.downcast::<ConstraintObject>() {
        Some(constraint) => constraint.name().cloned(),
        None => None,
    };
    if let Some(name) = named {
        return Ok(name);
    }
    if value.downcast::<IndexObject>().is_some() || value.downcast::<ConstraintObject>().is_some() {
        return Err(PythonError::unsupported(
            "an Index, or a constraint without a name, as the constraint of ON CONFLICT",
        ));
    }
    Err(values::unexpected(
        cx,
        value,
        "constraint",
        "a name or a constraint with one",
    ))
}

fn conflict_element(cx: &mut Interpreter, value: &Value) -> Result<ConflictElement, PythonError> {
    if value.as_str().is_some() {
        return values::name(cx, value, "an element of index_elements").map(ConflictElement::Name);
    }
    let expression: Option<Expression> = expression_of(cx, value)?;
    match expression {
        Some(expression) => Ok(ConflictElement::Expression(expression)),
        None => Err(values::unexpected(
            cx,
            value,
            "an element of index_elements",
            "a name or a column",
        )),
    }
}
