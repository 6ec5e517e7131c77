//! The statements that were executed.

use std::collections::HashMap;

use crate::governance::digest::Digest;
use crate::governance::event::Executed;

use super::facts::ReportFacts;
use super::html::Html;
use super::moments::moment;

/// More than these stand in the ledger only.
const MOST: usize = 2_000;

/// The transcript, statement by statement.
pub(super) fn transcript(html: &mut Html, facts: &ReportFacts<'_>) {
    let texts: HashMap<Digest, &str> = facts
        .plan
        .statements
        .iter()
        .map(|statement| (statement.sha256, statement.sql.as_str()))
        .collect();
    let count = facts.ledger.executed().count();
    if count == 0 {
        return;
    }
    html.section("transcript", "Transcript", |html| {
        html.element("details", &[], |html| {
            html.element("summary", &[], |html| {
                html.text(&match count {
                    1 => "1 statement, in the order it was executed".to_owned(),
                    count => format!("{count} statements, in the order they were executed"),
                });
            });
            let heads = ["Phase", "No.", "Step", "Statement", "Rows", "At"];
            html.table(&heads, |html| {
                for executed in facts.ledger.executed().take(MOST) {
                    row(html, executed, texts.get(&executed.sha256).copied());
                }
            });
            if count > MOST {
                let more = format!("{} further ones stand in ledger.jsonl.", count - MOST);
                html.line("p", "note", &more);
            }
        });
    });
}

fn row(html: &mut Html, executed: &Executed, text: Option<&str>) {
    let class = if executed.sqlstate.is_some() {
        "failed"
    } else {
        ""
    };
    html.element("tr", &[("class", class)], |html| {
        html.line("td", "", &executed.phase.to_string());
        html.line("td", "number", &executed.number.to_string());
        html.element("td", &[], |html| {
            html.line("code", "", &executed.step);
        });
        html.element("td", &[("class", "detail")], |html| {
            if let Some(text) = text {
                html.line("code", "sql", text);
            }
            html.line("span", "digest", &executed.sha256.to_string());
            if let Some(sqlstate) = &executed.sqlstate {
                html.line("strong", "", &format!(" SQLSTATE {sqlstate}"));
            }
        });
        let rows = executed.rows.map(|rows| rows.to_string());
        html.line("td", "number", &rows.unwrap_or_default());
        html.line("td", "moment", &moment(executed.at));
    });
}
