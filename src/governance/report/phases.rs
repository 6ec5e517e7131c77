//! The phases on a line of time.

use super::facts::{PhaseFacts, ReportFacts};
use super::html::Html;
use super::moments::{milliseconds, span};

/// Each phase as a bar, to scale, with how long it took and how many gates it passed.
pub(super) fn phases(html: &mut Html, facts: &ReportFacts<'_>) {
    let phases = facts.phases();
    let (Some(first), Some(last)) = (phases.first(), phases.last()) else {
        return;
    };
    let whole = milliseconds(first.begun, last.until).max(1);
    html.section("phases", "Phases", |html| {
        html.element("ol", &[("class", "phases")], |html| {
            for phase in &phases {
                let class = match (phase.failed, phase.has_ended) {
                    (0, true) => "passed",
                    (_, _) => "failed",
                };
                html.element("li", &[("class", class)], |html| {
                    html.line("span", "name", phase.phase.title(facts.flow()));
                    bar(html, phase, milliseconds(first.begun, phase.begun), whole);
                    html.line("span", "took", &span(phase.begun, phase.until));
                    html.line("span", "count", &gates(phase));
                });
            }
        });
    });
}

fn gates(phase: &PhaseFacts) -> String {
    let all = phase.passed + phase.skipped + phase.failed;
    let told = match (phase.failed, phase.passed) {
        (0, 1) => "1 gate passed".to_owned(),
        (0, passed) => format!("{passed} gates passed"),
        (failed, _) => format!("{failed} of {all} gates failed"),
    };
    match phase.skipped {
        0 => told,
        skipped => format!("{told}, {skipped} skipped"),
    }
}

/// A bar in thousandths of the whole; a short phase is still to be seen.
fn bar(html: &mut Html, phase: &PhaseFacts, since: u64, whole: u64) {
    let share = |part: u64| part.saturating_mul(1_000) / whole;
    let width = share(milliseconds(phase.begun, phase.until)).clamp(6, 1_000);
    let from = share(since).min(1_000 - width);
    let attributes = [
        ("viewBox", "0 0 1000 10"),
        ("preserveAspectRatio", "none"),
        ("aria-hidden", "true"),
    ];
    html.element("svg", &attributes, |html| {
        for (class, x, width) in [("track", 0, 1_000), ("time", from, width)] {
            html.tag(
                "rect",
                &[
                    ("class", class),
                    ("x", &x.to_string()),
                    ("y", "0"),
                    ("width", &width.to_string()),
                    ("height", "10"),
                ],
            );
            html.markup("</rect>");
        }
    });
}
