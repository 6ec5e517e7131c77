//! What is refused before anything is executed.

use std::fs;

use super::project::{Project, tables};
use crate::db::support::{connect, new_database};
use crate::program::{run, run_on};

#[test]
fn an_unsupported_revision_stops_the_upgrade_before_its_first_statement() {
    let project = Project::chain(&[
        ("a1", "op.execute('CREATE TABLE shelf (id int)')"),
        ("b1", "import warehouse\nwarehouse.fill(op.get_bind())"),
    ]);
    let url = new_database();
    let answer = run_on(&url, project.folder(), &["upgrade", "head"]);
    assert_eq!(answer.exit, Some(1));
    assert!(
        answer.stderr.contains("versions/b1.py:11:"),
        "{}",
        answer.stderr
    );
    assert!(answer.stderr.contains("warehouse"), "{}", answer.stderr);
    assert!(tables(&url).is_empty());
    let script = run(project.folder(), &["upgrade", "head", "--sql"]);
    assert_eq!((script.exit, script.stdout.as_str()), (Some(1), ""));
}

#[test]
fn going_backward_is_refused() {
    let project = Project::chain(&[("a2", "pass"), ("b2", "pass")]);
    let url = new_database();
    assert_eq!(
        run_on(&url, project.folder(), &["upgrade", "head"]).exit,
        Some(0)
    );
    for arguments in [["upgrade", "a2"], ["upgrade", "base"], ["downgrade", "-1"]] {
        let answer = run_on(&url, project.folder(), &arguments);
        assert_eq!(answer.exit, Some(255), "{arguments:?}");
        assert!(
            answer.stdout.contains("goes forward only"),
            "{}",
            answer.stdout
        );
    }
    let current = run_on(&url, project.folder(), &["current"]);
    assert_eq!(current.stdout, "b2 (head)\n");
}

#[test]
fn an_unknown_revision_changes_nothing() {
    let project = Project::chain(&[("a3", "pass")]);
    let url = new_database();
    let answer = run_on(&url, project.folder(), &["upgrade", "nope"]);
    assert_eq!(answer.exit, Some(255));
    assert_eq!(
        answer.stdout,
        "FAILED: Can't locate revision identified by 'nope'\n"
    );
    assert!(tables(&url).is_empty());
    let current = run_on(&url, project.folder(), &["current"]);
    assert_eq!((current.exit, current.stdout.as_str()), (Some(0), ""));
    assert!(tables(&url).is_empty());
}

#[test]
fn a_server_that_is_not_there_is_an_error() {
    let project = Project::chain(&[("a4", "pass")]);
    let answer = run(project.folder(), &["upgrade", "head"]);
    assert_eq!(answer.exit, Some(1));
    assert!(
        answer
            .stderr
            .contains("connection to server at \"127.0.0.1\", port 1 failed"),
        "{}",
        answer.stderr
    );
}

#[test]
fn a_syntax_error_is_shown_at_its_place() {
    let project = Project::chain(&[("a5", "pass")]);
    fs::write(
        project.revision("b5"),
        "revision = 'b5'\ndown_revision = ('a5'\n",
    )
    .expect("a file");
    let answer = run(project.folder(), &["heads"]);
    assert_eq!(answer.exit, Some(1));
    assert!(answer.stderr.contains("b5.py"), "{}", answer.stderr);
}

/// Alembic performs it before the first step, even of a run that does not come to the file.
#[test]
fn an_operation_at_the_top_level_of_any_file_is_refused() {
    let project = Project::chain(&[
        ("a5", "op.execute('CREATE TABLE shelf (id int)')"),
        ("b5", "pass"),
    ]);
    let later = project.revision("b5");
    let text = fs::read_to_string(&later).expect("the revision");
    let top_level = "from sqlalchemy.dialects.postgresql import ENUM\n\
                     kind = ENUM('x', 'y', name='kind')\n\
                     try:\n    kind.create(op.get_bind(), checkfirst=True)\n\
                     except NameError:\n    pass\n\n\ndef upgrade";
    fs::write(&later, text.replace("def upgrade", top_level)).expect("the revision");

    let script = run(project.folder(), &["upgrade", "a5", "--sql"]);
    assert_eq!((script.exit, script.stdout.as_str()), (Some(1), ""));
    assert!(
        script.stderr.contains("move it into upgrade()") && script.stderr.contains("b5.py:12:"),
        "{}",
        script.stderr
    );
    assert_eq!(run(project.folder(), &["heads"]).stdout, "b5 (head)\n");

    let url = new_database();
    let answer = run_on(&url, project.folder(), &["upgrade", "a5"]);
    assert_eq!(answer.exit, Some(1), "{}", answer.stderr);
    assert!(answer.stderr.contains("b5.py:12:"), "{}", answer.stderr);
    assert!(tables(&url).is_empty());

    // Where the type is there, loading the file changes nothing.
    connect(&url)
        .expect("a connection")
        .execute("CREATE TYPE kind AS ENUM ('x', 'y')")
        .expect("the type");
    let answer = run_on(&url, project.folder(), &["upgrade", "head"]);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
}
