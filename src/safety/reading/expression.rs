//! What an expression calls and proves.

use std::ops::ControlFlow;

use sqlparser::ast::{BinaryOperator, Expr, Function, ObjectName, visit_expressions};

use super::names::{folded, parts};
use crate::safety::action::{ColumnDefault, Using};
use crate::safety::column_type::ColumnType;
use crate::safety::functions::{Volatility, volatility};

/// The functions an expression calls: the most volatile of those that are known, and one that is
/// not.
pub(super) fn calls(expression: &Expr) -> (Volatility, Option<String>) {
    let mut most = Volatility::Immutable;
    let mut unknown = None;
    let _: ControlFlow<()> = visit_expressions(expression, |part| {
        if let Some(operator) = own_operator(part) {
            unknown = Some(operator);
        }
        if let Expr::Function(function) = part {
            match called(function) {
                Ok(one) => most = most.max(one),
                Err(name) => unknown = Some(name),
            }
        }
        ControlFlow::Continue(())
    });
    (most, unknown)
}

/// The columns an expression names, each once.
pub(super) fn columns(expression: &Expr) -> Vec<String> {
    let mut columns = Vec::new();
    let _: ControlFlow<()> = visit_expressions(expression, |part| {
        let ident = match part {
            Expr::Identifier(ident) => Some(ident),
            Expr::CompoundIdentifier(idents) => idents.last(),
            _ => None,
        };
        if let Some(name) = ident.map(folded)
            && !columns.contains(&name)
        {
            columns.push(name);
        }
        ControlFlow::Continue(())
    });
    columns
}

/// An operator of a schema that is not the server's, which calls a function nobody knows.
pub(super) fn own_operator(expression: &Expr) -> Option<String> {
    match expression {
        Expr::BinaryOp {
            op: BinaryOperator::PGCustomBinaryOperator(parts),
            ..
        } if parts.first().map(String::as_str) != Some("pg_catalog") => Some(parts.join(".")),
        _ => None,
    }
}

/// How volatile a called function is, or its name.
pub(super) fn called(function: &Function) -> Result<Volatility, String> {
    called_by_name(&function.name)
}

/// The same for a function that stands where a table does.
pub(super) fn called_by_name(name: &ObjectName) -> Result<Volatility, String> {
    let parts = parts(name);
    let known = match parts.as_slice() {
        [name] => volatility(name),
        [schema, name] if schema == "pg_catalog" => volatility(name),
        // Extensions are often in a schema of their own.
        [schema, name] if schema == "public" || schema == "extensions" => {
            volatility(name).filter(|_| name.starts_with("uuid_generate") || name == "gen_salt")
        }
        _ => None,
    };
    known.ok_or_else(|| parts.join("."))
}

/// A default as its volatility.
pub(super) fn default(expression: &Expr) -> ColumnDefault {
    let (volatility, unknown_function) = calls(expression);
    ColumnDefault::Expression {
        volatility,
        unknown_function,
    }
}

/// Whether the USING of a change of type is the cast that happens without one.
pub(super) fn using(expression: Option<&Expr>, column: &str, new_type: &ColumnType) -> Using {
    match expression {
        None => Using::Cast,
        Some(Expr::Cast {
            expr, data_type, ..
        }) if is_column(expr, column) && ColumnType::parse(&data_type.to_string()) == *new_type => {
            Using::Cast
        }
        Some(expression) if is_column(expression, column) => Using::Cast,
        Some(_) => Using::Expression,
    }
}

fn is_column(expression: &Expr, column: &str) -> bool {
    match expression {
        Expr::Nested(inner) => is_column(inner, column),
        Expr::Identifier(ident) => folded(ident) == column,
        Expr::CompoundIdentifier(idents) => {
            idents.last().is_some_and(|ident| folded(ident) == column)
        }
        _ => false,
    }
}

/// The columns that a check proves to hold no NULL: `a IS NOT NULL`, alone or joined by AND.
pub(super) fn proves_not_null(condition: &Expr) -> Vec<String> {
    match condition {
        Expr::Nested(inner) => proves_not_null(inner),
        Expr::IsNotNull(inner) => match &**inner {
            Expr::Identifier(ident) => vec![folded(ident)],
            _ => Vec::new(),
        },
        Expr::BinaryOp {
            left,
            op: BinaryOperator::And,
            right,
        } => {
            let mut columns = proves_not_null(left);
            columns.extend(proves_not_null(right));
            columns
        }
        _ => Vec::new(),
    }
}
