//! Findings as SARIF 2.1.0, which code scanning services take.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::finding::{Finding, Place};
use super::rule::{Rule, Severity};
use super::verdict::{Verdict, spelled};

/// What a URI does not hold as it is; slashes separate.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

/// What the paths of the results are relative to.
const ROOT: &str = "%SRCROOT%";

/// The report, with a line end.
pub fn sarif_report(verdict: &Verdict) -> String {
    let open = verdict.settled.open.iter();
    let open = open.map(|finding| Value::Object(result(verdict, finding)));
    let allowed = verdict.settled.allowed.iter().map(|allowed| {
        let mut result = result(verdict, &allowed.finding);
        let suppression = json!([{"kind": "inSource", "justification": allowed.by}]);
        result.insert("suppressions".to_owned(), suppression);
        Value::Object(result)
    });
    let results: Vec<Value> = open.chain(allowed).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "alembic-rs",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": Rule::all().map(rule).collect::<Vec<Value>>(),
            }},
            "automationDetails": {"id": format!("alembic-rs/{}/", verdict.command)},
            "originalUriBaseIds": {
                ROOT: {"description": {"text": "The root of the working tree."}},
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn rule(rule: Rule) -> Value {
    json!({
        "id": rule.id(),
        "name": pascal_case(rule.name()),
        "shortDescription": {"text": format!("{}.", rule.summary())},
        "fullDescription": {"text": rule.explanation()},
        "help": {"text": format!(
            "{}. {} A finding is accepted by a comment in the revision file: \
             `# alembic-rs: allow {} <reason>`.",
            rule.summary(),
            rule.explanation(),
            rule.id()
        )},
        "defaultConfiguration": {"level": level(rule.severity())},
    })
}

/// Code scanning shows names in this form.
fn pascal_case(name: &str) -> String {
    name.split('-')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            format!("{}{rest}", first.to_uppercase())
        })
        .collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn result(verdict: &Verdict, finding: &Finding) -> Map<String, Value> {
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text.push('\n');
        text.push_str(help);
    }
    let mut result = Map::new();
    let mut add = |key: &str, value: Value| result.insert(key.to_owned(), value);
    add("ruleId", json!(finding.rule.id()));
    add(
        "ruleIndex",
        json!(Rule::all().position(|rule| rule == finding.rule)),
    );
    add("level", json!(level(finding.severity)));
    add("message", json!({"text": text}));
    let places = finding.place.iter();
    add(
        "locations",
        places
            .map(|place| json!({"physicalLocation": location(verdict, place)}))
            .collect(),
    );
    if !finding.related.is_empty() {
        let related = finding.related.iter().enumerate();
        add(
            "relatedLocations",
            related
                .map(|(index, related)| {
                    json!({
                        "id": index,
                        "message": {"text": related.label},
                        "physicalLocation": location(verdict, &related.place),
                    })
                })
                .collect(),
        );
    }
    // Lines move; rule, kind, file and revision stay the same finding.
    let place = finding.place.as_ref().map(|place| Place::file(&place.path));
    let print = [
        finding.kind.to_owned(),
        place.map_or_else(String::new, |place| spelled(verdict, &place)),
        finding.revision.clone().unwrap_or_default(),
    ];
    add(
        "partialFingerprints",
        json!({"alembicRs/v1": print.join("|")}),
    );
    add(
        "properties",
        json!({"kind": finding.kind, "revision": finding.revision}),
    );
    result
}

fn location(verdict: &Verdict, place: &Place) -> Value {
    let path = verdict.path(&place.path);
    let uri = utf8_percent_encode(&path, IN_PATH).to_string();
    let artifact = if path.starts_with('/') {
        json!({"uri": format!("file://{uri}")})
    } else {
        json!({"uri": uri, "uriBaseId": ROOT})
    };
    let mut location = json!({"artifactLocation": artifact});
    if let Some(line) = place.line {
        location["region"] = match place.column {
            Some(column) => json!({"startLine": line, "startColumn": column}),
            None => json!({"startLine": line}),
        };
    }
    location
}
