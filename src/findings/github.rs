//! Findings as workflow commands of GitHub Actions, which shows them at the lines of a pull request.

use super::finding::Finding;
use super::rule::Severity;
use super::verdict::{Verdict, whole_message};

/// One command a finding, one a line.
pub fn github_report(verdict: &Verdict) -> String {
    let open = verdict.settled.open.iter();
    open.map(|finding| command(verdict, finding)).collect()
}

fn command(verdict: &Verdict, finding: &Finding) -> String {
    let verb = match finding.severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut properties = Vec::new();
    if let Some(place) = &finding.place {
        properties.push(format!("file={}", property(&verdict.path(&place.path))));
        if let Some(line) = place.line {
            properties.push(format!("line={line}"));
        }
        if let Some(column) = place.column {
            properties.push(format!("col={column}"));
        }
    }
    let title = format!("{} {}", finding.rule.id(), finding.kind);
    properties.push(format!("title={}", property(&title)));
    format!(
        "::{verb} {}::{}\n",
        properties.join(","),
        data(&whole_message(verdict, finding))
    )
}

/// Text behind the second `::` (`escapeData` of `@actions/core`).
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property (`escapeProperty` of `@actions/core`).
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
