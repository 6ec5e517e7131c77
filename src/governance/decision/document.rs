//! The decision as a page of text, in the form of the formal template.

use super::record::{Blocker, Decision};

impl Decision {
    /// The text of `decision.md`.
    pub fn to_markdown(&self) -> String {
        let root_cause = match self.root_cause {
            Some(cause) => cause.to_string(),
            None => "none".to_owned(),
        };
        let errors = match self.errors.len() {
            0 => "none".to_owned(),
            1 => line(&self.errors[0]),
            count => format!(
                "{count}, listed below; the first: {}",
                line(&self.errors[0])
            ),
        };
        let mut text = format!("# Decision: {}\n\n", line(&self.release));
        let fields = [
            ("Status", self.status.to_string()),
            ("Target", self.target.clone()),
            ("Final Revision", self.final_revision.clone()),
            ("Heads State", self.heads_state.clone()),
            ("Errors", errors),
            (
                "Drift detected",
                format!("{}: {}", self.drift, self.drift_detail),
            ),
            ("Root-cause classification", root_cause),
            (
                "Risk tier (updated)",
                format!("{}: {}", self.risk_tier, self.risk_reason),
            ),
            (
                "Production cutover authorization",
                format!("{}: {}", self.authorization, self.authorization_reason),
            ),
        ];
        for (name, value) in fields {
            text.push_str(&format!("- {name}: {}\n", line(&value)));
        }
        text.push_str("\n## What a PASS means\n\n");
        if self.criteria.is_empty() {
            text.push_str("Unknown: the ledger does not say which run it is of.\n");
        }
        for criterion in &self.criteria {
            let mark = if criterion.holds { "x" } else { " " };
            text.push_str(&format!(
                "- [{mark}] {} ({})\n",
                criterion.criterion,
                criterion.gates.join(", ")
            ));
        }
        if !self.blockers.is_empty() {
            text.push_str("\n## What failed\n\n");
            text.extend(self.blockers.iter().map(blocker));
        }
        for (title, names) in [
            ("Never judged", &self.not_judged),
            ("Never recorded", &self.missing_evidence),
        ] {
            if !names.is_empty() {
                text.push_str(&format!("\n## {title}\n\n"));
                for name in names {
                    text.push_str(&format!("- {}\n", line(name)));
                }
            }
        }
        text.push_str("\n## Made of\n\n");
        if let Some(plan) = self.plan {
            text.push_str(&format!("- Plan: {plan}\n"));
        }
        if let Some(tool) = &self.tool {
            text.push_str(&format!(
                "- Program: alembic-rs {}, {}\n",
                line(&tool.version),
                tool.sha256
            ));
        }
        if let (Some(opened), Some(closed)) = (self.opened, self.closed) {
            text.push_str(&format!("- From {opened} to {closed}\n"));
        }
        text.push_str(&format!("- Exit status: {}\n", self.exit_status));
        text
    }
}

fn blocker(one: &Blocker) -> String {
    let place = match (&one.phase, &one.gate) {
        (Some(phase), Some(gate)) => format!("{phase}/{}: ", line(gate)),
        (Some(phase), None) => format!("{phase}: "),
        (None, Some(gate)) => format!("{}: ", line(gate)),
        (None, None) => String::new(),
    };
    let mut text = format!("- {place}{} ({})\n", line(&one.sentence), one.root_cause);
    for (name, fact) in &one.facts {
        text.push_str(&format!("  - {}: {}\n", line(name), line(fact)));
    }
    if let Some(evidence) = &one.evidence {
        text.push_str(&format!("  - evidence: {}\n", line(evidence)));
    }
    text
}

/// What others have written, on one line: it cannot add a field or a heading.
fn line(text: &str) -> String {
    text.split(char::is_control)
        .flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}
