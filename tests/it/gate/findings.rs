//! One history for each kind of finding, with the verdict it gets.

use std::fs;

use super::repository::Repository;

/// The verdict on three sound revisions and whatever `change` makes of them.
fn verdict(change: impl FnOnce(&Repository), arguments: &[&str]) -> String {
    let repository = Repository::new();
    change(&repository);
    repository.verdict(arguments)
}

#[test]
fn a_sound_history_passes() {
    assert_eq!(verdict(|_| {}, &[]), "passed: 3 revisions, 1 head (cccc)");
    assert_eq!(
        verdict(|_| {}, &["--expect-head", "cccc", "--strict"]),
        "passed: 3 revisions, 1 head (cccc)"
    );
}

#[test]
fn heads_are_counted_and_compared() {
    let fork = |repository: &Repository| repository.revision("04_d", "dddd", "'aaaa'");
    assert_eq!(
        verdict(fork, &[]),
        "failed: 2 heads: cccc (03_c.py), dddd (04_d.py); they part after aaaa"
    );
    assert_eq!(
        verdict(fork, &["--expect-head", "cccc", "--expect-head", "dddd"]),
        "passed: 4 revisions, 2 heads (cccc, dddd)"
    );
    assert_eq!(
        verdict(fork, &["--expect-head", "cccc"]),
        "failed: 04_d.py: dddd is a head and is not expected to be one"
    );
    assert_eq!(
        verdict(|_| {}, &["--expect-head", "bbbb", "--expect-head", "cccc"]),
        "failed: 02_b.py: the expected head bbbb is followed by cccc"
    );
    assert_eq!(
        verdict(|_| {}, &["--expect-head", "cccc", "--expect-head", "zzzz"]),
        "failed: the expected head zzzz is no revision of this history"
    );
    assert!(verdict(|_| {}, &["--expect-head", "head"]).starts_with("failed: head is whatever"));
}

#[test]
fn defects_of_the_graph_fail() {
    let added = |id: &'static str, parents: &'static str| {
        verdict(|repository| repository.revision("04_d", id, parents), &[])
    };
    assert_eq!(
        added("dddd", "'gone'"),
        "failed: 04_d.py: revision dddd follows gone, which no file declares"
    );
    assert_eq!(
        added("bbbb", "'cccc'"),
        "failed: 04_d.py: a second file declares revision bbbb"
    );
    assert_eq!(
        added("dddd", "'dddd'"),
        "failed: 04_d.py: revision dddd is its own parent"
    );
    assert_eq!(
        added("d-d", "'cccc'"),
        "failed: 04_d.py: Character(s) '-' not allowed in revision identifier 'd-d'"
    );
    assert_eq!(
        added("head", "'cccc'"),
        "failed: 04_d.py: the id head means something else in every command"
    );
    assert_eq!(
        added("dddd", "('cccc', 'aaaa')"),
        "passed: 4 revisions, 1 head (dddd); 1 warning"
    );
    assert_eq!(
        added("d234567890123456789012345678901234", "'cccc'"),
        "failed: 04_d.py: the id d234567890123456789012345678901234 has 34 characters; the \
         version column takes 32"
    );
    let behind_a_merge = |repository: &Repository| {
        repository.edit("02_b", "'aaaa'", "('aaaa', 'cccc')");
        repository.revision("04_d", "dddd", "'cccc'");
    };
    assert_eq!(
        verdict(behind_a_merge, &[]),
        "failed: 02_b.py: these revisions follow one another in a circle: bbbb, cccc"
    );
    let declared = |line: &'static str| {
        let append = move |repository: &Repository| {
            repository.edit(
                "02_b",
                "\n\n\ndef upgrade",
                "\nbranch_labels = 'x'\n\n\ndef upgrade",
            );
            repository.edit(
                "03_c",
                "\n\n\ndef upgrade",
                &format!("\n{line}\n\n\ndef upgrade"),
            );
        };
        verdict(append, &[])
    };
    assert_eq!(
        declared("branch_labels = ('x',)"),
        "failed: 03_c.py: the branch label x is taken by revision bbbb already"
    );
    assert_eq!(
        declared("branch_labels = ('aaaa',)"),
        "failed: 03_c.py: the branch label aaaa is taken by revision aaaa already"
    );
    assert_eq!(
        declared("depends_on = 'lost'"),
        "failed: 03_c.py: revision cccc depends on lost, which is neither a revision nor a label"
    );
    assert_eq!(
        declared("depends_on = 'aaaa'"),
        "passed: 3 revisions, 1 head (cccc)"
    );
    assert_eq!(
        declared("from app import NAME\nbranch_labels = (NAME,)"),
        "passed: 3 revisions, 1 head (cccc); 1 warning"
    );
}

/// Upgrading through a merge of three stops in Alembic with a `KeyError` where another of the three
/// depends on one of them, and works through two merges of two.
#[test]
fn heads_that_depend_on_one_another_are_merged_two_at_a_time() {
    let dependent = |repository: &Repository| {
        repository.revision("04_d", "dddd", "'aaaa'");
        repository.revision("05_e", "eeee", "'aaaa'");
        let dependency = "\ndepends_on = 'cccc'\n\n\ndef upgrade";
        repository.edit("04_d", "\n\n\ndef upgrade", dependency);
    };
    let repository = Repository::new();
    dependent(&repository);
    let report = repository.gate(&[]).stderr;
    let command = "alembic-rs merge -m \"merge dddd and cccc\" dddd cccc\n";
    assert!(report.contains(command), "{report}");
    let merged = |merges: &'static [(&str, &str, &str)]| {
        let all = move |repository: &Repository| {
            dependent(repository);
            for (file, id, parents) in merges {
                repository.revision(file, id, parents);
            }
        };
        verdict(all, &[])
    };
    assert_eq!(
        merged(&[("06_f", "ffff", "('cccc', 'dddd', 'eeee')")]),
        "failed: 06_f.py: it merges cccc, which another of its parents depends on"
    );
    assert_eq!(
        merged(&[
            ("06_f", "ffff", "('cccc', 'dddd')"),
            ("07_g", "gggg", "('eeee', 'ffff')")
        ]),
        "passed: 7 revisions, 1 head (gggg)"
    );
}

#[test]
fn every_file_must_load() {
    let written = |text: &'static [u8]| {
        verdict(
            |repository| repository.write("db/versions/x1.py", text),
            &[],
        )
    };
    for (text, reason) in [
        (
            &b"x = 1\n"[..],
            "no revision id: there is no variable 'revision', and the name is none either",
        ),
        (b"revision = 'x'\n", "no down_revision is declared"),
        (
            b"revision = 7\ndown_revision = None\n",
            "revision is of type 'int', not a string",
        ),
        (
            b"revision = 'x'\ndown_revision = 'cccc'\ndef upgrade(:\n",
            "SyntaxError: '(' was never closed",
        ),
        (
            b"revision = 'x'\n# \xff\n",
            "line 2 is not UTF-8, and no other encoding is named in the first two lines",
        ),
    ] {
        assert_eq!(written(text), format!("failed: x1.py: {reason}"));
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    let pipe = |repository: &Repository| {
        let path = repository.folder().join("db/versions/pipe.py");
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.expect("mkfifo starts").success());
    };
    let verdict_on_pipe = verdict(pipe, &[]);
    let refused = "failed: pipe.py: it cannot be read: ";
    assert!(verdict_on_pipe.starts_with(refused), "{verdict_on_pipe}");
    let link = |repository: &Repository| {
        let path = repository.folder().join("db/versions/link.py");
        std::os::unix::fs::symlink("nowhere.py", path).expect("a link");
    };
    assert_eq!(
        verdict(link, &[]),
        "failed: nowhere.py: it cannot be read: No such file or directory (os error 2)"
    );
}

#[test]
fn names_that_surprise_fail_and_what_is_passed_over_is_said() {
    let hidden = |repository: &Repository| repository.revision(".hid", "dddd", "'cccc'");
    assert_eq!(
        verdict(hidden, &[]),
        "failed: .hid.py: it is a hidden file, and Alembic loads it as a revision"
    );
    let folder = |repository: &Repository| repository.revision("old/04_d", "dddd", "'cccc'");
    assert_eq!(
        verdict(folder, &[]),
        "passed: 3 revisions, 1 head (cccc); 1 warning"
    );
    assert_eq!(verdict(folder, &["--strict"]), "failed: 1 warning");
}

#[test]
fn an_empty_history_is_no_success_unless_it_is_expected() {
    let emptied = |repository: &Repository| {
        for name in ["01_a", "02_b", "03_c"] {
            repository.remove(name);
        }
    };
    assert_eq!(
        verdict(emptied, &[]),
        "failed: versions: there is no revision file in the version locations"
    );
    assert_eq!(
        verdict(emptied, &["--expect-head", "base"]),
        "passed: no revisions"
    );
    let elsewhere = |repository: &Repository| {
        repository.write("alembic.ini", "[alembic]\nscript_location = nowhere\n");
    };
    assert_eq!(
        verdict(elsewhere, &[]),
        "failed: nowhere: the script directory is not there; 1 warning"
    );
    let unconfigured = |repository: &Repository| {
        fs::remove_file(repository.folder().join("alembic.ini")).expect("the ini file");
    };
    assert_eq!(
        verdict(unconfigured, &[]),
        "failed: No 'script_location' key found in configuration."
    );
}

#[test]
fn findings_are_allowed_by_comments_and_by_the_configuration() {
    let draft = |repository: &Repository| {
        repository.revision("_draft", "dddd", "'cccc'");
        repository.edit(
            "_draft",
            "\"\"\"about",
            "# alembic-rs: allow AL024 meant\n\"\"\"about",
        );
    };
    assert_eq!(
        verdict(draft, &[]),
        "passed: 4 revisions, 1 head (dddd); 1 allowed"
    );
    let configured = |repository: &Repository| {
        let ini =
            "[alembic]\nscript_location = db\n[alembic-rs]\nallow = AL020\nmax_id_length = 3\n";
        repository.write("alembic.ini", ini);
    };
    assert_eq!(
        verdict(configured, &[]),
        "passed: 3 revisions, 1 head (cccc); 3 allowed"
    );
    assert_eq!(
        verdict(configured, &["--max-id-length", "4"]),
        "passed: 3 revisions, 1 head (cccc)"
    );
    let unknown = |repository: &Repository| {
        repository.edit(
            "01_a",
            "revision = 'aaaa'",
            "revision = 'aaaa'  # alembic-rs: allow AL099",
        );
    };
    assert_eq!(
        verdict(unknown, &[]),
        "failed: 01_a.py: an allowance names \"AL099\", which is no rule"
    );
    let broken = |repository: &Repository| {
        let text = "# alembic-rs: allow AL024\nrevision = 'x'\ndown_revision = 'gone'\n";
        repository.write("db/versions/x.py", text);
    };
    assert_eq!(
        verdict(broken, &[]),
        "failed: x.py: revision x follows gone, which no file declares"
    );
}
