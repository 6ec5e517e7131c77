//! Findings as test results in the XML that GitLab and others show.
//!
//! What fails the checks is a failed test; what is only worth a look is a passed one with a text.

use super::finding::Finding;
use super::rule::Severity;
use super::verdict::{Outcome, Verdict, spelled, whole_message};

/// The report, with a line end.
pub fn junit_report(verdict: &Verdict) -> String {
    let open = &verdict.settled.open;
    let failures = open
        .iter()
        .filter(|finding| fails(verdict, finding))
        .count();
    let whole = match (verdict.outcome, failures) {
        (Outcome::Failed, 0) => format!(
            "    <testcase classname=\"{0}\" name=\"{0}\">\n      <failure message=\"{1}\"/>\n    \
             </testcase>\n",
            verdict.command,
            escaped(&verdict.line)
        ),
        (Outcome::Passed | Outcome::Failed, _) => format!(
            "    <testcase classname=\"{0}\" name=\"{0}\">\n      <system-out>{1}</system-out>\n    \
             </testcase>\n",
            verdict.command,
            escaped(&verdict.line)
        ),
    };
    let failures = match (verdict.outcome, failures) {
        (Outcome::Failed, 0) => 1,
        (Outcome::Passed | Outcome::Failed, failures) => failures,
    };
    let tests = open.len() + 1;
    let cases: String = open.iter().map(|finding| case(verdict, finding)).collect();
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\"");
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n  \
         <testsuite name=\"alembic-rs {}\" {counts} errors=\"0\" skipped=\"0\">\n\
         {whole}{cases}  </testsuite>\n</testsuites>\n",
        verdict.command
    )
}

/// Errors do, and where the checks failed without any, whatever they failed of.
fn fails(verdict: &Verdict, finding: &Finding) -> bool {
    match finding.severity {
        Severity::Error => true,
        Severity::Warning => {
            verdict.outcome == Outcome::Failed && verdict.count(Severity::Error) == 0
        }
        Severity::Note => false,
    }
}

fn case(verdict: &Verdict, finding: &Finding) -> String {
    let path = match &finding.place {
        Some(place) => verdict.path(&place.path),
        None => verdict.command.to_owned(),
    };
    let mut attributes = format!(
        "classname=\"{0}\" name=\"{1} {2}: {3}\"",
        escaped(&path),
        finding.rule.id(),
        finding.kind,
        escaped(&finding.message)
    );
    if let Some(place) = &finding.place {
        attributes.push_str(&format!(" file=\"{}\"", escaped(&path)));
        if let Some(line) = place.line {
            attributes.push_str(&format!(" line=\"{line}\""));
        }
    }
    let place = finding.place.as_ref();
    let place = place.map_or_else(String::new, |place| {
        format!("{}: ", spelled(verdict, place))
    });
    let text = escaped(&format!("{place}{}", whole_message(verdict, finding)));
    let body = if fails(verdict, finding) {
        format!(
            "<failure type=\"{}\" message=\"{}\">{text}</failure>",
            finding.rule.id(),
            escaped(&finding.message)
        )
    } else {
        format!(
            "<system-out>{}: {text}</system-out>",
            finding.severity.word()
        )
    };
    format!("    <testcase {attributes}>\n      {body}\n    </testcase>\n")
}

/// Text for an attribute or an element; characters that XML cannot hold are replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' | '\r' => escaped.push_str(&format!("&#{};", u32::from(character))),
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}
