//! Which objects stand behind the FROM of a SELECT (`SelectState`).

use std::collections::HashSet;
use std::hash::BuildHasher;

use super::super::error::SchemaError;
use super::super::expression::{Expression, ExpressionKind};
use super::from_clause::{FromClause, FromKind};
use super::identity::Identity;
use super::join_condition::can_join;
use super::select::{Correlation, Select, SelectItem, SetupJoin};

impl Expression {
    /// The objects behind FROM its columns belong to, in order (`_from_objects`).
    pub fn from_objects(&self) -> Vec<FromClause> {
        let mut found = Vec::new();
        let mut waiting = vec![self];
        while let Some(expression) = waiting.pop() {
            match expression.kind() {
                ExpressionKind::Column(column) => found.extend(column.table.clone()),
                ExpressionKind::TableValued(from) => found.push(from.clone()),
                kind => {
                    let inside: Vec<&Expression> = kind.children().collect();
                    waiting.extend(inside.into_iter().rev());
                }
            }
        }
        found
    }
}

fn objects_of(items: &[SelectItem]) -> Vec<FromClause> {
    items
        .iter()
        .flat_map(|item| match item {
            SelectItem::Expression(expression) => expression.from_objects(),
            SelectItem::From(from) => from.from_objects(),
        })
        .collect()
}

fn objects_in(conditions: &[Expression]) -> Vec<FromClause> {
    conditions
        .iter()
        .flat_map(Expression::from_objects)
        .collect()
}

/// What the parts of a SELECT name, each once (`_iterate_from_elements`).
pub(super) fn referenced(select: &Select) -> Vec<FromClause> {
    let mut seen = HashSet::new();
    objects_of(&select.items)
        .into_iter()
        .chain(objects_in(&select.conditions))
        .chain(select.from.iter().cloned())
        .filter(|from| seen.insert(from.identity()))
        .collect()
}

/// The objects behind FROM, before correlation.
pub fn froms(select: &Select) -> Result<Vec<FromClause>, SchemaError> {
    let mut explicit = select.from.clone();
    for (items, joins) in &select.earlier {
        place_joins(select, items, joins, &mut explicit)?;
    }
    place_joins(select, &select.items, &select.joins, &mut explicit)?;
    let all = explicit
        .into_iter()
        .chain(objects_of(&select.items))
        .chain(objects_in(&select.conditions));
    Ok(without_hidden(all))
}

/// The objects behind FROM that the columns alone bring (`columns_clause_froms`).
pub fn froms_of_columns(items: &[SelectItem]) -> Vec<FromClause> {
    without_hidden(objects_of(items))
}

fn without_hidden(all: impl IntoIterator<Item = FromClause>) -> Vec<FromClause> {
    let mut seen = HashSet::new();
    let mut froms: Vec<FromClause> = all
        .into_iter()
        .filter(|from| seen.insert(from.identity()))
        .collect();
    let hidden: HashSet<Identity> = froms
        .iter()
        .flat_map(FromClause::hidden)
        .map(|from| from.identity())
        .collect();
    froms.retain(|from| !hidden.contains(&from.identity()));
    froms
}

/// The names of tables with a schema among `froms`: a table of that name without one is ambiguous.
pub fn ambiguous_names(froms: &[FromClause]) -> HashSet<String> {
    froms
        .iter()
        .flat_map(FromClause::from_objects)
        .filter(|from| from.schema().is_some())
        .filter_map(|from| Some(from.table_reference()?.name.text().to_owned()))
        .collect()
}

/// The tables an UPDATE or DELETE refers to besides its own (`DMLState._make_extra_froms`).
pub fn extra_froms<'a>(
    table: &FromClause,
    expressions: impl Iterator<Item = &'a Expression>,
) -> Vec<FromClause> {
    let mut seen = HashSet::from([table.identity()]);
    expressions
        .flat_map(Expression::from_objects)
        .filter(|from| seen.insert(from.identity()))
        .collect()
}

/// What of `froms` is written, given what the enclosing statements have.
///
/// `explicit` are all they have, `implicit` what the one directly around has, where this SELECT may
/// take tables from it without being told.
pub fn displayed<S: BuildHasher>(
    select: &Select,
    mut froms: Vec<FromClause>,
    explicit: &HashSet<Identity, S>,
    implicit: &HashSet<Identity, S>,
) -> Result<Vec<FromClause>, SchemaError> {
    let contains = |list: &[FromClause], from: &FromClause| list.contains(from);
    let enclosing = |from: &FromClause| explicit.contains(&from.identity());
    match &select.correlation {
        Correlation::Automatic => {
            if !implicit.is_empty() && froms.len() > 1 {
                froms.retain(|from| !implicit.contains(&from.identity()));
                if froms.is_empty() {
                    return Err(SchemaError::InvalidRequest(
                        "Select statement returned no FROM clauses due to auto-correlation; \
                         specify correlate(<tables>) to control correlation manually."
                            .to_owned(),
                    ));
                }
            }
        }
        Correlation::Only(only) => {
            froms.retain(|from| !(enclosing(from) && contains(only, from)));
        }
        Correlation::Except(except) => {
            froms.retain(|from| !enclosing(from) || contains(except, from));
        }
        Correlation::OnlyAndExcept(only, except) => {
            froms.retain(|from| !(enclosing(from) && contains(only, from)));
            froms.retain(|from| !enclosing(from) || contains(except, from));
        }
    }
    Ok(froms)
}

/// Puts the joins into the explicit FROM objects.
fn place_joins(
    select: &Select,
    items: &[SelectItem],
    joins: &[SetupJoin],
    explicit: &mut Vec<FromClause>,
) -> Result<(), SchemaError> {
    for join in joins {
        let (left, place) = match &join.left {
            Some(left) => (left.clone(), explicit_left(select, explicit, left)?),
            None => implicit_left(select, items, explicit, join)?,
        };
        let left = match place {
            Some(place) => explicit[place].clone(),
            None => left,
        };
        let joined = FromClause::join(&left, &join.right, join.condition.clone(), join.kind)?;
        match place {
            Some(place) => explicit[place] = joined,
            None => explicit.push(joined),
        }
    }
    Ok(())
}

/// The left side of `join()`: the only FROM object that can be joined.
fn implicit_left(
    select: &Select,
    items: &[SelectItem],
    explicit: &[FromClause],
    join: &SetupJoin,
) -> Result<(FromClause, Option<usize>), SchemaError> {
    let potential: Vec<FromClause>;
    let clauses: &[FromClause] = if explicit.is_empty() {
        let mut seen = HashSet::new();
        potential = objects_of(items)
            .into_iter()
            .chain(objects_in(&select.conditions))
            .filter(|from| seen.insert(from.identity()))
            .collect();
        &potential
    } else {
        explicit
    };
    let found = joinable(clauses, join)?;
    match found.as_slice() {
        [index] => Ok((
            clauses[*index].clone(),
            (!explicit.is_empty()).then_some(*index),
        )),
        [] => Err(SchemaError::InvalidRequest(format!(
            "Don't know how to join to {}. Please use the .select_from() method to establish an \
             explicit left side, as well as providing an explicit ON clause if not present \
             already to help resolve the ambiguity.",
            join.right.description()
        ))),
        _ => Err(SchemaError::InvalidRequest(
            "Can't determine which FROM clause to join from, there are multiple FROMS which can \
             join to this entity. Please use the .select_from() method to establish an explicit \
             left side, as well as providing an explicit ON clause if not present already to \
             help resolve the ambiguity."
                .to_owned(),
        )),
    }
}

/// `find_left_clause_to_join_from`.
fn joinable(clauses: &[FromClause], join: &SetupJoin) -> Result<Vec<usize>, SchemaError> {
    let right = join.right.from_objects();
    let mut found = Vec::new();
    let named = match &join.condition {
        Some(condition) if clauses.len() > 1 => Some(columns_in(condition)),
        _ => None,
    };
    for (index, from) in clauses.iter().enumerate() {
        for target in right.iter().filter(|target| *target != from) {
            let fits = match (&named, &join.condition) {
                (Some(named), _) => {
                    let shown: HashSet<Identity> = from
                        .column_expressions()
                        .iter()
                        .chain(&target.column_expressions())
                        .map(Expression::identity)
                        .collect();
                    named.is_subset(&shown)
                }
                (None, Some(_)) => true,
                (None, None) => can_join(from, target)?,
            };
            if fits {
                found.push(index);
                break;
            }
        }
    }
    if found.len() > 1 {
        let hidden: Vec<FromClause> = clauses.iter().flat_map(FromClause::hidden).collect();
        found.retain(|index| !hidden.contains(&clauses[*index]));
    }
    if found.is_empty() && join.condition.is_some() {
        return Ok((0..clauses.len()).collect());
    }
    Ok(found)
}

fn columns_in(condition: &Expression) -> HashSet<Identity> {
    let mut columns = HashSet::new();
    let mut waiting = vec![condition];
    while let Some(expression) = waiting.pop() {
        if matches!(expression.kind(), ExpressionKind::Column(_)) {
            columns.insert(expression.identity());
        }
        waiting.extend(expression.kind().children());
    }
    columns
}

/// The place of the left side of `join_from()`, where it is there already.
fn explicit_left(
    select: &Select,
    explicit: &[FromClause],
    left: &FromClause,
) -> Result<Option<usize>, SchemaError> {
    if referenced(select).is_empty() {
        return Ok(None);
    }
    let objects = left.from_objects();
    let derived: Vec<usize> = explicit
        .iter()
        .enumerate()
        .filter(|(_, from)| objects.iter().any(|object| from.is_derived_from(object)))
        .map(|(index, _)| index)
        .collect();
    let places = if derived.len() > 1 {
        let close: Vec<usize> = derived
            .iter()
            .copied()
            .filter(|index| {
                let surface = surface(&explicit[*index]);
                objects.iter().any(|object| {
                    self::surface(object)
                        .iter()
                        .any(|from| surface.contains(from))
                })
            })
            .collect();
        if close.is_empty() { derived } else { close }
    } else {
        derived
    };
    match places.as_slice() {
        [] => Ok(None),
        [place] => Ok(Some(*place)),
        _ => Err(SchemaError::InvalidRequest(
            "Can't identify which entity in which to assign the left side of this join.   Please \
             use a more specific ON clause."
                .to_owned(),
        )),
    }
}

/// The object and the sides of joins inside (`surface_selectables`).
fn surface(from: &FromClause) -> Vec<FromClause> {
    let mut found = vec![from.clone()];
    if let FromKind::Join(join) = from.kind() {
        found.extend(surface(&join.left));
        found.extend(surface(&join.right));
    }
    found
}
