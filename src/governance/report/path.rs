//! The revisions of the release, from the anchor to the target, as a drawing.

use crate::governance::decision::Blocker;

use super::facts::ReportFacts;
use super::html::Html;

/// The height of a row, in the drawing's units.
const ROW: usize = 30;

/// The path, one revision a row, with the statements each runs.
pub(super) fn path(html: &mut Html, facts: &ReportFacts<'_>) {
    let plan = facts.plan;
    let title = format!("Path: {} revisions", plan.path.len());
    html.section("path", &title, |html| {
        let rows = plan.path.len() + 1;
        let height = (rows * ROW).to_string();
        let view = format!("0 0 900 {height}");
        let attributes = [
            ("viewBox", view.as_str()),
            ("role", "img"),
            ("class", "path"),
        ];
        html.element("svg", &attributes, |html| {
            let line = [
                ("class", "edge"),
                ("x1", "14"),
                ("x2", "14"),
                ("y1", "15"),
                ("y2", &(rows * ROW - 15).to_string()),
            ];
            html.tag("line", &line);
            html.markup("</line>");
            revision(
                html,
                0,
                "anchor",
                &plan.anchor,
                "the state before, by the stamp",
            );
            for (position, id) in plan.path.iter().enumerate() {
                let class = if stopped_at(facts, id) {
                    "stopped"
                } else if *id == plan.target {
                    "target"
                } else {
                    "step"
                };
                revision(html, position + 1, class, id, &work(facts, id));
            }
        });
    });
}

/// Whether something that keeps the run from passing names this revision.
fn stopped_at(facts: &ReportFacts<'_>, id: &str) -> bool {
    let blockers = &facts.decision.blockers;
    let named = |blocker: &Blocker| blocker.facts.get("revision").is_some_and(|name| name == id);
    blockers.iter().any(named)
}

/// What a revision runs.
fn work(facts: &ReportFacts<'_>, id: &str) -> String {
    let planned = facts.plan.statements.iter();
    let planned = planned.filter(|statement| statement.revision == id).count();
    let gaps = facts.plan.gaps.iter();
    let more = match gaps.filter(|gap| gap.revision == id).count() {
        0 => "",
        _ => ", and what the database decides",
    };
    match planned {
        0 => format!("no statement{more}"),
        1 => format!("1 statement{more}"),
        count => format!("{count} statements{more}"),
    }
}

fn revision(html: &mut Html, row: usize, class: &str, id: &str, note: &str) {
    let middle = row * ROW + ROW / 2;
    let (middle, baseline) = (middle.to_string(), (middle + 5).to_string());
    html.tag(
        "circle",
        &[("class", class), ("cx", "14"), ("cy", &middle), ("r", "7")],
    );
    html.markup("</circle>");
    let at = [("x", "34"), ("y", baseline.as_str())];
    html.element("text", &at, |html| {
        html.line("tspan", class, id);
        html.line("tspan", "note", &format!("   {note}"));
    });
}
