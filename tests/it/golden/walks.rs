//! Invocations one after another on a database: what is said, logged and recorded in it.

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::Cell;
use serde::Deserialize;

use super::record::{Recorded, assert_none, files, golden, read, stem};
use crate::db::support::{connect, new_database};
use crate::program::{Answer, fixture, run_on};

/// What stands in the goldens for the database's URL.
const URL: &str = "%URL%";

/// The answers to the steps of one walk.
#[derive(Deserialize)]
struct Walk {
    fixture: String,
    /// SQL that is run before the first step.
    setup: Option<String>,
    answers: Vec<Recorded>,
}

#[test]
fn every_walk_leads_where_alembic_s_leads() {
    let mut differences = Vec::new();
    for path in files(&golden("walks"), "json") {
        let walk: Walk = serde_json::from_str(&read(&path)).expect("the goldens have their form");
        let url = new_database();
        if let Some(setup) = &walk.setup {
            let mut connection = connect(&url).expect("a connection");
            connection.execute(setup).expect("the walk's beginning");
        }
        for recorded in &walk.answers {
            let mut answer = run_on(&url, &fixture(&walk.fixture), &recorded.argv);
            settle(&mut answer, recorded, &url);
            let rows = version_rows(&url);
            let difference = recorded.difference(&answer).or_else(|| {
                (rows != recorded.rows).then(|| {
                    format!(
                        "`{}` leaves {rows:?}, not {:?}",
                        recorded.line(),
                        recorded.rows
                    )
                })
            });
            if let Some(difference) = difference {
                differences.push(format!("{}: {difference}", stem(&path)));
                break;
            }
        }
    }
    assert_none(&differences);
}

/// Takes the database's URL out of an answer, and sorts what `current` prints, which Alembic
/// prints in another order each time.
fn settle(answer: &mut Answer, recorded: &Recorded, url: &DatabaseUrl) {
    answer.stdout = answer.stdout.replace(&url.to_string(), URL);
    if !recorded.argv.iter().any(|argument| argument == "current") {
        return;
    }
    let (heading, entries) = match answer.stdout.split_once(":\n") {
        Some((heading, entries)) if heading.starts_with("Current") => (heading, entries),
        _ => ("", answer.stdout.as_str()),
    };
    let mut blocks: Vec<String> = Vec::new();
    for line in entries.split_inclusive('\n') {
        match blocks.last_mut() {
            Some(block) if !heading.is_empty() && !line.starts_with("Rev: ") => {
                block.push_str(line);
            }
            _ => blocks.push(line.to_owned()),
        }
    }
    blocks.sort_unstable();
    let colon = if heading.is_empty() { "" } else { ":\n" };
    answer.stdout = format!("{heading}{colon}{}", blocks.concat());
}

/// The rows of the version table, or none where there is no such table.
fn version_rows(url: &DatabaseUrl) -> Option<Vec<String>> {
    let mut connection = connect(url).expect("a connection");
    let mut column = |sql: &str| -> Vec<Cell> {
        let rows = connection.query(sql).expect("an answer").rows;
        rows.into_iter().flatten().collect()
    };
    let exists = column("SELECT to_regclass('alembic_version') IS NOT NULL");
    (exists == [Cell::Bool(true)]).then(|| {
        let versions = column("SELECT version_num FROM alembic_version ORDER BY 1");
        versions
            .iter()
            .filter_map(Cell::as_text)
            .map(str::to_owned)
            .collect()
    })
}
