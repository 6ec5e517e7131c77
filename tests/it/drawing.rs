//! `graph`: where its pictures go, and that asking a database leaves nothing there.

use std::fs;

use crate::db::support::{connect, new_database};
use crate::program::{fixture, root, run, run_on};

const BRANCHES: &str = "\
*.,      a0d170000002 (audit, accounts) (head), audit invoices
* :      a0d170000001 (audit), create audit log
| : *    acc000000003 (accounts) (head), account names are unique
| * |    b11100000002 (billing) (effective head), add due date to invoices
| *.|.,  b11100000001 (billing), create invoices
*---'.`  acc000000002 (branchpoint), add currency to accounts
*        acc000000001 (accounts), create accounts
";

#[test]
fn a_pipe_gets_ascii_and_a_file_the_same_bytes() {
    let project = fixture("branches");
    assert_eq!(run(&project, &["graph"]).stdout, BRANCHES);
    let folder = tempfile::tempdir().expect("a folder");
    for format in ["text", "mermaid", "dot", "svg"] {
        let file = folder.path().join(format);
        let printed = run(&project, &["graph", "--format", format]);
        assert_eq!(printed.exit, Some(0), "{}", printed.stderr);
        let file_name = file.to_string_lossy();
        let written = run(&project, &["graph", "-f", format, "-o", &file_name]);
        assert_eq!((written.exit, written.stdout.as_str()), (Some(0), ""));
        assert_eq!(fs::read_to_string(file).expect("a file"), printed.stdout);
    }
}

#[test]
fn a_range_and_a_limit_say_what_they_leave_out() {
    let answer = run(
        &fixture("branches"),
        &[
            "graph",
            "--unicode",
            "-r",
            "acc000000001:acc000000003",
            "--limit",
            "2",
        ],
    );
    assert_eq!(
        answer.stdout,
        "●  acc000000003 (accounts) (head), account names are unique\n\
         ●  acc000000002 (branchpoint) (parent acc000000001, not shown), add currency to accounts\n   \
         (1 older revision not shown)\n"
    );
}

#[test]
fn what_is_wrong_is_said_as_elsewhere() {
    let answer = run(&fixture("branches"), &["graph", "-o", "/nowhere/graph.svg"]);
    assert_eq!(answer.exit, Some(255));
    assert!(
        answer
            .stdout
            .starts_with("FAILED: Can't write /nowhere/graph.svg: ")
    );
    for name in ["cycle", "missing_parent", "no_section"] {
        let project = root().join("tests/golden/projects").join(name);
        let (graph, history) = (run(&project, &["graph"]), run(&project, &["history"]));
        assert_eq!(graph.exit, history.exit, "{name}");
        assert_eq!(graph.stdout, history.stdout, "{name}");
        assert_ne!(graph.exit, Some(0), "{name}");
    }
}

#[test]
fn a_database_is_asked_and_left_alone() {
    let url = &new_database();
    let project = fixture("quickstart");
    let states = |answer: &str| {
        let count = |word| answer.matches(word).count();
        (count("(pending)"), count("(current)"))
    };
    let before = run_on(url, &project, &["graph", "--current"]);
    assert_eq!(before.exit, Some(0), "{}", before.stderr);
    assert_eq!(states(&before.stdout), (10, 0));
    let tables = connect(url)
        .expect("a connection")
        .query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")
        .expect("an answer");
    assert!(tables.rows.is_empty());
    run_on(url, &project, &["stamp", "0004c0ffee04"]);
    let after = run_on(url, &project, &["graph", "--current"]);
    assert_eq!(states(&after.stdout), (6, 1));
}
