//! A history that does not load, asked about by Alembic's own commands: its sentence and status for
//! the first defect, and a report of every one.

use super::repository::Repository;
use crate::program::run;

fn broken() -> Repository {
    let repository = Repository::new();
    repository.revision("04_d", "bbbb", "'cccc'");
    repository.revision("05_e", "eeee", "'gone'");
    repository.edit(
        "05_e",
        "\n\n\ndef upgrade",
        "\ndepends_on = 'lost'\n\n\ndef upgrade",
    );
    repository.revision("06_f", "ffff", "'gggg'");
    repository.revision("07_g", "gggg", "('aaaa', 'ffff')");
    repository
}

#[test]
fn every_defect_is_reported_in_one_run() {
    let repository = broken();
    for command in [&["heads"][..], &["history"], &["upgrade", "head", "--sql"]] {
        let answer = run(repository.folder(), command);
        assert_eq!(answer.exit, Some(255));
        let sentence = "FAILED: Revision bbbb is present more than once: ";
        assert!(answer.stdout.starts_with(sentence), "{}", answer.stdout);
        for part in [
            "db/versions/04_d.py:5",
            "it is declared here first",
            "Revision gone referenced from eeee is not present",
            "down_revision = 'gone'",
            "Revision lost referenced from eeee is not present",
            "depends_on = 'lost'",
            "Cycle is detected in revisions (ffff, gggg)",
            "db/versions/07_g.py:6",
        ] {
            let seen = answer.stderr.replace("\n  | ", "");
            assert!(seen.contains(part), "{part}: {}", answer.stderr);
        }
    }
}

/// What is wrong with single files comes together with what is wrong with the graph.
#[test]
fn files_that_do_not_load_hide_nothing() {
    let repository = broken();
    repository.write("db/versions/note.py", "x = 1\n");
    repository.write("db/versions/odd.py", b"revision = 'o'\n# \xff\n");
    let answer = run(repository.folder(), &["heads"]);
    assert_eq!(answer.exit, Some(255));
    assert!(
        answer
            .stdout
            .starts_with("FAILED: Could not determine revision id from filename note.py."),
        "{}",
        answer.stdout
    );
    for part in [
        "line 2 is not UTF-8",
        "present more than once",
        "Cycle is detected",
    ] {
        assert!(answer.stderr.contains(part), "{part}: {}", answer.stderr);
    }
}
