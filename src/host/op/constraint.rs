//! `op.create_primary_key`, `create_unique_constraint`, `create_foreign_key`,
//! `create_check_constraint`, `create_exclude_constraint` and `drop_constraint`.

use crate::operations::{AddConstraintOp, ConstraintType, DropConstraintOp, Operation};
use crate::python::{Arguments, BinaryOperator, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::ExpressionKind;
use crate::schema::{
    Constraint, ConstraintTraits, ExcludeElement, ForeignKeyConstraint, ForeignKeyTarget, Name,
    PrimaryKeyConstraint, TableReference,
};
use crate::source::Origin;

use super::super::postgresql::exclude::exclude_constraint;
use super::super::raise::sqlalchemy_error;
use super::super::sa::constraint::{
    check_constraint, constraint_traits, foreign_key_traits, unique_constraint,
};
use super::super::sa::expression::text_or_expression;
use super::super::values;
use super::target::{Signature, Target, existence, table_reference};

fn add(
    target: &Target,
    cx: &mut Interpreter,
    table: TableReference,
    constraint: Constraint,
    origin: Origin,
) -> Result<Value, PythonError> {
    let operation = AddConstraintOp { table, constraint };
    target.invoke(cx, Operation::AddConstraint(Box::new(operation)), origin)
}

const PRIMARY_KEY: Signature = Signature {
    name: "create_primary_key",
    direct: &[
        Parameter::required("constraint_name"),
        Parameter::required("table_name"),
        Parameter::required("columns"),
        Parameter::keyword("schema"),
    ],
    batch: &[
        Parameter::required("constraint_name"),
        Parameter::required("columns"),
    ],
};

/// `op.create_primary_key(constraint_name, table_name, columns, schema=…)`.
pub(super) fn create_primary_key(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&PRIMARY_KEY, arguments)?;
    let table = target.table(cx, &mut bound)?;
    let name = bound.take("constraint_name");
    let columns = bound.take("columns");
    let traits = ConstraintTraits {
        name: values::optional_name(cx, name, "constraint_name")?,
        creation_order: target.host().next_creation_order(),
        ..ConstraintTraits::default()
    };
    let columns = values::names(cx, columns, "columns")?;
    let constraint = PrimaryKeyConstraint {
        traits,
        columns,
        include: Vec::new(),
    };
    add(
        target,
        cx,
        table,
        Constraint::PrimaryKey(constraint),
        bound.origin,
    )
}

const UNIQUE: Signature = Signature {
    name: "create_unique_constraint",
    direct: &[
        Parameter::required("constraint_name"),
        Parameter::required("table_name"),
        Parameter::required("columns"),
        Parameter::keyword("schema"),
        Parameter::keyword("deferrable"),
        Parameter::keyword("initially"),
        Parameter::keyword("info"),
        Parameter::keyword("comment"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("constraint_name"),
        Parameter::required("columns"),
        Parameter::keyword("deferrable"),
        Parameter::keyword("initially"),
        Parameter::keyword("info"),
        Parameter::keyword("comment"),
        Parameter::rest_keyword("kw"),
    ],
};

/// `op.create_unique_constraint(constraint_name, table_name, columns, …)`.
pub(super) fn create_unique_constraint(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target
        .bind(&UNIQUE, arguments)?
        .renamed("constraint_name", "name");
    let table = target.table(cx, &mut bound)?;
    let columns = bound.take("columns");
    let columns = values::names(cx, columns, "columns")?;
    let constraint = unique_constraint(target.host(), cx, columns, &mut bound)?;
    add(
        target,
        cx,
        table,
        Constraint::Unique(constraint),
        bound.origin,
    )
}

const FOREIGN_KEY: Signature = Signature {
    name: "create_foreign_key",
    direct: &[
        Parameter::required("constraint_name"),
        Parameter::required("source_table"),
        Parameter::required("referent_table"),
        Parameter::required("local_cols"),
        Parameter::required("remote_cols"),
        Parameter::keyword("onupdate"),
        Parameter::keyword("ondelete"),
        Parameter::keyword("deferrable"),
        Parameter::keyword("initially"),
        Parameter::keyword("match"),
        Parameter::keyword("source_schema"),
        Parameter::keyword("referent_schema"),
        Parameter::keyword("use_alter"),
        Parameter::keyword("link_to_name"),
        Parameter::keyword("info"),
        Parameter::keyword("comment"),
        Parameter::rest_keyword("dialect_kw"),
    ],
    batch: &[
        Parameter::required("constraint_name"),
        Parameter::required("referent_table"),
        Parameter::required("local_cols"),
        Parameter::required("remote_cols"),
        Parameter::keyword("referent_schema"),
        Parameter::keyword("onupdate"),
        Parameter::keyword("ondelete"),
        Parameter::keyword("deferrable"),
        Parameter::keyword("initially"),
        Parameter::keyword("match"),
        Parameter::keyword("use_alter"),
        Parameter::keyword("link_to_name"),
        Parameter::keyword("info"),
        Parameter::keyword("comment"),
        Parameter::rest_keyword("dialect_kw"),
    ],
};

/// `op.create_foreign_key(constraint_name, source_table, referent_table, local_cols, …)`.
pub(super) fn create_foreign_key(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target
        .bind(&FOREIGN_KEY, arguments)?
        .renamed("constraint_name", "name");
    let table = target.table_called(cx, &mut bound, "source_table", "source_schema")?;
    let referent = bound.require("referent_table");
    let referent_schema = bound.take("referent_schema");
    let given_schema = referent_schema.as_ref().and_then(Value::as_str);
    let mut referent = table_reference(cx, &referent, referent_schema)?;
    let own = table.name.text() == referent.name.text()
        && table.schema.as_ref().map(Name::text) == referent.schema.as_ref().map(Name::text);
    let local = bound.require("local_cols");
    let remote = bound.require("remote_cols");
    if own {
        // Alembic makes one table of both lists.
        cx.binary(BinaryOperator::Add, &local, &remote)?;
        referent = table.clone();
    }
    let columns = values::names(cx, Some(local), "local_cols")?;
    let remote = values::names(cx, Some(remote), "remote_cols")?;
    let remote = referred_names(cx, &referent, remote, if own { &columns } else { &[] })?;
    if given_schema.is_some_and(|schema| schema.is_empty()) {
        return Err(sqlalchemy_error(
            cx,
            "NoReferencedTableError",
            format!("could not find table '{}'", referent.name),
        ));
    }
    let targets: Vec<ForeignKeyTarget> = remote
        .into_iter()
        .map(|column| ForeignKeyTarget::Column {
            table: referent.clone(),
            column,
        })
        .collect();
    if columns.len() != targets.len() {
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            "ForeignKeyConstraint number of constrained columns must match the number of \
             referenced columns.",
        ));
    }
    let traits = constraint_traits(target.host(), cx, &mut bound)?;
    let foreign_key = foreign_key_traits(cx, &mut bound)?;
    let constraint = ForeignKeyConstraint {
        traits,
        foreign_key,
        columns,
        targets,
    };
    add(
        target,
        cx,
        table,
        Constraint::ForeignKey(constraint),
        bound.origin,
    )
}

/// The columns a foreign key points at, in the table Alembic makes of them.
///
/// They are written behind the name of the table and a dot, so that a dot in one names another
/// table. `own` are the other columns of that table, if it is the referring one.
fn referred_names(
    cx: &mut Interpreter,
    referent: &TableReference,
    names: Vec<Name>,
    own: &[Name],
) -> Result<Vec<Name>, PythonError> {
    for (position, name) in names.iter().enumerate() {
        if name.text().contains('.') {
            return Err(sqlalchemy_error(
                cx,
                "NoReferencedTableError",
                format!(
                    "a foreign key to the column '{name}' of '{}' could not find its table",
                    referent.name
                ),
            ));
        }
        if own.is_empty()
            && names[..position]
                .iter()
                .any(|other| other.text() == name.text())
        {
            return Err(sqlalchemy_error(
                cx,
                "DuplicateColumnError",
                format!(
                    "A column with name '{name}' is already present in table '{}'.",
                    referent.name
                ),
            ));
        }
    }
    let first = |name: Name| {
        let known = own.iter().find(|own| own.text() == name.text());
        known.cloned().unwrap_or(name)
    };
    Ok(names.into_iter().map(first).collect())
}

const CHECK: Signature = Signature {
    name: "create_check_constraint",
    direct: &[
        Parameter::required("constraint_name"),
        Parameter::required("table_name"),
        Parameter::required("condition"),
        Parameter::keyword("schema"),
        Parameter::keyword("deferrable"),
        Parameter::keyword("initially"),
        Parameter::keyword("info"),
        Parameter::keyword("comment"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("constraint_name"),
        Parameter::required("condition"),
        Parameter::keyword("deferrable"),
        Parameter::keyword("initially"),
        Parameter::keyword("info"),
        Parameter::keyword("comment"),
        Parameter::rest_keyword("kw"),
    ],
};

/// `op.create_check_constraint(constraint_name, table_name, condition, …)`.
pub(super) fn create_check_constraint(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target
        .bind(&CHECK, arguments)?
        .renamed("constraint_name", "name");
    let table = target.table(cx, &mut bound)?;
    let condition = bound.require("condition");
    let condition = text_or_expression(cx, &condition, "condition")?;
    let constraint = check_constraint(target.host(), cx, condition, &mut bound)?;
    add(
        target,
        cx,
        table,
        Constraint::Check(constraint),
        bound.origin,
    )
}

const EXCLUDE: Signature = Signature {
    name: "create_exclude_constraint",
    direct: &[
        Parameter::required("constraint_name"),
        Parameter::required("table_name"),
        Parameter::rest("elements"),
        Parameter::keyword("schema"),
        Parameter::keyword("using"),
        Parameter::keyword("where"),
        Parameter::keyword("ops"),
        Parameter::keyword("deferrable"),
        Parameter::keyword("initially"),
        Parameter::keyword("comment"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("constraint_name"),
        Parameter::rest("elements"),
        Parameter::keyword("using"),
        Parameter::keyword("where"),
        Parameter::keyword("ops"),
        Parameter::keyword("deferrable"),
        Parameter::keyword("initially"),
        Parameter::keyword("comment"),
        Parameter::rest_keyword("kw"),
    ],
};

/// `op.create_exclude_constraint(constraint_name, table_name, *elements, …)`; `ExcludeConstraint`
/// takes any further keyword and heeds none.
pub(super) fn create_exclude_constraint(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target
        .bind(&EXCLUDE, arguments)?
        .renamed("constraint_name", "name");
    let table = target.table(cx, &mut bound)?;
    if let Some((keyword, _)) = bound
        .rest_keyword
        .iter()
        .find(|(keyword, _)| matches!(&**keyword, "name" | "schema" | "elements"))
    {
        return Err(PythonError::type_error(format!(
            "CreateExcludeConstraintOp() got multiple values for keyword argument '{keyword}'"
        )));
    }
    let constraint = exclude_constraint(target.host(), cx, &mut bound)?;
    // Alembic makes a column of each element, for which a text has no name.
    let is_text =
        |element: &ExcludeElement| matches!(element.expression.kind(), ExpressionKind::Text(_));
    if constraint.elements.iter().any(is_text) {
        return Err(PythonError::unsupported(
            "text() as an element of create_exclude_constraint()",
        ));
    }
    add(
        target,
        cx,
        table,
        Constraint::Exclude(constraint),
        bound.origin,
    )
}

const DROP: Signature = Signature {
    name: "drop_constraint",
    direct: &[
        Parameter::required("constraint_name"),
        Parameter::required("table_name"),
        Parameter::optional("type_"),
        Parameter::keyword("schema"),
        Parameter::keyword("if_exists"),
    ],
    batch: &[
        Parameter::required("constraint_name"),
        Parameter::optional("type_"),
    ],
};

/// `op.drop_constraint(constraint_name, table_name, type_=…)`.
pub(super) fn drop_constraint(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&DROP, arguments)?;
    let table = target.table(cx, &mut bound)?;
    let name = bound.take("constraint_name");
    let constraint_type = bound.take("type_");
    let check = match target {
        Target::Direct(_) => bound.take("if_exists"),
        Target::Batch(_) => None,
    };
    let operation = DropConstraintOp {
        constraint_name: values::optional_name(cx, name, "constraint_name")?,
        table,
        constraint_type: constraint_kind(cx, constraint_type)?,
        existence: existence(cx, check)?,
    };
    target.invoke(cx, Operation::DropConstraint(operation), bound.origin)
}

fn constraint_kind(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<Option<ConstraintType>, PythonError> {
    let Some(kind) = values::optional_string(cx, value, "type_")? else {
        return Ok(None);
    };
    match &*kind {
        "foreignkey" => Ok(Some(ConstraintType::ForeignKey)),
        "primary" => Ok(Some(ConstraintType::PrimaryKey)),
        "unique" => Ok(Some(ConstraintType::Unique)),
        "check" => Ok(Some(ConstraintType::Check)),
        _ => Err(PythonError::type_error(
            "'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None",
        )),
    }
}
