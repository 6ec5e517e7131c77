//! The head of the page: what it came to, in a minute.

use crate::governance::decision::Blocker;
use crate::governance::event::Outcome;
use crate::governance::phase::Flow;

use super::facts::ReportFacts;
use super::html::Html;
use super::moments::{moment, span};

/// The verdict, what it means, and the figures behind it.
pub(super) fn verdict(html: &mut Html, facts: &ReportFacts<'_>) {
    let decision = facts.decision;
    let class = if decision.passes() { "pass" } else { "blocker" };
    html.element("header", &[("class", class)], |html| {
        html.line("p", "kind", kind(facts.flow()));
        html.element("h1", &[], |html| {
            html.line("span", "status", &decision.status.to_string());
            html.text(" ");
            html.line("span", "release", &decision.release);
        });
        html.line("p", "lead", &lead(facts));
        figures(html, facts);
    });
}

fn kind(flow: Flow) -> &'static str {
    match flow {
        Flow::Rehearsal => "Clone rehearsal",
        Flow::Cutover => "Production cutover",
        Flow::Rollback => "Rollback of a clone",
    }
}

/// What it means, in a sentence or two.
fn lead(facts: &ReportFacts<'_>) -> String {
    let decision = facts.decision;
    let target = &decision.target;
    if let Some(blocker) = decision.blockers.first() {
        let place = blocker
            .gate
            .as_ref()
            .map_or_else(String::new, |gate| format!(" at the gate {gate}"));
        let sentence = first_line(&blocker.sentence);
        return format!("The run on {target} was stopped{place}: {sentence}");
    }
    if !decision.passes() {
        return format!("The run on {target} did not prove all that it had to prove.");
    }
    let (anchor, last) = (&facts.plan.anchor, &decision.final_revision);
    match facts.flow() {
        Flow::Rehearsal => format!(
            "{target}, a copy of the source, was brought under lineage at {anchor} and upgraded to \
             {last}. Every gate that was not declared to be skipped passed, and the state before was \
             restored and proven."
        ),
        Flow::Cutover => format!(
            "{target} was brought under lineage at {anchor} and upgraded to {last}, statement by \
             statement as rehearsed. Every gate that was not declared to be skipped passed."
        ),
        Flow::Rollback => format!(
            "{target} was brought back to the state before the release, from a verified snapshot, \
             and proven to be in it."
        ),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn figures(html: &mut Html, facts: &ReportFacts<'_>) {
    let decision = facts.decision;
    let judged = facts.ledger.judgements().count();
    let outcome = |wanted: &Outcome| {
        let judgements = facts.ledger.judgements();
        judgements.filter(|one| one.outcome == *wanted).count()
    };
    let (passed, skipped) = (outcome(&Outcome::Passed), outcome(&Outcome::Skipped));
    let gates = match skipped {
        0 => format!("{passed} of {judged}"),
        skipped => format!("{passed} of {}, {skipped} skipped", judged - skipped),
    };
    let duration = match (decision.opened, decision.closed) {
        (Some(opened), Some(closed)) => span(opened, closed),
        (Some(_) | None, _) => "unknown".to_owned(),
    };
    let started = decision.opened.map_or("unknown".to_owned(), moment);
    let statements = facts.ledger.executed().count().to_string();
    let files = facts.ledger.recorded().count().to_string();
    html.element("dl", &[("class", "figures")], |html| {
        for (name, value) in [
            ("Final revision", decision.final_revision.as_str()),
            ("Gates passed", &gates),
            ("Statements", &statements),
            ("Evidence files", &files),
            ("Risk left", &decision.risk_tier.to_string()),
            ("Started", &started),
            ("Took", &duration),
        ] {
            html.element("div", &[], |html| {
                html.pair(name, |html| {
                    html.text(value);
                });
            });
        }
    });
}

/// What keeps the run from passing.
pub(super) fn blockers(html: &mut Html, facts: &ReportFacts<'_>) {
    let decision = facts.decision;
    if decision.passes() {
        return;
    }
    html.section("blockers", "What stopped it", |html| {
        for blocker in &decision.blockers {
            one_blocker(html, blocker, facts.flow());
        }
        listed(html, "Never judged", &decision.not_judged);
        listed(html, "Evidence that is missing", &decision.missing_evidence);
    });
}

fn one_blocker(html: &mut Html, blocker: &Blocker, flow: Flow) {
    html.element("article", &[("class", "failure")], |html| {
        html.element("h3", &[], |html| {
            html.text(blocker.gate.as_deref().unwrap_or("the run"));
            html.line("span", "tag", &blocker.root_cause.to_string());
        });
        html.line("pre", "sentence", &blocker.sentence);
        html.element("dl", &[("class", "facts")], |html| {
            if let Some(phase) = blocker.phase {
                html.pair("phase", |html| {
                    html.text(phase.title(flow));
                });
            }
            html.pair("exit status", |html| {
                html.text(&blocker.exit_status.to_string());
            });
            for (name, value) in &blocker.facts {
                html.pair(&name.replace('_', " "), |html| {
                    html.line("code", "", value);
                });
            }
            if let Some(file) = &blocker.evidence {
                html.pair("evidence", |html| super::evidence::link(html, file));
            }
        });
    });
}

fn listed(html: &mut Html, title: &str, names: &[String]) {
    if names.is_empty() {
        return;
    }
    html.element("details", &[], |html| {
        html.element("summary", &[], |html| {
            html.text(&format!("{title} ({})", names.len()));
        });
        html.element("ul", &[], |html| {
            for name in names {
                html.element("li", &[], |html| {
                    html.line("code", "", name);
                });
            }
        });
    });
}
