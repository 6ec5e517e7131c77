//! Settings, views and comments: what needs more than its name.

use sqlparser::ast::{
    ContextModifier, CreateView, Expr, FunctionArg, FunctionArgExpr, FunctionArguments, ObjectName,
    SelectItem, Set, SetExpr, Statement, Value,
};

use super::names::{from_parts, parts, relation};
use super::queries::reads;
use crate::safety::action::{Action, SettingScope, Touch};
use crate::safety::effect::Work;
use crate::safety::lock_mode::LockMode;

/// A view replaces the one that is there under the strongest lock; its tables are only looked at.
pub(super) fn create_view(view: &CreateView, default_schema: &str) -> Action {
    let facts = match reads(&view.query, default_schema) {
        Ok(facts) => facts,
        Err(reason) => return Action::Unknown(reason),
    };
    let read = facts.relations.iter().map(|(table, _)| table.clone());
    let name = relation(&view.name, default_schema);
    let defines = Some((name.clone(), read.collect()));
    let mut locks: Vec<_> = facts
        .relations
        .into_iter()
        .map(|(table, mode)| (table, mode, Work::None))
        .collect();
    if view.or_replace {
        locks.insert(0, (name, LockMode::AccessExclusive, Work::None));
    }
    Action::Touch(Touch {
        locks,
        defines,
        // A view's functions run when it is read; a materialized view's when it is made.
        unknown_function: facts.unknown_function.filter(|_| view.materialized),
        ..Touch::default()
    })
}

/// `COMMENT ON COLUMN table.column`.
pub(super) fn comment_on_column(name: &ObjectName, default_schema: &str) -> Action {
    let mut parts = parts(name);
    parts.pop();
    Action::Touch(Touch::one(
        from_parts(&parts, default_schema),
        LockMode::ShareUpdateExclusive,
        Work::None,
    ))
}

/// `SET`, of which `lock_timeout` and `search_path` matter here.
pub(super) fn set(set: &Set, default_schema: &str) -> Action {
    let Set::SingleAssignment {
        scope,
        variable,
        values,
        ..
    } = set
    else {
        return Action::Touch(Touch::default());
    };
    let scope = match scope {
        Some(ContextModifier::Local) => SettingScope::Transaction,
        Some(ContextModifier::Session | ContextModifier::Global) | None => SettingScope::Session,
    };
    match parts(variable).join(".").as_str() {
        "lock_timeout" => Action::LockTimeout {
            milliseconds: values
                .first()
                .and_then(literal)
                .map_or(0, |text| milliseconds(&text)),
            scope,
        },
        "search_path" => {
            let schemas: Option<Vec<String>> = values.iter().map(literal).collect();
            Action::SearchPath {
                is_usual: schemas.is_some_and(|schemas| is_usual(&schemas, default_schema)),
                scope,
            }
        }
        _ => Action::Touch(Touch::default()),
    }
}

/// `RESET` of one setting; of all of them where there is no name.
pub(super) fn reset(name: Option<&ObjectName>) -> Action {
    match name.map(|name| parts(name).join(".")).as_deref() {
        None | Some("search_path") => Action::SearchPath {
            is_usual: true,
            scope: SettingScope::Session,
        },
        Some("lock_timeout") => Action::LockTimeout {
            milliseconds: 0,
            scope: SettingScope::Session,
        },
        Some(_) => Action::Touch(Touch::default()),
    }
}

/// Whether the first schema of a search path is the one that unqualified names mean anyway.
fn is_usual(schemas: &[String], default_schema: &str) -> bool {
    let first = schemas.iter().find(|schema| *schema != "$user");
    first.is_some_and(|schema| schema == default_schema || schema.eq_ignore_ascii_case("default"))
}

/// `SELECT set_config('lock_timeout', …, …)`.
pub(super) fn setting_by_function(statement: &Statement, default_schema: &str) -> Option<Action> {
    let Statement::Query(query) = statement else {
        return None;
    };
    let SetExpr::Select(select) = &*query.body else {
        return None;
    };
    let [SelectItem::UnnamedExpr(Expr::Function(function))] = select.projection.as_slice() else {
        return None;
    };
    if parts(&function.name).last().map(String::as_str) != Some("set_config") {
        return None;
    }
    let FunctionArguments::List(list) = &function.args else {
        return None;
    };
    let arguments: Vec<String> = list
        .args
        .iter()
        .filter_map(|argument| match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expression)) => literal(expression),
            _ => None,
        })
        .collect();
    let [name, value, local] = arguments.as_slice() else {
        return Some(Action::Unknown(
            "which setting it changes is not known".to_owned(),
        ));
    };
    let scope = if local == "true" {
        SettingScope::Transaction
    } else {
        SettingScope::Session
    };
    match name.to_lowercase().as_str() {
        "lock_timeout" => Some(Action::LockTimeout {
            milliseconds: milliseconds(value),
            scope,
        }),
        "search_path" => {
            let schemas: Vec<String> = value
                .split(',')
                .map(|schema| schema.trim().trim_matches('"').to_owned())
                .collect();
            Some(Action::SearchPath {
                is_usual: is_usual(&schemas, default_schema),
                scope,
            })
        }
        _ => None,
    }
}

fn literal(expression: &Expr) -> Option<String> {
    let Expr::Value(value) = expression else {
        return match expression {
            Expr::Identifier(ident) => Some(ident.value.clone()),
            _ => None,
        };
    };
    Some(match &value.value {
        Value::SingleQuotedString(text) | Value::Number(text, _) => text.clone(),
        Value::Boolean(value) => value.to_string(),
        _ => return None,
    })
}

/// A duration as the server reads it: a number of milliseconds, or a number with its unit.
fn milliseconds(text: &str) -> u64 {
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let Ok(number) = text[..end].parse::<f64>() else {
        return 0;
    };
    let factor = match text[end..].trim() {
        "us" => 0.001,
        "s" => 1_000.0,
        "min" => 60_000.0,
        "h" => 3_600_000.0,
        "d" => 86_400_000.0,
        _ => 1.0,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates, and the number has no sign"
    )]
    let milliseconds = (number * factor) as u64;
    milliseconds
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[test]
    fn a_duration_has_a_unit_or_is_milliseconds() {
        assert_eq!(milliseconds("5s"), 5_000);
        assert_eq!(milliseconds("1 min"), 60_000);
        assert_eq!(milliseconds("250"), 250);
        assert_eq!(milliseconds("0"), 0);
        assert_eq!(milliseconds("DEFAULT"), 0);
    }
}
