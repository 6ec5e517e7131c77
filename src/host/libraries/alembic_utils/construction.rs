//! Entities by the arguments of their constructors, or by the statements that make them.

use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError};

use super::super::super::values;
use super::entity_kind::{EntityKind, Population, TriggerKind};
use super::library::parse_failure;
use super::parsing;
use super::text::{
    coerce_to_unquoted, escape_colon_for_plpgsql, escape_colon_for_sql, is_plpgsql,
    normalized_name, strip_terminating_semicolon,
};

/// What an entity is made of.
pub(super) struct Description {
    /// Its schema, without quotes.
    pub(super) schema: String,
    /// Its name, a function's with parameters, without quotes.
    pub(super) signature: String,
    /// What it is, with the colons escaped where the library does so.
    pub(super) definition: String,
    /// What only its kind has.
    pub(super) kind: EntityKind,
}

fn string(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    parameter: &str,
) -> Result<String, PythonError> {
    let value = bound.require(parameter);
    Ok(values::string(cx, &value, parameter)?.to_string())
}

const SCHEMA: Parameter<'static> = Parameter::required("schema");
const SIGNATURE: Parameter<'static> = Parameter::required("signature");
const DEFINITION: Parameter<'static> = Parameter::required("definition");
const ON_ENTITY: Parameter<'static> = Parameter::required("on_entity");

/// `PGExtension(schema, signature)`.
pub(super) fn extension(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Description, PythonError> {
    let mut bound = arguments.bind("PGExtension.__init__", &[SCHEMA, SIGNATURE])?;
    let schema = normalized_name(&string(cx, &mut bound, "schema")?);
    let signature = normalized_name(&string(cx, &mut bound, "signature")?);
    Ok(Description {
        definition: format!("PGExtension: {schema} {signature}"),
        schema,
        signature,
        kind: EntityKind::Extension,
    })
}

/// `PGFunction(schema, signature, definition)`.
pub(super) fn function(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Description, PythonError> {
    let mut bound = arguments.bind("PGFunction.__init__", &[SCHEMA, SIGNATURE, DEFINITION])?;
    let schema = string(cx, &mut bound, "schema")?;
    let signature = string(cx, &mut bound, "signature")?;
    let definition = string(cx, &mut bound, "definition")?;
    Ok(function_of(&schema, &signature, &definition))
}

fn function_of(schema: &str, signature: &str, definition: &str) -> Description {
    let stripped = strip_terminating_semicolon(definition);
    let definition = if is_plpgsql(definition) {
        escape_colon_for_plpgsql(&stripped)
    } else {
        escape_colon_for_sql(&stripped)
    };
    Description {
        schema: normalized_name(schema),
        signature: normalized_name(signature),
        definition,
        kind: EntityKind::Function,
    }
}

/// `PGView(schema, signature, definition)`, whose colons stay as they are.
pub(super) fn view(cx: &mut Interpreter, arguments: Arguments) -> Result<Description, PythonError> {
    let mut bound = arguments.bind("PGView.__init__", &[SCHEMA, SIGNATURE, DEFINITION])?;
    let schema = string(cx, &mut bound, "schema")?;
    let signature = string(cx, &mut bound, "signature")?;
    let definition = string(cx, &mut bound, "definition")?;
    Ok(view_of(&schema, &signature, &definition, EntityKind::View))
}

fn view_of(schema: &str, signature: &str, definition: &str, kind: EntityKind) -> Description {
    Description {
        schema: normalized_name(schema),
        signature: normalized_name(signature),
        definition: strip_terminating_semicolon(definition),
        kind,
    }
}

/// `PGMaterializedView(schema, signature, definition, with_data=True)`.
pub(super) fn materialized_view(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Description, PythonError> {
    let mut bound = arguments.bind(
        "PGMaterializedView.__init__",
        &[
            SCHEMA,
            SIGNATURE,
            DEFINITION,
            Parameter::optional("with_data"),
        ],
    )?;
    let schema = string(cx, &mut bound, "schema")?;
    let signature = string(cx, &mut bound, "signature")?;
    let definition = string(cx, &mut bound, "definition")?;
    let with_data = bound.take("with_data");
    let population = if values::flag(cx, with_data, true)? {
        Population::Filled
    } else {
        Population::Empty
    };
    let kind = EntityKind::MaterializedView(population);
    Ok(view_of(&schema, &signature, &definition, kind))
}

/// `PGPolicy(schema, signature, definition, on_entity)`.
pub(super) fn policy(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Description, PythonError> {
    let mut bound = arguments.bind(
        "PGPolicy.__init__",
        &[SCHEMA, SIGNATURE, DEFINITION, ON_ENTITY],
    )?;
    let schema = string(cx, &mut bound, "schema")?;
    let signature = string(cx, &mut bound, "signature")?;
    let definition = string(cx, &mut bound, "definition")?;
    let on_entity = string(cx, &mut bound, "on_entity")?;
    let on_entity = qualified_entity(&on_entity);
    let kind = EntityKind::Policy { on_entity };
    Ok(escaped(&schema, &signature, &definition, kind))
}

/// `PGTrigger(schema, signature, definition, on_entity, is_constraint=False)`.
pub(super) fn trigger(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Description, PythonError> {
    let mut bound = arguments.bind(
        "PGTrigger.__init__",
        &[
            SCHEMA,
            SIGNATURE,
            DEFINITION,
            ON_ENTITY,
            Parameter::optional("is_constraint"),
        ],
    )?;
    let schema = string(cx, &mut bound, "schema")?;
    let signature = string(cx, &mut bound, "signature")?;
    let definition = string(cx, &mut bound, "definition")?;
    let on_entity = string(cx, &mut bound, "on_entity")?;
    let is_constraint = bound.take("is_constraint");
    let trigger_kind = if values::flag(cx, is_constraint, false)? {
        TriggerKind::Constraint
    } else {
        TriggerKind::Plain
    };
    let kind = EntityKind::Trigger {
        on_entity: qualified_entity(&on_entity),
        kind: trigger_kind,
    };
    Ok(escaped(&schema, &signature, &definition, kind))
}

fn escaped(schema: &str, signature: &str, definition: &str, kind: EntityKind) -> Description {
    Description {
        schema: normalized_name(schema),
        signature: normalized_name(signature),
        definition: escape_colon_for_sql(&strip_terminating_semicolon(definition)),
        kind,
    }
}

/// `schema.table` without quotes; `public` where there is no schema.
fn qualified_entity(on_entity: &str) -> String {
    let qualified = if on_entity.contains('.') {
        on_entity.to_owned()
    } else {
        format!("public.{on_entity}")
    };
    coerce_to_unquoted(&qualified)
}

/// The argument of `from_sql`.
pub(super) fn only_sql(cx: &mut Interpreter, arguments: Arguments) -> Result<String, PythonError> {
    let mut bound = arguments.bind("from_sql", &[Parameter::required("sql")])?;
    string(cx, &mut bound, "sql")
}

fn failure(cx: &mut Interpreter, class: &str, sql: &str) -> PythonError {
    let message = format!("Failed to parse SQL into {class} \"\"\"{sql}\"\"\"");
    parse_failure(cx, message)
}

/// `PGFunction.from_sql(sql)`.
pub(super) fn parsed_function(cx: &mut Interpreter, sql: &str) -> Result<Description, PythonError> {
    let Some(parts) = parsing::function(sql.trim()) else {
        return Err(failure(cx, "PGFunction", sql));
    };
    let raw = parts.field("signature");
    let signature = if raw.starts_with('"') {
        raw.replacen('"', "", 2)
    } else {
        raw.to_owned()
    };
    let definition = format!("returns {}", parts.field("definition"));
    Ok(function_of(parts.field("schema"), &signature, &definition))
}

/// The name of a view without its quotes and its columns.
fn view_name(signature: &str) -> String {
    let name = signature.split('(').next().unwrap_or_default();
    name.replace('"', "")
}

/// `PGView.from_sql(sql)`.
pub(super) fn parsed_view(cx: &mut Interpreter, sql: &str) -> Result<Description, PythonError> {
    let Some(parts) = parsing::view(sql) else {
        return Err(failure(cx, "PGView", sql));
    };
    let name = view_name(parts.field("signature"));
    let definition = parts.field("definition");
    Ok(view_of(
        parts.field("schema"),
        &name,
        definition,
        EntityKind::View,
    ))
}

/// `PGMaterializedView.from_sql(sql)`.
pub(super) fn parsed_materialized_view(
    cx: &mut Interpreter,
    sql: &str,
) -> Result<Description, PythonError> {
    let sql = strip_terminating_semicolon(sql);
    let Some(parts) = parsing::materialized_view(&sql) else {
        return Err(failure(cx, "PGView", &sql));
    };
    let population = if parts.has("no_data") {
        Population::Empty
    } else {
        Population::Filled
    };
    let name = view_name(parts.field("signature"));
    let kind = EntityKind::MaterializedView(population);
    Ok(view_of(
        parts.field("schema"),
        &name,
        parts.field("definition"),
        kind,
    ))
}

/// `PGPolicy.from_sql(sql)`.
pub(super) fn parsed_policy(cx: &mut Interpreter, sql: &str) -> Result<Description, PythonError> {
    let Some(parts) = parsing::policy(sql.trim()) else {
        return Err(failure(cx, "PGPolicy", sql));
    };
    let (schema, on_entity) = schema_and_entity(parts.field("on_entity"));
    let kind = EntityKind::Policy {
        on_entity: qualified_entity(&on_entity),
    };
    Ok(escaped(
        &schema,
        parts.field("signature"),
        parts.field("definition"),
        kind,
    ))
}

/// `PGTrigger.from_sql(sql)`.
pub(super) fn parsed_trigger(cx: &mut Interpreter, sql: &str) -> Result<Description, PythonError> {
    let Some(parts) = parsing::trigger(sql) else {
        return Err(failure(cx, "PGTrigger", sql));
    };
    let trigger_kind = if parts.has("constraint") {
        TriggerKind::Constraint
    } else {
        TriggerKind::Plain
    };
    let (schema, on_entity) = schema_and_entity(parts.field("on_entity"));
    let definition = format!(
        " {} ON {on_entity} {}",
        parts.field("event"),
        parts.field("action")
    );
    let kind = EntityKind::Trigger {
        on_entity: qualified_entity(&on_entity),
        kind: trigger_kind,
    };
    Ok(escaped(
        &schema,
        parts.field("signature"),
        &definition,
        kind,
    ))
}

/// The schema of an entity, which is `public` where none is named, and the entity with it.
fn schema_and_entity(on_entity: &str) -> (String, String) {
    match on_entity.split_once('.') {
        Some((schema, _)) => (schema.to_owned(), on_entity.to_owned()),
        None => ("public".to_owned(), format!("public.{on_entity}")),
    }
}
