//! Findings as JSON, for programs.
//!
//! The form is versioned by `schema_version`: a key may come without a new version, none changes its
//! meaning or goes. Lines and columns count from 1; a key without a value is `null`.

use serde_json::{Map, Value, json};

use super::finding::{Finding, Place};
use super::verdict::{Outcome, Verdict};

/// The version of the form.
const SCHEMA_VERSION: u32 = 1;

/// The report, with a line end.
pub fn json_report(verdict: &Verdict) -> String {
    let open = verdict.settled.open.iter();
    let allowed = verdict.settled.allowed.iter();
    let mut document = Map::new();
    document.insert("schema_version".to_owned(), json!(SCHEMA_VERSION));
    document.insert("tool".to_owned(), json!("alembic-rs"));
    document.insert("tool_version".to_owned(), json!(env!("CARGO_PKG_VERSION")));
    document.insert("command".to_owned(), json!(verdict.command));
    let passed = verdict.outcome == Outcome::Passed;
    document.insert("passed".to_owned(), json!(passed));
    document.insert("summary".to_owned(), json!(verdict.line));
    document.extend(verdict.facts.clone());
    document.insert(
        "findings".to_owned(),
        open.map(|finding| Value::Object(object(verdict, finding)))
            .collect(),
    );
    document.insert(
        "allowed".to_owned(),
        allowed
            .map(|allowed| {
                let mut object = object(verdict, &allowed.finding);
                object.insert("allowed_by".to_owned(), json!(allowed.by));
                Value::Object(object)
            })
            .collect(),
    );
    format!("{:#}\n", Value::Object(document))
}

fn object(verdict: &Verdict, finding: &Finding) -> Map<String, Value> {
    let mut object = Map::new();
    let mut add = |key: &str, value: Value| object.insert(key.to_owned(), value);
    add("rule", json!(finding.rule.id()));
    add("name", json!(finding.rule.name()));
    add("kind", json!(finding.kind));
    add("severity", json!(finding.severity.word()));
    add("message", json!(finding.message));
    add("revision", json!(finding.revision));
    let place = finding.place.as_ref();
    add("path", json!(place.map(|place| verdict.path(&place.path))));
    add("line", json!(place.and_then(|place| place.line)));
    add("column", json!(place.and_then(|place| place.column)));
    let related = finding.related.iter();
    add(
        "related",
        related
            .map(|related| {
                let Place { path, line, column } = &related.place;
                json!({
                    "label": related.label,
                    "path": verdict.path(path),
                    "line": line,
                    "column": column,
                })
            })
            .collect(),
    );
    add("help", json!(finding.help));
    object
}
