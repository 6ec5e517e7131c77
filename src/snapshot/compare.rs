//! What differs between two structures.

use std::collections::BTreeMap;

use crate::db::catalog::Structure;
use crate::db::catalog::structure::{Column, Constraint, Index, Table, View};

use super::difference::{Difference, Dimension, Weight};
use super::facts::Described;
use super::matching::{
    compare_by_definition, compare_by_name, compare_facts, pair_by_name, untold,
};

/// Every difference between two structures, sorted by dimension and object.
///
/// Objects are found by their names; constraints, and the indexes made for them, are equal by
/// definition, and another name is a note. The order of columns is a note: what a query names is
/// found in any order, and an `INSERT` without a list of columns is what notices. An object that
/// is missing is told alone, without its parts.
///
/// Structures that are not equal always differ in something: what no rule has a name for is told
/// as a difference of the whole.
pub fn compare(expected: &Structure, found: &Structure) -> Vec<Difference> {
    let mut differences = Vec::new();
    let into = &mut differences;
    compare_by_name("", &expected.schemas, &found.schemas, into);
    compare_by_name("", &expected.extensions, &found.extensions, into);
    compare_by_name("", &expected.enumerations, &found.enumerations, into);
    compare_by_name("", &expected.domains, &found.domains, into);
    compare_by_name("", &expected.composite_types, &found.composite_types, into);
    compare_by_name("", &expected.sequences, &found.sequences, into);
    compare_by_name("", &expected.routines, &found.routines, into);
    compare_by_name("", &expected.others, &found.others, into);
    pair_by_name("", &expected.tables, &found.tables, into, compare_tables);
    pair_by_name("", &expected.views, &found.views, into, compare_views);
    if differences.is_empty() && expected != found {
        differences.push(untold("structure"));
    }
    differences
        .sort_by(|one, other| (one.dimension, &one.object).cmp(&(other.dimension, &other.object)));
    differences
}

fn compare_tables(expected: &Table, found: &Table, differences: &mut Vec<Difference>) {
    let before = differences.len();
    let owner = expected.name.as_str();
    compare_facts("", expected, found, differences);
    compare_columns(owner, &expected.columns, &found.columns, differences);
    let constraints: Vec<&Constraint> = expected.constraints.iter().collect();
    let others: Vec<&Constraint> = found.constraints.iter().collect();
    compare_by_definition(owner, &constraints, &others, differences);
    compare_indexes(owner, &expected.indexes, &found.indexes, differences);
    compare_by_name(owner, &expected.triggers, &found.triggers, differences);
    compare_by_name(owner, &expected.rules, &found.rules, differences);
    compare_by_name(owner, &expected.policies, &found.policies, differences);
    if differences.len() == before && expected != found {
        differences.push(untold(&expected.object("")));
    }
}

fn compare_views(expected: &View, found: &View, differences: &mut Vec<Difference>) {
    let before = differences.len();
    let owner = expected.name.as_str();
    compare_facts("", expected, found, differences);
    compare_columns(owner, &expected.columns, &found.columns, differences);
    compare_indexes(owner, &expected.indexes, &found.indexes, differences);
    compare_by_name(owner, &expected.triggers, &found.triggers, differences);
    compare_by_name(owner, &expected.rules, &found.rules, differences);
    if differences.len() == before && expected != found {
        differences.push(untold(&expected.object("")));
    }
}

fn compare_columns(
    owner: &str,
    expected: &[Column],
    found: &[Column],
    differences: &mut Vec<Difference>,
) {
    compare_by_name(owner, expected, found, differences);
    let names = |columns: &[Column], others: &[Column]| -> Vec<String> {
        columns
            .iter()
            .filter(|column| others.iter().any(|other| other.name == column.name))
            .map(|column| column.name.clone())
            .collect()
    };
    let (one, other) = (names(expected, found), names(found, expected));
    if one != other {
        differences.push(Difference {
            object: format!("table {owner}"),
            dimension: Dimension::Columns,
            aspect: "order of columns".to_owned(),
            expected: Some(one.join(", ")),
            found: Some(other.join(", ")),
            weight: Weight::Note,
        });
    }
}

/// An index made for a constraint goes by its definition, as the constraint does; one that
/// somebody has made goes by its name, by which it is dropped.
fn compare_indexes(
    owner: &str,
    expected: &[Index],
    found: &[Index],
    differences: &mut Vec<Difference>,
) {
    let parted = |indexes: &[Index]| -> (Vec<Index>, Vec<Index>) {
        indexes
            .iter()
            .cloned()
            .partition(|index| index.constraint.is_some())
    };
    let ((behind, own), (other_behind, other_own)) = (parted(expected), parted(found));
    let mut notes = Vec::new();
    compare_by_definition(
        owner,
        &behind.iter().collect::<Vec<_>>(),
        &other_behind.iter().collect::<Vec<_>>(),
        &mut notes,
    );
    // Its constraint's note has told the name.
    differences.extend(
        notes
            .into_iter()
            .filter(|difference| difference.weight == Weight::Difference),
    );
    compare_by_name(owner, &own, &other_own, differences);
}

/// How many objects of each dimension a structure has.
pub fn tally(structure: &Structure) -> BTreeMap<Dimension, usize> {
    let tables = &structure.tables;
    let views = &structure.views;
    let of_tables = |count: fn(&Table) -> usize| tables.iter().map(count).sum::<usize>();
    let of_views = |count: fn(&View) -> usize| views.iter().map(count).sum::<usize>();
    let defaults = |columns: &[Column]| {
        columns
            .iter()
            .filter(|one| {
                one.default.is_some() || one.generated.is_some() || one.identity.is_some()
            })
            .count()
    };
    let partitions = |table: &&Table| {
        table.partition_key.is_some() || table.partition_of.is_some() || !table.inherits.is_empty()
    };
    BTreeMap::from([
        (Dimension::Schemas, structure.schemas.len()),
        (Dimension::Tables, tables.len()),
        (Dimension::Columns, of_tables(|table| table.columns.len())),
        (
            Dimension::Defaults,
            tables.iter().map(|table| defaults(&table.columns)).sum(),
        ),
        (
            Dimension::Constraints,
            of_tables(|table| table.constraints.len()),
        ),
        (
            Dimension::Indexes,
            of_tables(|table| table.indexes.len()) + of_views(|view| view.indexes.len()),
        ),
        (Dimension::Enums, structure.enumerations.len()),
        (
            Dimension::Types,
            structure.domains.len() + structure.composite_types.len(),
        ),
        (Dimension::Sequences, structure.sequences.len()),
        (Dimension::Views, views.len()),
        (Dimension::Functions, structure.routines.len()),
        (
            Dimension::Triggers,
            of_tables(|table| table.triggers.len() + table.rules.len())
                + of_views(|view| view.triggers.len() + view.rules.len()),
        ),
        (
            Dimension::RowSecurity,
            of_tables(|table| usize::from(table.row_security) + table.policies.len()),
        ),
        (
            Dimension::Partitions,
            tables.iter().filter(partitions).count(),
        ),
        (Dimension::Extensions, structure.extensions.len()),
        (Dimension::Comments, comments(structure)),
        (Dimension::Other, structure.others.len()),
    ])
}

/// How many objects of a structure have a comment, by the items they are compared by.
fn comments(structure: &Structure) -> usize {
    fn of<T: Described>(objects: &[T]) -> usize {
        let has_comment = |object: &&T| {
            object
                .facts()
                .iter()
                .any(|fact| fact.dimension == Dimension::Comments && fact.value.is_some())
        };
        objects.iter().filter(has_comment).count()
    }
    let tables = structure.tables.iter().map(|table| {
        of(&table.columns)
            + of(&table.constraints)
            + of(&table.indexes)
            + of(&table.triggers)
            + of(&table.rules)
            + of(&table.policies)
    });
    let views = structure
        .views
        .iter()
        .map(|view| of(&view.columns) + of(&view.indexes) + of(&view.triggers) + of(&view.rules));
    of(&structure.schemas)
        + of(&structure.extensions)
        + of(&structure.enumerations)
        + of(&structure.domains)
        + of(&structure.composite_types)
        + of(&structure.tables)
        + of(&structure.views)
        + of(&structure.sequences)
        + of(&structure.routines)
        + of(&structure.others)
        + tables.sum::<usize>()
        + views.sum::<usize>()
}
