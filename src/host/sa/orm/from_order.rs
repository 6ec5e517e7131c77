//! Where a SELECT of mapped classes is not what a SELECT of their tables would be
//! (`sqlalchemy.orm.context.ORMSelectCompileState`).
//!
//! SQLAlchemy puts the tables of classes in front of FROM, shows a column once that a class shows
//! too, and looks for the left side of a join among what is shown. Elsewhere both are the same text;
//! here they are refused.

use crate::python::{PythonError, Value};
use crate::schema::expression::ExpressionKind;
use crate::schema::statement::{FromClause, Identity, Select, SelectItem};
use crate::schema::{Expression, Name};

use super::super::super::host_context::Host;
use super::mapper::mapper_of;

/// The objects behind FROM that an item names, each once.
fn froms_of(item: &SelectItem) -> Vec<Identity> {
    let found = match item {
        SelectItem::Expression(expression) => expression.from_objects(),
        SelectItem::From(from) => from.from_objects(),
    };
    let mut froms = Vec::new();
    for from in found {
        if !froms.contains(&from.identity()) {
            froms.push(from.identity());
        }
    }
    froms
}

/// Refuses a class that is selected twice.
pub(crate) fn require_once(items: &[Value]) -> Result<(), PythonError> {
    let mut entities: Vec<Identity> = Vec::new();
    for mapper in items.iter().filter_map(mapper_of) {
        let identity = mapper.table().as_from().identity();
        if entities.contains(&identity) {
            return Err(PythonError::unsupported("selecting a class twice"));
        }
        entities.push(identity);
    }
    Ok(())
}

/// Refuses items of tables of mapped classes where the order of FROM, or what is shown once, is
/// SQLAlchemy's own.
///
/// A column says no more whether a class or the table itself gave it, so that a table reached both
/// ways counts as either.
pub(crate) fn require_classes_first(host: &Host, items: &[SelectItem]) -> Result<(), PythonError> {
    let mut froms: Vec<Identity> = Vec::new();
    let mut entities: Vec<Identity> = Vec::new();
    for item in items {
        let own = froms_of(item);
        let is_mapped = own.iter().any(|from| host.table_use(*from).by_class);
        if is_mapped && own.len() > 1 {
            return Err(PythonError::unsupported(
                "selecting an expression of a mapped class and another table",
            ));
        }
        if let SelectItem::From(from) = item {
            entities.push(from.identity());
        }
        for from in own {
            if !froms.contains(&from) {
                froms.push(from);
            }
        }
    }
    require_no_column_of(host, &entities, items)?;
    require_no_repetition(host, items)?;
    if froms.len() < 2 {
        return Ok(());
    }
    let mut others_before = false;
    for from in froms {
        let known = host.table_use(from);
        if known.by_class && (others_before || known.by_table) {
            return Err(PythonError::unsupported(
                "selecting columns of a mapped class beside those of other tables",
            ));
        }
        others_before |= !known.by_class;
    }
    Ok(())
}

/// Refuses a column that is there twice, where a class gives other names to columns: how the second
/// one is labelled depends on which of them asks for it.
pub(crate) fn require_no_repetition(host: &Host, items: &[SelectItem]) -> Result<(), PythonError> {
    let mut known: Vec<(Identity, &Name)> = Vec::new();
    for item in items {
        let SelectItem::Expression(expression) = item else {
            continue;
        };
        let ExpressionKind::Column(column) = expression.kind() else {
            continue;
        };
        let Some(table) = &column.table else {
            continue;
        };
        if !host.table_use(table.identity()).renames {
            continue;
        }
        let this = (table.identity(), &column.name);
        if known.contains(&this) {
            return Err(PythonError::unsupported(
                "a column twice, of a class whose attributes have other names than their columns",
            ));
        }
        known.push(this);
    }
    Ok(())
}

/// Refuses `filter_by()` of a table whose class may call its columns otherwise, or has more names.
pub(crate) fn require_plain_names<'a>(
    host: &Host,
    from: &FromClause,
    mut names: impl Iterator<Item = &'a str>,
) -> Result<(), PythonError> {
    let known = host.table_use(from.identity());
    if known.renames || known.by_class && names.any(|name| from.position(name).is_none()) {
        return Err(PythonError::unsupported(
            "filter_by() of a mapped class whose attributes are not its columns by name",
        ));
    }
    Ok(())
}

/// Refuses a column beside the class that shows it.
fn require_no_column_of(
    host: &Host,
    entities: &[Identity],
    items: &[SelectItem],
) -> Result<(), PythonError> {
    for item in items {
        let SelectItem::Expression(expression) = item else {
            continue;
        };
        let ExpressionKind::Column(column) = expression.kind() else {
            continue;
        };
        if let Some(table) = &column.table
            && entities.contains(&table.identity())
            && host.table_use(table.identity()).by_class
        {
            return Err(PythonError::unsupported(
                "selecting a class beside attributes of it",
            ));
        }
    }
    Ok(())
}

/// Refuses a join of mapped classes whose left side is not among what is shown.
pub(crate) fn require_left_side(
    host: &Host,
    select: &Select,
    right: &FromClause,
    condition: Option<&Expression>,
) -> Result<(), PythonError> {
    let Some(condition) = condition else {
        return Ok(());
    };
    if !select.from.is_empty() || !select.joins.is_empty() {
        return Ok(());
    }
    let named: Vec<Identity> = condition
        .from_objects()
        .iter()
        .map(FromClause::identity)
        .collect();
    let shown: Vec<Identity> = select.items.iter().flat_map(froms_of).collect();
    let is_mapped = |from: &Identity| host.table_use(*from).by_class;
    let concerns_classes =
        named.iter().any(is_mapped) || shown.iter().any(is_mapped) || is_mapped(&right.identity());
    let has_left = shown
        .iter()
        .any(|from| *from != right.identity() && named.contains(from));
    if concerns_classes && !has_left {
        return Err(PythonError::unsupported(
            "join() of a mapped class to what is not selected, without select_from()",
        ));
    }
    Ok(())
}
