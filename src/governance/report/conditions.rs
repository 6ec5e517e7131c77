//! Under which conditions it ran: identities, approval, blockers, and what is not covered.

use super::facts::ReportFacts;
use super::html::Html;
use crate::governance::blockers::closes_blockers;

/// What was changed, by which program, by whose word.
pub(super) fn identities(html: &mut Html, facts: &ReportFacts<'_>) {
    let (plan, decision) = (facts.plan, facts.decision);
    html.section("identity", "Identity", |html| {
        html.element("dl", &[("class", "facts")], |html| {
            if let Some(opening) = facts.ledger.opening() {
                let target = &opening.target;
                let encrypted = if target.encrypted { "yes" } else { "no" };
                for (name, value) in [
                    ("database", target.database.as_str()),
                    ("server", &target.server),
                    ("system identifier", &target.system_identifier),
                    ("database oid", &target.database_oid.to_string()),
                    ("role", &target.role),
                    ("server version", &target.server_version),
                    ("encrypted session", encrypted),
                    ("command", &opening.arguments.join(" ")),
                    ("program", &format!("alembic-rs {}", opening.tool.version)),
                    ("program digest", &opening.tool.sha256.to_string()),
                    ("plan", &opening.plan.to_string()),
                ] {
                    fact(html, name, value);
                }
            }
            let commit = plan
                .commit
                .as_deref()
                .unwrap_or("none: not in a repository");
            fact(html, "commit", commit);
            fact(html, "release file", &plan.release_file.to_string());
            fact(html, "heads", &decision.heads_state);
            let drift = format!("{}: {}", decision.drift, decision.drift_detail);
            fact(html, "structural drift", &drift);
            let risk = format!("{}: {}", decision.risk_tier, decision.risk_reason);
            fact(html, "risk tier", &risk);
            let authorization = format!(
                "{}: {}",
                decision.authorization, decision.authorization_reason
            );
            fact(html, "production cutover", &authorization);
        });
    });
}

fn fact(html: &mut Html, name: &str, value: &str) {
    html.pair(name, |html| {
        html.line("code", "", value);
    });
}

/// What the release file itself says it leaves open.
pub(super) fn limits(html: &mut Html, facts: &ReportFacts<'_>) {
    let release = &facts.plan.release;
    if !release.blockers.is_empty() {
        html.section("open", "Blockers of the release", |html| {
            let state = if closes_blockers(facts.decision) {
                "closed by this PASS"
            } else {
                "OPEN: only a PASS closes it"
            };
            html.element("ul", &[], |html| {
                for blocker in &release.blockers {
                    html.element("li", &[], |html| {
                        html.line("code", "", blocker);
                        html.text(&format!(" {state}"));
                    });
                }
            });
        });
    }
    if !facts.plan.risks.is_empty() {
        html.section("risks", "Named risks", |html| {
            html.element("ul", &[], |html| {
                for risk in &facts.plan.risks {
                    html.element("li", &[], |html| {
                        html.text(&risk.to_string());
                    });
                }
            });
        });
    }
    html.section("limits", "What is not covered", |html| {
        if release.not_covered.is_empty() {
            html.line("p", "note", "The release file lists nothing.");
        }
        html.element("ul", &[], |html| {
            for limit in &release.not_covered {
                html.element("li", &[], |html| {
                    html.text(limit);
                });
            }
        });
    });
}
