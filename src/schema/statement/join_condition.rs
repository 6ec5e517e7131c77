//! The condition of a join that was given none: by foreign keys (`Join._join_condition`).

use super::super::constraint::ForeignKeyTarget;
use super::super::error::SchemaError;
use super::super::expression::{
    BinaryOperator, BooleanConnective, Expression, ExpressionKind, operators,
};
use super::super::name::Name;
use super::super::table::TableReference;
use super::columns::{ForeignKeyLink, FromColumn};
use super::from_clause::{FromClause, FromKind};
use super::identity::Identity;

/// The pairs of columns of one foreign key.
type Pairs = Vec<(Expression, Expression)>;

/// The condition foreign keys give; an error where there is none or more than one.
pub(super) fn find_condition(
    left: &FromClause,
    right: &FromClause,
) -> Result<Expression, SchemaError> {
    let keys = foreign_keys(left, right)?;
    let Some((_, first)) = keys.first() else {
        let hint = if matches!(right.kind(), FromKind::Join(_)) {
            " Perhaps you meant to convert the right side to a subquery using alias()?"
        } else {
            ""
        };
        return Err(SchemaError::NoForeignKeys(format!(
            "Can't find any foreign key relationships between '{}' and '{}'.{hint}",
            left.description(),
            right.description()
        )));
    };
    if keys.len() > 1 && !keys.iter().all(|(_, pairs)| same(pairs, first)) {
        return Err(SchemaError::AmbiguousForeignKeys(format!(
            "Can't determine join between '{}' and '{}'; tables have more than one foreign key \
             constraint relationship between them. Please specify the 'onclause' of this join \
             explicitly.",
            left.description(),
            right.description()
        )));
    }
    let mut conditions = Vec::with_capacity(first.len());
    for (referred, referring) in first {
        conditions.push(operators::compare(
            referred,
            BinaryOperator::Equal,
            referring.clone().into(),
        )?);
    }
    if let [condition] = conditions.as_slice() {
        return Ok(condition.clone());
    }
    operators::conjunction(
        BooleanConnective::And,
        conditions.into_iter().map(Into::into).collect(),
    )
}

/// Whether foreign keys lead from one to the other.
pub(super) fn can_join(left: &FromClause, right: &FromClause) -> Result<bool, SchemaError> {
    Ok(!foreign_keys(left, right)?.is_empty())
}

fn same(pairs: &Pairs, others: &Pairs) -> bool {
    pairs.len() == others.len()
        && pairs.iter().zip(others).all(|(one, other)| {
            one.0.identity() == other.0.identity() && one.1.identity() == other.1.identity()
        })
}

fn foreign_keys(
    left: &FromClause,
    right: &FromClause,
) -> Result<Vec<(Identity, Pairs)>, SchemaError> {
    let mut found = Vec::new();
    collect(right, left, &mut found)?;
    if left != right {
        collect(left, right, &mut found)?;
    }
    Ok(found)
}

/// The keys that lead from columns of `from` to columns of `to`.
fn collect(
    from: &FromClause,
    to: &FromClause,
    found: &mut Vec<(Identity, Pairs)>,
) -> Result<(), SchemaError> {
    for column in from.column_expressions() {
        for link in links(&column) {
            let Some(referred) = referent(to, link)? else {
                continue;
            };
            let pair = (referred, column.clone());
            match found.iter_mut().find(|(key, _)| *key == link.constraint) {
                Some((_, pairs)) => pairs.push(pair),
                None => found.push((link.constraint, vec![pair])),
            }
        }
    }
    Ok(())
}

/// The foreign keys of a column.
fn links(column: &Expression) -> &[ForeignKeyLink] {
    match own_column(column) {
        Some(FromColumn::Own { column, .. }) => &column.foreign_keys,
        _ => &[],
    }
}

fn own_column(column: &Expression) -> Option<&FromColumn> {
    match column.kind() {
        ExpressionKind::Column(reference) => reference.table.as_ref()?.column_of(column.identity()),
        _ => None,
    }
}

/// The column of `to` that stands for the one a key points at: the nearest where there are several.
fn referent(to: &FromClause, link: &ForeignKeyLink) -> Result<Option<Expression>, SchemaError> {
    let mut nearest: Option<(usize, Expression)> = None;
    let mut tied = false;
    for column in to.column_expressions() {
        let Some(distance) = distance(&column, link) else {
            continue;
        };
        match &nearest {
            Some((before, _)) if *before < distance => {}
            Some((before, _)) if *before == distance => tied = true,
            _ => {
                tied = false;
                nearest = Some((distance, column));
            }
        }
    }
    if tied {
        return Err(SchemaError::Unsupported(
            "a join without a condition to something that shows the referred column twice"
                .to_owned(),
        ));
    }
    Ok(nearest.map(|(_, column)| column))
}

/// How many aliases and subqueries lie between a column and the one a key points at.
fn distance(column: &Expression, link: &ForeignKeyLink) -> Option<usize> {
    let mut level = vec![column.clone()];
    for steps in 0..=u16::MAX.into() {
        if level.iter().any(|column| is_target(column, link)) {
            return Some(steps);
        }
        level = level
            .iter()
            .flat_map(|column| match column.kind() {
                ExpressionKind::Label(label) => vec![label.element.clone()],
                _ => match own_column(column) {
                    Some(FromColumn::Own { column, .. }) => column.proxies.clone(),
                    _ => Vec::new(),
                },
            })
            .collect();
        if level.is_empty() {
            return None;
        }
    }
    None
}

fn is_target(column: &Expression, link: &ForeignKeyLink) -> bool {
    let ExpressionKind::Column(reference) = column.kind() else {
        return false;
    };
    let Some(FromKind::Table(element)) = reference.table.as_ref().map(FromClause::kind) else {
        return false;
    };
    let table = &element.table.reference;
    let names = |wanted: &str| wanted == reference.key() || wanted == reference.name.text();
    match &link.target {
        ForeignKeyTarget::Column {
            table: wanted,
            column,
        } => wanted == table && names(column.text()),
        ForeignKeyTarget::Specification(specification) => {
            let (Some(own), Some(wanted)) = (&element.metadata, &link.metadata) else {
                return false;
            };
            own.identity == wanted.identity
                && is_specified(specification, link, table).is_some_and(names)
        }
    }
}

/// The column a specification names, where its table is this one.
fn is_specified<'a>(
    specification: &'a str,
    link: &'a ForeignKeyLink,
    table: &TableReference,
) -> Option<&'a str> {
    let (path, column) = match specification.rsplit_once('.') {
        Some((path, column)) => (path, column),
        None => (specification, link.column.as_str()),
    };
    let (schema, name) = if let Some((schema, name)) = path.rsplit_once('.') {
        (Some(schema), name)
    } else {
        let metadata = link.metadata.as_ref();
        let default = metadata.and_then(|metadata| metadata.schema.as_ref());
        (default.map(Name::text), path)
    };
    let same = table.name.text() == name && table.schema.as_ref().map(Name::text) == schema;
    same.then_some(column)
}
