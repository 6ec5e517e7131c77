//! Which object of one side is which of the other: by name, or by definition.

use crate::db::catalog::structure::{Constraint, Index};

use super::difference::{Difference, Dimension, Weight};
use super::facts::Described;

/// Compares objects that are what their name says.
pub(super) fn compare_by_name<T: Described>(
    owner: &str,
    expected: &[T],
    found: &[T],
    differences: &mut Vec<Difference>,
) {
    pair_by_name(owner, expected, found, differences, |one, other, into| {
        compare_pair(owner, one, other, into);
    });
}

/// Pairs objects by what reports name them, tells those without partner, and hands each pair on.
pub(super) fn pair_by_name<'a, T: Described>(
    owner: &str,
    expected: &'a [T],
    found: &'a [T],
    differences: &mut Vec<Difference>,
    mut pair: impl FnMut(&'a T, &'a T, &mut Vec<Difference>),
) {
    let mut others: std::collections::BTreeMap<String, &T> =
        found.iter().map(|one| (one.object(owner), one)).collect();
    for one in expected {
        match others.remove(&one.object(owner)) {
            Some(other) => pair(one, other, differences),
            None => differences.push(missing(owner, one)),
        }
    }
    differences.extend(others.into_values().map(|other| extra(owner, other)));
}

/// Compares two objects item by item; whatever no item tells is told all the same.
pub(super) fn compare_pair<T: Described>(
    owner: &str,
    expected: &T,
    found: &T,
    differences: &mut Vec<Difference>,
) {
    let before = differences.len();
    compare_facts(owner, expected, found, differences);
    if differences.len() == before && expected != found {
        differences.push(untold(&expected.object(owner)));
    }
}

/// The items of two objects that differ.
pub(super) fn compare_facts<T: Described>(
    owner: &str,
    expected: &T,
    found: &T,
    differences: &mut Vec<Difference>,
) {
    for (one, other) in expected.facts().into_iter().zip(found.facts()) {
        if one.value != other.value {
            differences.push(Difference {
                object: expected.object(owner),
                dimension: one.dimension,
                aspect: one.aspect.to_owned(),
                expected: one.value,
                found: other.value,
                weight: Weight::Difference,
            });
        }
    }
}

/// An object whose name does not matter as long as it is what was expected.
pub(super) trait EqualByDefinition: Described + Clone {
    /// The same with another name.
    fn named_as(&self, other: &Self) -> Self;
}

impl EqualByDefinition for Constraint {
    fn named_as(&self, other: &Self) -> Self {
        Self {
            name: other.name.clone(),
            ..self.clone()
        }
    }
}

impl EqualByDefinition for Index {
    /// The index of a constraint has its constraint's name.
    fn named_as(&self, other: &Self) -> Self {
        Self {
            name: other.name.clone(),
            constraint: self.constraint.as_ref().and(other.constraint.clone()),
            ..self.clone()
        }
    }
}

/// Compares objects that are what their definition says: another name alone is a note.
///
/// The same name with another definition is a difference, even where the definition is found
/// under a third name. Equal definitions are counted: a second one is one too many.
pub(super) fn compare_by_definition<T: EqualByDefinition>(
    owner: &str,
    expected: &[&T],
    found: &[&T],
    differences: &mut Vec<Difference>,
) {
    let mut others: Vec<&T> = found.to_vec();
    let mut unnamed: Vec<&T> = Vec::new();
    for one in expected {
        match others.iter().position(|other| other.key() == one.key()) {
            Some(place) => compare_pair(owner, *one, others.remove(place), differences),
            None => unnamed.push(one),
        }
    }
    for one in unnamed {
        let is_equal = |other: &&T| one.named_as(other) == **other;
        match others.iter().position(is_equal) {
            Some(place) => differences.push(renamed(owner, one, others.remove(place))),
            None => differences.push(missing(owner, one)),
        }
    }
    differences.extend(others.into_iter().map(|other| extra(owner, other)));
}

/// A difference that no item has a name for.
pub(super) fn untold(object: &str) -> Difference {
    Difference {
        object: object.to_owned(),
        dimension: Dimension::Other,
        aspect: "anything else".to_owned(),
        expected: Some("equal".to_owned()),
        found: Some("not equal".to_owned()),
        weight: Weight::Difference,
    }
}

fn renamed<T: Described>(owner: &str, expected: &T, found: &T) -> Difference {
    Difference {
        object: expected.object(owner),
        dimension: T::DIMENSION,
        aspect: "name".to_owned(),
        expected: Some(expected.key().to_owned()),
        found: Some(found.key().to_owned()),
        weight: Weight::Note,
    }
}

fn missing<T: Described>(owner: &str, expected: &T) -> Difference {
    existence(
        expected.object(owner),
        T::DIMENSION,
        Some(expected.summary()),
        None,
    )
}

fn extra<T: Described>(owner: &str, found: &T) -> Difference {
    existence(
        found.object(owner),
        T::DIMENSION,
        None,
        Some(found.summary()),
    )
}

fn existence(
    object: String,
    dimension: Dimension,
    expected: Option<String>,
    found: Option<String>,
) -> Difference {
    Difference {
        object,
        dimension,
        aspect: "existence".to_owned(),
        expected,
        found,
        weight: Weight::Difference,
    }
}

#[cfg(test)]
mod tests {
    use crate::db::catalog::structure::{Constraint, ConstraintKind};
    use crate::snapshot::difference::Weight;

    use super::compare_by_definition;

    fn unique(name: &str, column: &str) -> Constraint {
        Constraint {
            name: name.to_owned(),
            kind: ConstraintKind::Unique,
            definition: format!("UNIQUE ({column})"),
            columns: vec![column.to_owned()],
            references: None,
            deferrable: false,
            validated: true,
            enforced: true,
            comment: None,
        }
    }

    /// The aspects of what differs, with the weight.
    fn compared(expected: &[Constraint], found: &[Constraint]) -> Vec<(String, Weight)> {
        let mut differences = Vec::new();
        compare_by_definition(
            "public.t",
            &expected.iter().collect::<Vec<_>>(),
            &found.iter().collect::<Vec<_>>(),
            &mut differences,
        );
        differences
            .into_iter()
            .map(|difference| (difference.aspect, difference.weight))
            .collect()
    }

    #[test]
    fn another_name_is_a_note_and_a_second_one_is_not() {
        let expected = [unique("a", "x")];
        let note = ("name".to_owned(), Weight::Note);
        let extra = ("existence".to_owned(), Weight::Difference);
        assert_eq!(
            compared(&expected, &[unique("b", "x")]),
            std::slice::from_ref(&note)
        );
        assert_eq!(
            compared(&expected, &[unique("b", "x"), unique("c", "x")]),
            [note, extra]
        );
    }

    #[test]
    fn a_name_stands_for_its_definition() {
        let definition = ("definition".to_owned(), Weight::Difference);
        let extra = ("existence".to_owned(), Weight::Difference);
        assert_eq!(
            compared(&[unique("a", "x")], &[unique("a", "y"), unique("b", "x")]),
            [definition, extra]
        );
    }

    #[test]
    fn what_no_fact_tells_is_told_all_the_same() {
        let mut found = unique("a", "x");
        found.deferrable = true;
        let untold = ("anything else".to_owned(), Weight::Difference);
        assert_eq!(compared(&[unique("a", "x")], &[found]), [untold]);
    }
}
