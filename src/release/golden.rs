//! Our result against another database's: asserted, explained, or unexplained.
//!
//! Counterpart: "reproducibility vs golden clone — divergences all explained" of the executor
//! rehearsal. What is asserted must be equal; what is not may differ for a reason that was written
//! down; a difference without one fails, and so does a reason without a difference.

use std::fmt;

use super::probes::Answers;
use crate::governance::{Golden, Probe, ProbeClass};
use crate::snapshot::{Explanation, Extent, ParityReport, Snapshot};

/// What a line of the comparison comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoldenClass {
    /// Asserted, and equal.
    Asserted,
    /// Not asserted, and equal all the same.
    Equal,
    /// Different, for this reason.
    Explained(String),
    /// Different, and nobody says why; or asserted and different.
    Unexplained,
}

impl fmt::Display for GoldenClass {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asserted => formatter.write_str("asserted, equal"),
            Self::Equal => formatter.write_str("equal"),
            Self::Explained(reason) => write!(formatter, "explained: {reason}"),
            Self::Unexplained => formatter.write_str("UNEXPLAINED"),
        }
    }
}

/// A probe in both databases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldenLine {
    /// The probe.
    pub probe: String,
    /// The golden database's answer.
    pub golden: Option<String>,
    /// Ours.
    pub ours: Option<String>,
    /// What that comes to.
    pub class: GoldenClass,
}

/// A comparison with a golden database.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldenComparison {
    /// The probes.
    pub lines: Vec<GoldenLine>,
    /// Structure and row counts.
    pub report: ParityReport,
    /// Explanations of probes that did not differ.
    pub unused: Vec<String>,
}

/// A database, as the comparison sees it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its structure and row counts.
    pub snapshot: &'a Snapshot,
    /// The answers of the probes.
    pub answers: &'a Answers,
}

/// What the object of a probe's explanation begins with.
const PROBE: &str = "probe ";

impl GoldenComparison {
    /// Holds our result against the golden one.
    ///
    /// An explanation of `golden.explained` speaks of an object as parity reports name it, or of
    /// `probe NAME`; an asserted probe cannot be explained away.
    pub fn of(golden: &Golden, probes: &[Probe], expected: Side<'_>, ours: Side<'_>) -> Self {
        let explanations: Vec<Explanation> = golden
            .explained
            .iter()
            .map(|explained| Explanation {
                object: explained.object.clone(),
                found: explained.found.clone(),
                reason: explained.reason.clone(),
            })
            .collect();
        let (of_probes, of_objects): (Vec<_>, Vec<_>) = explanations
            .into_iter()
            .partition(|explanation| explanation.object.starts_with(PROBE));
        let mut used = vec![false; of_probes.len()];
        let lines = probes
            .iter()
            .map(|probe| {
                let golden = expected.answers.get(&probe.name);
                let ours = ours.answers.get(&probe.name);
                GoldenLine {
                    probe: probe.name.clone(),
                    golden: golden.cloned(),
                    ours: ours.cloned(),
                    class: class(probe, golden, ours, &of_probes, &mut used),
                }
            })
            .collect();
        let unused = of_probes.iter().zip(used).filter(|(_, used)| !used);
        Self {
            lines,
            report: ParityReport::of_snapshots(
                expected.snapshot,
                ours.snapshot,
                Extent::RowCounts,
                &of_objects,
            ),
            unused: unused
                .map(|(explanation, _)| explanation.object.clone())
                .collect(),
        }
    }

    /// Whether nothing is unexplained and no explanation is left over.
    pub fn holds(&self) -> bool {
        self.unused.is_empty()
            && self.report.holds()
            && !self
                .lines
                .iter()
                .any(|line| line.class == GoldenClass::Unexplained)
    }

    /// `3 asserted and equal, 2 equal, 4 explained, 0 unexplained`.
    pub fn summary(&self) -> String {
        let count = |wanted: fn(&GoldenClass) -> bool| {
            self.lines.iter().filter(|line| wanted(&line.class)).count()
        };
        let explained = count(|class| matches!(class, GoldenClass::Explained(_)));
        let unexplained = count(|class| *class == GoldenClass::Unexplained);
        format!(
            "{} asserted and equal, {} equal, {} explained, {} unexplained, {} explanations unused",
            count(|class| *class == GoldenClass::Asserted),
            count(|class| *class == GoldenClass::Equal),
            explained + self.report.explained.len(),
            unexplained + self.report.unexplained.len(),
            self.unused.len() + self.report.unused_explanations.len()
        )
    }

    /// The comparison table, for the evidence.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            let shown =
                |answer: &Option<String>| answer.clone().unwrap_or("(not asked)".to_owned());
            text.push_str(&format!(
                "probe {}: golden {}, ours {}: {}\n",
                line.probe,
                shown(&line.golden),
                shown(&line.ours),
                line.class
            ));
        }
        for object in &self.unused {
            text.push_str(&format!("explanation of {object}: UNUSED\n"));
        }
        text.push_str(&self.report.to_text());
        text.push_str(&format!("\n{}\n", self.summary()));
        text
    }
}

fn class(
    probe: &Probe,
    golden: Option<&String>,
    ours: Option<&String>,
    explanations: &[Explanation],
    used: &mut [bool],
) -> GoldenClass {
    let (Some(golden), Some(ours)) = (golden, ours) else {
        return GoldenClass::Unexplained;
    };
    match (golden == ours, probe.class) {
        (true, ProbeClass::Asserted) => GoldenClass::Asserted,
        (true, ProbeClass::Explained) => GoldenClass::Equal,
        (false, ProbeClass::Asserted) => GoldenClass::Unexplained,
        (false, ProbeClass::Explained) => {
            let mut reason = None;
            for (explanation, used) in explanations.iter().zip(used) {
                let names = explanation.object.strip_prefix(PROBE) == Some(&probe.name);
                let fits = explanation.found.as_ref().is_none_or(|found| found == ours);
                if names && fits {
                    *used = true;
                    reason = reason.or_else(|| Some(explanation.reason.clone()));
                }
            }
            reason
                .or_else(|| probe.reason.clone())
                .filter(|reason| !reason.trim().is_empty())
                .map_or(GoldenClass::Unexplained, GoldenClass::Explained)
        }
    }
}
