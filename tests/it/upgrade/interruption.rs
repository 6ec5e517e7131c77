//! Ctrl-C in the middle of an upgrade, and a standard output that takes nothing.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::project::{Project, column, tables};
use crate::db::support::new_database;
use crate::program::{run_into, start_on};

const UPGRADE: &[&str] = &["upgrade", "head"];

#[test]
fn control_c_cancels_the_statement_and_leaves_nothing() {
    let project = Project::chain(&[
        ("a7", "op.execute('CREATE TABLE shelf (id int)')"),
        ("b7", "op.execute('SELECT pg_sleep(60)')"),
    ]);
    let url = new_database();
    let mut child = start_on(&url, project.folder(), UPGRADE, Stdio::piped());
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
    let asleep = "SELECT pid::text FROM pg_stat_activity \
                  WHERE datname = current_database() AND wait_event = 'PgSleep'";
    while column(&url, asleep).is_empty() {
        assert!(
            child.try_wait().expect("a state").is_none(),
            "it ended early"
        );
        sleep(Duration::from_millis(20));
    }
    let interrupted = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupted.expect("kill is there").success());
    assert_eq!(child.wait().expect("an end").code(), Some(130));
    let report: Vec<String> = lines.by_ref().map_while(Result::ok).collect();
    let report = report.join("\n");
    assert!(report.contains("SQLSTATE 57014"), "{report}");
    assert!(report.contains("Nothing was committed."), "{report}");
    assert!(tables(&url).is_empty());
}

#[test]
fn a_script_that_cannot_be_written_is_an_error() {
    let project = Project::chain(&[("a8", "op.execute('SELECT 1')")]);
    let full = OpenOptions::new().write(true).open("/dev/full");
    let full = full.expect("a device that is always full");
    let answer = run_into(project.folder(), &["upgrade", "head", "--sql"], full);
    assert_eq!(answer.exit, Some(1));
    assert!(
        answer.stderr.contains("cannot write to standard output"),
        "{}",
        answer.stderr
    );
}
