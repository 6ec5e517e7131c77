//! Differences, parted into those that somebody has explained and those that nobody has.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::db::catalog::Structure;

use super::compare::{compare, tally};
use super::compare_rows::{compare_contents, compare_counts, compare_sequences};
use super::difference::{Difference, Dimension, Weight};
use super::file::Snapshot;
use super::scope::{StructureScope, Tables};

/// What a report shows where an object or a property is not there; explanations write it too.
pub(super) const NOTHING: &str = "nothing";

/// Why a difference is all right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The object, as reports name it.
    pub object: String,
    /// What is found, as reports show it; `nothing` for what is missing. Where it is left out,
    /// all differences of the object are explained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// The reason.
    pub reason: String,
}

impl Explanation {
    fn explains(&self, difference: &Difference) -> bool {
        let found = difference.found.as_deref().unwrap_or(NOTHING);
        self.object == difference.object && self.found.as_deref().is_none_or(|text| text == found)
    }
}

/// A difference with its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explained {
    /// The difference.
    pub difference: Difference,
    /// The reason.
    pub reason: String,
}

/// How many objects of a dimension each side has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compared {
    /// On the side that says what is expected.
    pub expected: usize,
    /// On the other.
    pub found: usize,
}

/// Which parts of two snapshots are compared; each holds the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// The structure.
    Structure,
    /// The structure and the row counts.
    RowCounts,
    /// The structure, the row counts, the contents, the positions of sequences.
    Contents,
}

/// What came of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParityReport {
    /// How many objects were compared in each dimension; one that is not here was not compared.
    pub compared: BTreeMap<Dimension, Compared>,
    /// Differences that nobody has explained.
    pub unexplained: Vec<Difference>,
    /// Differences that are explained.
    pub explained: Vec<Explained>,
    /// What is good to know and does not count.
    pub notes: Vec<Difference>,
    /// Explanations that nothing was explained by.
    pub unused_explanations: Vec<Explanation>,
}

/// Parts differences by explanations. The first that fits a difference is its reason; each must
/// fit one at least, notes included.
pub fn classify(differences: Vec<Difference>, explanations: &[Explanation]) -> ParityReport {
    let mut report = ParityReport::default();
    let mut is_used = vec![false; explanations.len()];
    for difference in differences {
        let mut reason = None;
        for (explanation, is_used) in explanations.iter().zip(&mut is_used) {
            if explanation.explains(&difference) {
                *is_used = true;
                reason = reason.or_else(|| Some(explanation.reason.clone()));
            }
        }
        match (reason, difference.weight) {
            (Some(reason), _) => report.explained.push(Explained { difference, reason }),
            (None, Weight::Difference) => report.unexplained.push(difference),
            (None, Weight::Note) => report.notes.push(difference),
        }
    }
    report.unused_explanations = explanations
        .iter()
        .zip(is_used)
        .filter(|(_, is_used)| !is_used)
        .map(|(explanation, _)| explanation.clone())
        .collect();
    report
}

impl ParityReport {
    /// The report of two structures.
    pub fn of_structures(
        expected: &Structure,
        found: &Structure,
        explanations: &[Explanation],
    ) -> Self {
        let mut report = classify(compare(expected, found), explanations);
        report.count_structures(expected, found);
        report
    }

    /// The report of two snapshots. What is to be compared and was not captured is a difference.
    pub fn of_snapshots(
        expected: &Snapshot,
        found: &Snapshot,
        extent: Extent,
        explanations: &[Explanation],
    ) -> Self {
        let mut differences = compare(&expected.structure, &found.structure);
        let not_captured = |part: &str, is_captured: &dyn Fn(&Snapshot) -> bool| {
            let word = |snapshot| {
                let word = if is_captured(snapshot) {
                    "captured"
                } else {
                    "not captured"
                };
                Some(word.to_owned())
            };
            let is_missing = !is_captured(expected) || !is_captured(found);
            is_missing.then(|| Difference {
                object: part.to_owned(),
                dimension: Dimension::Other,
                aspect: "capture".to_owned(),
                expected: word(expected),
                found: word(found),
                weight: Weight::Difference,
            })
        };
        differences.extend(not_captured("structure", &|snapshot| {
            snapshot.scope.structure == StructureScope::Captured
        }));
        if extent >= Extent::RowCounts {
            differences.extend(compare_counts(expected, found));
            differences.extend(not_captured("row counts", &|snapshot| {
                snapshot.scope.counts != Tables::None
            }));
        }
        if extent >= Extent::Contents {
            differences.extend(compare_contents(expected, found));
            differences.extend(compare_sequences(expected, found));
            differences.extend(not_captured("contents", &|snapshot| {
                snapshot.scope.contents != Tables::None
            }));
        }
        let mut report = classify(differences, explanations);
        report.count_structures(&expected.structure, &found.structure);
        let mut count = |dimension, of: &dyn Fn(&Snapshot) -> usize| {
            let counts = Compared {
                expected: of(expected),
                found: of(found),
            };
            report.compared.insert(dimension, counts);
        };
        if extent >= Extent::RowCounts {
            count(Dimension::RowCounts, &|snapshot| snapshot.row_counts.len());
        }
        if extent >= Extent::Contents {
            count(Dimension::Contents, &|snapshot| snapshot.contents.len());
            count(Dimension::SequencePositions, &|snapshot| {
                snapshot.sequences.len()
            });
        }
        report
    }

    fn count_structures(&mut self, expected: &Structure, found: &Structure) {
        let (expected, found) = (tally(expected), tally(found));
        for (dimension, expected) in expected {
            let found = found.get(&dimension).copied().unwrap_or_default();
            self.compared
                .insert(dimension, Compared { expected, found });
        }
    }

    /// Whether both are equal, up to what is explained: nothing is unexplained, and no explanation
    /// speaks of what is not there.
    pub fn holds(&self) -> bool {
        self.unexplained.is_empty() && self.unused_explanations.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(object: &str, found: Option<&str>, weight: Weight) -> Difference {
        Difference {
            object: object.to_owned(),
            dimension: Dimension::Columns,
            aspect: "type".to_owned(),
            expected: Some("integer".to_owned()),
            found: found.map(str::to_owned),
            weight,
        }
    }

    fn explanation(object: &str, found: Option<&str>) -> Explanation {
        Explanation {
            object: object.to_owned(),
            found: found.map(str::to_owned),
            reason: "approved".to_owned(),
        }
    }

    #[test]
    fn an_explanation_speaks_of_what_was_found_and_of_nothing_else() {
        let differences = || {
            vec![difference(
                "column a.b.c",
                Some("bigint"),
                Weight::Difference,
            )]
        };
        let right = classify(
            differences(),
            &[explanation("column a.b.c", Some("bigint"))],
        );
        assert!(right.holds() && right.explained.len() == 1);
        for wrong in [
            explanation("column a.b.c", Some("text")),
            explanation("column a.b.d", None),
        ] {
            let report = classify(differences(), &[wrong]);
            assert!(!report.holds());
            assert_eq!(
                (report.unexplained.len(), report.unused_explanations.len()),
                (1, 1)
            );
        }
    }

    #[test]
    fn what_is_missing_is_explained_as_nothing() {
        let differences = || vec![difference("column a.b.c", None, Weight::Difference)];
        assert!(
            classify(
                differences(),
                &[explanation("column a.b.c", Some("nothing"))]
            )
            .holds()
        );
        assert!(!classify(differences(), &[explanation("column a.b.c", Some(""))]).holds());
    }

    #[test]
    fn an_explanation_that_nothing_needs_fails() {
        assert!(classify(Vec::new(), &[]).holds());
        assert!(!classify(Vec::new(), &[explanation("table a.b", None)]).holds());
        let note = vec![difference("column a.b.c", Some("x"), Weight::Note)];
        assert!(classify(note.clone(), &[]).holds());
        assert!(classify(note, &[explanation("column a.b.c", None)]).holds());
    }
}
