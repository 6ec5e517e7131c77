//! `PrimaryKeyConstraint`, `UniqueConstraint`, `ForeignKeyConstraint` and `CheckConstraint`.

use std::cell::Cell;
use std::rc::Rc;

use crate::python::{
    Arguments, BoundArguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared,
    Value,
};
use crate::schema::expression::ExpressionKind;
use crate::schema::statement::FromClause;
use crate::schema::{
    CheckConstraint, Constraint, ConstraintTraits, Expression, ForeignKeyConstraint,
    ForeignKeyTarget, ForeignKeyTraits, Name, NullsDistinct, PrimaryKeyConstraint,
    UniqueConstraint, Validity,
};

use super::super::dialect_arguments::{Construct, PostgresqlArguments, dialect_arguments};
use super::super::host_context::Host;
use super::super::values;
use super::column::ColumnObject;
use super::expression::{expression_of, text_or_expression};
use super::index::table_of;
use super::orm::MappedAttribute;

/// A constraint given as an argument of a table.
#[derive(Debug)]
pub(crate) struct ConstraintObject {
    class: Shared<Class>,
    constraint: Constraint,
    /// Whether a table has it already: the next one gets a copy, made later.
    attached: Rc<Cell<bool>>,
    /// Where it was given to.
    place: Cell<Option<Place>>,
}

/// What has a constraint object as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A `Column`.
    Column,
    /// An operation, which works on a copy.
    Operation,
    /// A `Table`, which keeps it.
    Table,
}

impl ConstraintObject {
    /// A constraint object of `class`.
    pub(crate) fn new(class: Shared<Class>, constraint: Constraint) -> Self {
        Self {
            class,
            constraint,
            attached: Rc::default(),
            place: Cell::new(None),
        }
    }

    /// Tells the columns among `values` of it.
    #[must_use]
    pub(crate) fn following(self, host: &Host, values: &[Value]) -> Self {
        for column in values.iter().filter_map(Value::downcast::<ColumnObject>) {
            column.followed_by(host, &self.attached);
        }
        self
    }

    /// Tells the table of the columns in its conditions.
    #[must_use]
    pub(crate) fn following_conditions(self, host: &Host, conditions: &[Expression]) -> Self {
        if let Some(table) = table_of(conditions) {
            host.add_to_table(table.identity(), |additions| {
                additions.refused = Some("a constraint");
            });
        }
        self
    }

    /// Its name, where it was given one.
    pub(crate) fn name(&self) -> Option<&Name> {
        self.constraint.traits().name.as_ref()
    }

    /// Notes what it is given to; several operations may have it, or several columns, and nothing
    /// else may have it with another.
    pub(crate) fn give(&self, place: Place) -> Result<(), PythonError> {
        match (self.place.replace(Some(place)), place) {
            (None, _)
            | (Some(Place::Operation), Place::Operation)
            | (Some(Place::Column), Place::Column) => Ok(()),
            _ => Err(PythonError::unsupported(format!(
                "one {} object in several places",
                self.class.name
            ))),
        }
    }

    /// The constraint for a table: itself the first time, then copies.
    pub(crate) fn attach(&self, host: &Host) -> Constraint {
        let mut constraint = self.constraint.clone();
        if self.attached.replace(true) {
            let order = host.next_creation_order();
            match &mut constraint {
                Constraint::PrimaryKey(own) => own.traits.creation_order = order,
                Constraint::Unique(own) => own.traits.creation_order = order,
                Constraint::ForeignKey(own) => own.traits.creation_order = order,
                Constraint::Check(own) => own.traits.creation_order = order,
                Constraint::Exclude(own) => own.traits.creation_order = order,
            }
        }
        constraint
    }
}

impl HostObject for ConstraintObject {
    fn type_name(&self) -> Rc<str> {
        Rc::clone(&self.class.name)
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "name" => {
                let name = self.constraint.traits().name.as_ref();
                Ok(Some(name.map(|name| Value::from(name.text())).into()))
            }
            _ => Err(PythonError::unsupported(format!(
                "the attribute {name} of a {}",
                self.class.name
            ))),
        }
    }
}

/// The parameters every constraint has, behind its own.
const COLUMNS: &[Parameter<'static>] = &[
    Parameter::rest("columns"),
    Parameter::keyword("name"),
    Parameter::keyword("deferrable"),
    Parameter::keyword("initially"),
    Parameter::keyword("info"),
    Parameter::keyword("comment"),
    Parameter::rest_keyword("dialect_kw"),
];

/// `PrimaryKeyConstraint(*columns, name=…)`.
pub(crate) fn primary_key(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", COLUMNS)?;
    let traits = constraint_traits(host, cx, &mut bound)?;
    let mut options = keywords(cx, Construct::PrimaryKey, &mut bound)?;
    let columns = column_keys(cx, &bound.rest_positional)?;
    let include = options.take("include");
    let include = values::names(cx, include, "postgresql_include")?;
    let constraint = PrimaryKeyConstraint {
        traits,
        columns,
        include,
    };
    let object = ConstraintObject::new(class.clone(), Constraint::PrimaryKey(constraint));
    Ok(Value::host(object.following(host, &bound.rest_positional)))
}

/// `UniqueConstraint(*columns, name=…)`.
pub(crate) fn unique(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", COLUMNS)?;
    let columns = column_keys(cx, &bound.rest_positional)?;
    let constraint = unique_constraint(host, cx, columns, &mut bound)?;
    let object = ConstraintObject::new(class.clone(), Constraint::Unique(constraint));
    Ok(Value::host(object.following(host, &bound.rest_positional)))
}

/// The unique constraint over `columns` that the other arguments describe.
pub(crate) fn unique_constraint(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    columns: Vec<Name>,
    bound: &mut BoundArguments,
) -> Result<UniqueConstraint, PythonError> {
    let traits = constraint_traits(host, cx, bound)?;
    let mut options = keywords(cx, Construct::Unique, bound)?;
    let include = options.take("include");
    let nulls = options.take("nulls_not_distinct");
    Ok(UniqueConstraint {
        traits,
        columns,
        include: values::names(cx, include, "postgresql_include")?,
        nulls_distinct: nulls_distinct(cx, nulls)?,
    })
}

const FOREIGN_KEY: &[Parameter<'static>] = &[
    Parameter::required("columns"),
    Parameter::required("refcolumns"),
    Parameter::optional("name"),
    Parameter::optional("onupdate"),
    Parameter::optional("ondelete"),
    Parameter::optional("deferrable"),
    Parameter::optional("initially"),
    Parameter::optional("use_alter"),
    Parameter::optional("link_to_name"),
    Parameter::optional("match"),
    Parameter::optional("table"),
    Parameter::optional("info"),
    Parameter::optional("comment"),
    Parameter::rest_keyword("dialect_kw"),
];

/// `ForeignKeyConstraint(columns, refcolumns, name=…)`.
pub(crate) fn foreign_key(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", FOREIGN_KEY)?;
    refuse_table(&mut bound, "ForeignKeyConstraint")?;
    let columns = bound.require("columns");
    let targets = bound.require("refcolumns");
    let given = values::items(cx, &columns, "columns")?;
    let columns = column_keys(cx, &given)?;
    if let Some((_, twice)) = columns
        .iter()
        .enumerate()
        .find(|(position, name)| columns[..*position].contains(name))
    {
        return Err(super::super::raise::sqlalchemy_error(
            cx,
            "ArgumentError",
            format!(
                "ForeignKeyConstraint with duplicate source column references are not supported: \
                 {twice}"
            ),
        ));
    }
    let mut resolved = Vec::new();
    for target in values::items(cx, &targets, "refcolumns")? {
        resolved.push(foreign_key_target(cx, &target, "refcolumns")?);
    }
    if columns.len() != resolved.len() {
        return Err(super::super::raise::sqlalchemy_error(
            cx,
            "ArgumentError",
            "ForeignKeyConstraint number of constrained columns must match the number of \
             referenced columns.",
        ));
    }
    let traits = constraint_traits(host, cx, &mut bound)?;
    let foreign_key = foreign_key_traits(cx, &mut bound)?;
    let constraint = ForeignKeyConstraint {
        traits,
        foreign_key,
        columns,
        targets: resolved,
    };
    let object = ConstraintObject::new(class.clone(), Constraint::ForeignKey(constraint));
    Ok(Value::host(object.following(host, &given)))
}

const CHECK: &[Parameter<'static>] = &[
    Parameter::required("sqltext"),
    Parameter::optional("name"),
    Parameter::optional("deferrable"),
    Parameter::optional("initially"),
    Parameter::optional("table"),
    Parameter::optional("info"),
    Parameter::keyword("comment"),
    Parameter::rest_keyword("dialect_kw"),
];

/// `CheckConstraint(sqltext, name=…)`.
pub(crate) fn check(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", CHECK)?;
    refuse_table(&mut bound, "CheckConstraint")?;
    let condition = bound.require("sqltext");
    let condition = text_or_expression(cx, &condition, "sqltext")?;
    let constraint = check_constraint(host, cx, condition.clone(), &mut bound)?;
    let object = ConstraintObject::new(class.clone(), Constraint::Check(constraint));
    Ok(Value::host(object.following_conditions(host, &[condition])))
}

/// The check constraint with `condition` that the other arguments describe.
pub(crate) fn check_constraint(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    condition: Expression,
    bound: &mut BoundArguments,
) -> Result<CheckConstraint, PythonError> {
    let traits = constraint_traits(host, cx, bound)?;
    let mut options = keywords(cx, Construct::Check, bound)?;
    let not_valid = options.take("not_valid");
    Ok(CheckConstraint {
        traits,
        condition,
        validity: validity(cx, not_valid)?,
    })
}

/// The check constraint an object is, for a column that has it as an argument.
pub(crate) fn attached_check(object: &ConstraintObject, host: &Host) -> Option<CheckConstraint> {
    match object.attach(host) {
        Constraint::Check(check) => Some(check),
        Constraint::PrimaryKey(_)
        | Constraint::Unique(_)
        | Constraint::ForeignKey(_)
        | Constraint::Exclude(_) => None,
    }
}

fn refuse_table(bound: &mut BoundArguments, class: &str) -> Result<(), PythonError> {
    match bound.take_some("table") {
        Some(_) => Err(PythonError::unsupported(format!(
            "the argument table of {class}"
        ))),
        None => Ok(()),
    }
}

/// `name`, `deferrable` and `initially`; `info` has no effect on what is written.
pub(crate) fn constraint_traits(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<ConstraintTraits, PythonError> {
    let name = bound.take("name");
    let deferrable = bound.take("deferrable");
    let initially = bound.take("initially");
    let comment = bound.take("comment");
    Ok(ConstraintTraits {
        name: values::optional_name(cx, name, "name")?,
        deferrable: values::optional_flag(cx, deferrable)?,
        initially: values::optional_string(cx, initially, "initially")?
            .map(|text| text.to_string()),
        comment: values::optional_string(cx, comment, "comment")?.map(|text| text.to_string()),
        creation_order: host.next_creation_order(),
    })
}

/// What foreign keys of columns and of tables have in common.
///
/// `info` and `comment` have no effect: Alembic writes no comments of constraints.
pub(crate) fn foreign_key_traits(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<ForeignKeyTraits, PythonError> {
    let onupdate = bound.take("onupdate");
    let ondelete = bound.take("ondelete");
    let match_type = bound.take("match");
    let use_alter = bound.take("use_alter");
    let link_to_name = bound.take("link_to_name");
    let mut options = keywords(cx, Construct::ForeignKey, bound)?;
    let not_valid = options.take("not_valid");
    let mut text = |value, what| {
        values::optional_string(cx, value, what).map(|text| text.map(|text| text.to_string()))
    };
    Ok(ForeignKeyTraits {
        onupdate: text(onupdate, "onupdate")?,
        ondelete: text(ondelete, "ondelete")?,
        match_type: text(match_type, "match")?,
        validity: validity(cx, not_valid)?,
        use_alter: values::flag(cx, use_alter, false)?,
        link_to_name: values::flag(cx, link_to_name, false)?,
    })
}

fn keywords(
    cx: &mut Interpreter,
    construct: Construct,
    bound: &mut BoundArguments,
) -> Result<PostgresqlArguments, PythonError> {
    dialect_arguments(cx, construct, std::mem::take(&mut bound.rest_keyword))
}

fn validity(cx: &mut Interpreter, not_valid: Option<Value>) -> Result<Validity, PythonError> {
    Ok(if values::flag(cx, not_valid, false)? {
        Validity::NotValid
    } else {
        Validity::Validated
    })
}

/// `postgresql_nulls_not_distinct`.
pub(crate) fn nulls_distinct(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<NullsDistinct, PythonError> {
    match value {
        None | Some(Value::None) => Ok(NullsDistinct::Unspecified),
        // SQLAlchemy compares with `is True` and `is False`.
        Some(Value::Bool(true)) => Ok(NullsDistinct::NotDistinct),
        Some(Value::Bool(false)) => Ok(NullsDistinct::Distinct),
        Some(value) => Err(values::unexpected(
            cx,
            &value,
            "postgresql_nulls_not_distinct",
            "True or False",
        )),
    }
}

/// The keys of columns given by name or as objects.
pub(crate) fn column_keys(
    cx: &mut Interpreter,
    columns: &[Value],
) -> Result<Vec<Name>, PythonError> {
    columns
        .iter()
        .map(|column| match column.downcast::<ColumnObject>() {
            Some(object) => object.key_name(cx),
            None => values::name(cx, column, "a column"),
        })
        .collect()
}

/// What a foreign key points at: a string, or a column of a table.
pub(crate) fn foreign_key_target(
    cx: &mut Interpreter,
    target: &Value,
    what: &str,
) -> Result<ForeignKeyTarget, PythonError> {
    if let Some(text) = target.as_str() {
        return Ok(ForeignKeyTarget::Specification(text.to_string()));
    }
    let expression = match target.downcast::<MappedAttribute>() {
        // Other classes may follow that this one has to know first.
        Some(attribute) => Some(attribute.column_expression()?),
        None => expression_of(cx, target)?,
    };
    if let Some(ExpressionKind::Column(column)) = expression.as_ref().map(Expression::kind)
        && let Some(table) = column.table.as_ref().and_then(FromClause::table_reference)
    {
        return Ok(ForeignKeyTarget::Column {
            table: table.clone(),
            column: column.name.clone(),
        });
    }
    Err(values::unexpected(
        cx,
        target,
        what,
        "a string or a column of a table",
    ))
}
