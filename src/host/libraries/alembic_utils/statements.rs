//! The statements that make, replace and drop an entity.

use crate::python::{ExceptionClass, Interpreter, PythonError};

use super::entity::Entity;
use super::entity_kind::{EntityKind, Grant, Population, TriggerKind};
use super::grant;
use super::library::parse_failure;
use super::parsing;
use super::text::coerce_to_quoted;

/// `to_sql_statement_create()`.
pub(super) fn create(cx: &mut Interpreter, entity: &Entity) -> Result<String, PythonError> {
    let schema = entity.literal_schema();
    let Entity {
        signature,
        definition,
        ..
    } = entity;
    Ok(match &entity.kind {
        EntityKind::Extension => format!("CREATE EXTENSION \"{signature}\" WITH SCHEMA {schema};"),
        EntityKind::Function => {
            let signature = literal_signature(entity)?;
            format!("CREATE FUNCTION {schema}.{signature} {definition}")
        }
        EntityKind::Grant(given) => grant::create(&schema, given),
        EntityKind::MaterializedView(population) => {
            format!("{};", create_materialized_view(entity, *population))
        }
        EntityKind::Policy { on_entity } => {
            format!("CREATE POLICY {signature} on {on_entity} {definition}")
        }
        EntityKind::Trigger { kind, .. } => create_trigger(cx, entity, *kind)?,
        EntityKind::View => format!("CREATE VIEW {schema}.\"{signature}\" AS {definition};"),
    })
}

/// `to_sql_statement_create_or_replace()`.
pub(super) fn create_or_replace(
    cx: &mut Interpreter,
    entity: &Entity,
) -> Result<Vec<String>, PythonError> {
    let schema = entity.literal_schema();
    let Entity {
        signature,
        definition,
        ..
    } = entity;
    Ok(match &entity.kind {
        EntityKind::Extension => {
            return Err(PythonError::exception(
                ExceptionClass::NotImplementedError,
                "",
            ));
        }
        EntityKind::Function => {
            let signature = literal_signature(entity)?;
            vec![format!(
                "CREATE OR REPLACE FUNCTION {schema}.{signature} {definition}"
            )]
        }
        EntityKind::Grant(given) => {
            vec![grant::drop(&schema, given), grant::create(&schema, given)]
        }
        EntityKind::MaterializedView(population) => vec![
            format!("DROP MATERIALIZED VIEW IF EXISTS {schema}.\"{signature}\"; "),
            create_materialized_view(entity, *population),
        ],
        EntityKind::Policy { on_entity } => vec![
            format!("DROP POLICY IF EXISTS {signature} on {on_entity};"),
            format!("CREATE POLICY {signature} on {on_entity} {definition};"),
        ],
        EntityKind::Trigger { on_entity, kind } => vec![
            format!("DROP TRIGGER IF EXISTS \"{signature}\" ON {on_entity};"),
            create_trigger(cx, entity, *kind)?,
        ],
        EntityKind::View => vec![replace_view(
            &format!("{schema}.\"{signature}\""),
            definition,
        )],
    })
}

/// `to_sql_statement_drop(cascade)`.
pub(super) fn drop(entity: &Entity, cascade: bool) -> Result<String, PythonError> {
    let schema = entity.literal_schema();
    let signature = &entity.signature;
    let word = if cascade { "cascade" } else { "" };
    Ok(match &entity.kind {
        EntityKind::Extension => {
            format!("DROP EXTENSION \"{signature}\" {}", word.to_uppercase())
        }
        EntityKind::Function => drop_function(entity, word)?,
        EntityKind::Grant(given) => grant::drop(&schema, given),
        EntityKind::MaterializedView(_) => {
            format!("DROP MATERIALIZED VIEW {schema}.\"{signature}\" {word}")
        }
        EntityKind::Policy { on_entity } => {
            format!("DROP POLICY {signature} on {on_entity} {word}")
        }
        EntityKind::Trigger { on_entity, .. } => {
            format!("DROP TRIGGER \"{signature}\" ON {on_entity} {word}")
        }
        EntityKind::View => format!("DROP VIEW {schema}.\"{signature}\" {word}"),
    })
}

/// The signature with the function's name in quotes.
fn literal_signature(entity: &Entity) -> Result<String, PythonError> {
    let Some((name, remainder)) = entity.signature.split_once('(') else {
        return Err(PythonError::value_error(
            "not enough values to unpack (expected 2, got 1)",
        ));
    };
    Ok(format!("\"{}\"({remainder}", name.trim()))
}

/// DROP FUNCTION names the parameters without their defaults.
fn drop_function(entity: &Entity, cascade: &str) -> Result<String, PythonError> {
    let Some(parts) = parsing::signature(&entity.signature) else {
        return Err(PythonError::type_error(
            "'NoneType' object is not subscriptable",
        ));
    };
    let parameters: Vec<String> = parts
        .field("parameters")
        .trim()
        .split(',')
        .map(without_default)
        .collect();
    Ok(format!(
        "DROP FUNCTION {}.\"{}\"({}) {cascade}",
        entity.literal_schema(),
        parts.field("function_name").trim(),
        parameters.join(", ")
    ))
}

/// Cut where the word `default` stands in lower case, by its length in characters.
fn without_default(parameter: &str) -> String {
    let lower = parameter.to_lowercase();
    let kept = lower.split("default").next().unwrap_or_default();
    let text: String = parameter.chars().take(kept.chars().count()).collect();
    text.trim().to_owned()
}

fn create_materialized_view(entity: &Entity, population: Population) -> String {
    let definition = entity.definition.trim_end().trim_end_matches(';');
    let no = match population {
        Population::Filled => "",
        Population::Empty => "NO",
    };
    format!(
        "CREATE MATERIALIZED VIEW {}.\"{}\" AS {definition} WITH {no} DATA",
        entity.literal_schema(),
        entity.signature
    )
}

/// The table in the definition is qualified with the trigger's schema.
fn create_trigger(
    cx: &mut Interpreter,
    entity: &Entity,
    kind: TriggerKind,
) -> Result<String, PythonError> {
    let definition = &entity.definition;
    let Some(parts) = parsing::trigger_definition(definition) else {
        let message =
            format!("Failed to parse SQL into PGTrigger.definition \"\"\"{definition}\"\"\"");
        return Err(parse_failure(cx, message));
    };
    let table = parts.field("on_entity");
    let table = table.split_once('.').map_or(table, |(_, table)| table);
    let constraint = match kind {
        TriggerKind::Plain => " ",
        TriggerKind::Constraint => " CONSTRAINT ",
    };
    Ok(format!(
        "CREATE{constraint}TRIGGER \"{}\" {} ON {}.{table} {}",
        entity.signature,
        parts.field("event"),
        entity.schema,
        parts.field("action")
    ))
}

/// A view whose columns change cannot be replaced: it is dropped and made then.
fn replace_view(view: &str, definition: &str) -> String {
    format!(
        "\n        do $$\n            begin\n                CREATE OR REPLACE VIEW {view} AS \
         {definition};\n\n            exception when others then\n                \
         DROP VIEW IF EXISTS {view};\n\n                CREATE VIEW {view} AS {definition};\n\
         \x20           end;\n        $$ language 'plpgsql'\n        "
    )
}

/// The table of a grant with its schema, in quotes.
pub(super) fn granted_table(schema: &str, grant: &Grant) -> String {
    format!("{schema}.{}", coerce_to_quoted(&grant.table))
}
