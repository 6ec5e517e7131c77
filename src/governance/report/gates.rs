//! The gates: what was asked, what came out, and what shows it.

use crate::governance::event::{Judgement, Outcome};

use super::facts::ReportFacts;
use super::html::Html;

/// What a PASS means here, and whether each of it holds.
pub(super) fn criteria(html: &mut Html, facts: &ReportFacts<'_>) {
    let criteria = &facts.decision.criteria;
    if criteria.is_empty() {
        return;
    }
    html.section("criteria", "What a PASS means", |html| {
        html.element("ul", &[("class", "criteria")], |html| {
            for criterion in criteria {
                let (class, mark) = if criterion.holds {
                    ("passed", "✓ ")
                } else {
                    ("failed", "✗ ")
                };
                html.element("li", &[("class", class)], |html| {
                    html.line("span", "mark", mark);
                    html.text(&criterion.criterion);
                });
            }
        });
    });
}

/// Every judgement, phase by phase.
pub(super) fn gates(html: &mut Html, facts: &ReportFacts<'_>) {
    html.section("gates", "Gates", |html| {
        for phase in facts.phases() {
            let judgements = facts.ledger.judgements();
            let mut judgements = judgements
                .filter(|judgement| judgement.phase == phase.phase)
                .peekable();
            if judgements.peek().is_none() {
                continue;
            }
            html.element("h3", &[], |html| {
                html.text(phase.phase.title(facts.flow()));
            });
            html.table(&["Gate", "Outcome", "What was seen", "Evidence"], |html| {
                for judgement in judgements {
                    row(html, judgement);
                }
            });
        }
    });
}

fn row(html: &mut Html, judgement: &Judgement) {
    let (class, word) = match &judgement.outcome {
        Outcome::Passed => ("passed", "passed"),
        Outcome::Skipped => ("skipped", "skipped"),
        Outcome::Failed { .. } => ("failed", "FAILED"),
    };
    html.element("tr", &[("class", class)], |html| {
        html.element("td", &[], |html| {
            html.line("code", "", &judgement.gate);
        });
        html.line("td", "outcome", word);
        html.element("td", &[("class", "detail")], |html| {
            html.text(&judgement.detail);
        });
        html.element("td", &[], |html| {
            if let Some(file) = &judgement.evidence {
                super::evidence::link(html, file);
            }
        });
    });
}
