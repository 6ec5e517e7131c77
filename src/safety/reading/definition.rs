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
    let mut locks: Vec<_> = facts
        .relations
        .into_iter()
        .map(|(table, mode)| (table, mode, Work::None))
        .collect();
    if view.or_replace {
        let replaced = relation(&view.name, default_schema);
        locks.insert(0, (replaced, LockMode::AccessExclusive, Work::None));
    }
    Action::Touch(Touch {
        locks,
        makes: Some(relation(&view.name, default_schema)),
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

/// `SET`, of which only `lock_timeout` matters here.
pub(super) fn set(set: &Set) -> Action {
    let Set::SingleAssignment {
        scope,
        variable,
        values,
        ..
    } = set
    else {
        return Action::Touch(Touch::default());
    };
    if parts(variable) != ["lock_timeout"] {
        return Action::Touch(Touch::default());
    }
    let scope = match scope {
        Some(ContextModifier::Local) => SettingScope::Transaction,
        Some(ContextModifier::Session | ContextModifier::Global) | None => SettingScope::Session,
    };
    Action::LockTimeout {
        milliseconds: values
            .first()
            .and_then(literal)
            .map_or(0, |text| milliseconds(&text)),
        scope,
    }
}

/// `SELECT set_config('lock_timeout', …, …)`.
pub(super) fn setting_by_function(statement: &Statement) -> Option<Action> {
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
    match arguments.as_slice() {
        [name, value, local] if name == "lock_timeout" => Some(Action::LockTimeout {
            milliseconds: milliseconds(value),
            scope: if local == "true" {
                SettingScope::Transaction
            } else {
                SettingScope::Session
            },
        }),
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
