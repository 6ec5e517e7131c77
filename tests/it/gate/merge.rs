//! `--base`: history is immutable, and the heads are those after the merge.

use super::repository::Repository;

const BASE: &[&str] = &["--base", "main"];

fn after(change: impl FnOnce(&Repository)) -> String {
    let repository = Repository::new();
    change(&repository);
    repository.verdict(BASE)
}

/// Each side alone is sound; together they are not.
#[test]
fn two_green_branches_are_red_together() {
    let repository = Repository::named("a folder: über");
    repository.meanwhile_on_main(|main| main.revision("04_d", "dddd", "'cccc'"));
    repository.revision("04_e", "eeee", "'cccc'");
    assert_eq!(
        repository.verdict(&[]),
        "passed: 4 revisions, 1 head (eeee)"
    );
    let red = "failed: 2 heads after merging with main: dddd (04_d.py, only on main), eeee \
               (04_e.py, new here); they part after cccc";
    assert_eq!(repository.verdict(BASE), red);
    repository.commit("committed makes no difference");
    assert_eq!(repository.verdict(BASE), red);
    repository.edit("04_e", "'cccc'", "'dddd'");
    assert_eq!(
        repository.verdict(BASE),
        "passed: 5 revisions with main, 1 head (eeee)"
    );
}

/// The other side's file is what a merge brings, though the working tree has never seen it.
#[test]
fn the_other_side_is_loaded_too() {
    let same = |repository: &Repository| {
        repository.meanwhile_on_main(|main| main.revision("04_d", "dddd", "'cccc'"));
        repository.revision("04_e", "dddd", "'cccc'");
    };
    assert_eq!(
        after(same),
        "failed: 04_e.py: a second file declares revision dddd"
    );
    let gone = |repository: &Repository| {
        repository.meanwhile_on_main(|main| main.remove("03_c"));
        repository.revision("04_d", "dddd", "'cccc'");
    };
    assert_eq!(
        after(gone),
        "failed: 04_d.py: revision dddd follows cccc, which no file declares"
    );
    let fight = |repository: &Repository| {
        repository.meanwhile_on_main(|main| main.revision("04_d", "dddd", "'cccc'"));
        repository.revision("04_d", "eeee", "'cccc'");
    };
    assert!(after(fight).starts_with(
        "failed: 04_d.py: this file and the one on main cannot be merged without a decision"
    ));
}

#[test]
fn what_was_merged_stays() {
    let edited = |from: &'static str, to: &'static str| {
        after(|repository| repository.edit("02_b", from, to))
    };
    let changed = "failed: 02_b.py: revision bbbb is on main already and was changed: ";
    for (from, to, what) in [
        ("select 1", "select 2", "upgrade()"),
        ("'bbbb'", "'b2b2'", "its id from bbbb to b2b2"),
        (
            "down_revision",
            "depends_on = 'aaaa'\ndown_revision",
            "depends_on from None to aaaa",
        ),
        (
            "down_revision",
            "branch_labels = 'x'\ndown_revision",
            "branch_labels from None to x",
        ),
        (
            "\n\n\ndef upgrade",
            "\nx = 1\n\n\ndef upgrade",
            "statements outside of its functions",
        ),
        (
            "def upgrade():",
            "def upgrade(:",
            "it does not parse, so nobody can say how",
        ),
    ] {
        let verdict = edited(from, to);
        assert!(
            verdict.contains(changed.trim_start_matches("failed: ")),
            "{verdict}"
        );
        assert!(verdict.contains(what), "{verdict}");
    }
    for (from, to, weight) in [
        ("about", "more about", "; 1 warning"),
        ("    pass", "    op.f('x')", "; 1 warning"),
        (
            "from alembic import op\n",
            "from alembic import op\nimport sqlalchemy\n",
            "; 1 warning",
        ),
        (
            "def upgrade():",
            "def upgrade() -> None:\n    # as before",
            "",
        ),
    ] {
        assert_eq!(
            edited(from, to),
            format!("passed: 3 revisions with main, 1 head (cccc){weight}"),
            "{to}"
        );
    }
    let deleted = |repository: &Repository| repository.remove("03_c");
    assert_eq!(
        after(deleted),
        "failed: 03_c.py: revision cccc is on main already and is deleted"
    );
    let moved = |repository: &Repository| {
        repository.git(&["mv", "db/versions/03_c.py", "db/versions/03_z.py"]);
    };
    assert_eq!(
        after(moved),
        "passed: 3 revisions with main, 1 head (cccc); 1 warning"
    );
    let allowed = |repository: &Repository| {
        repository.edit("02_b", "select 1", "select 2");
        repository.edit(
            "02_b",
            "\"\"\"about",
            "# alembic-rs: allow AL025 no database has it\n\"\"\"about",
        );
    };
    assert_eq!(
        after(allowed),
        "passed: 3 revisions with main, 1 head (cccc); 1 allowed"
    );
    let unmerged = |repository: &Repository| {
        repository.revision("04_d", "dddd", "'cccc'");
        repository.commit("not merged yet");
        repository.edit("04_d", "select 1", "select 2");
    };
    assert_eq!(
        after(unmerged),
        "passed: 4 revisions with main, 1 head (dddd)"
    );
}

#[test]
fn what_git_does_not_merge_is_said() {
    let ignored = |repository: &Repository| {
        repository.write(".gitignore", "local.py\n");
        repository.revision("local", "dddd", "'cccc'");
    };
    assert_eq!(
        after(ignored),
        "passed: 3 revisions with main, 1 head (cccc); 1 warning"
    );
    let elsewhere = |repository: &Repository| {
        repository.git(&["mv", "db", "database"]);
        repository.write("alembic.ini", "[alembic]\nscript_location = database\n");
    };
    assert_eq!(
        after(elsewhere),
        "passed: 3 revisions with main, 1 head (cccc); 1 warning"
    );
}

/// The repository is left as it was: nothing staged, nothing written.
#[test]
fn nothing_is_written() {
    let repository = Repository::new();
    repository.revision("04_d", "dddd", "'cccc'");
    let files = || {
        let mut count = 0;
        let mut folders = vec![repository.folder().join(".git")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
                count += 1;
                if entry.path().is_dir() {
                    folders.push(entry.path());
                }
            }
        }
        count
    };
    let before = files();
    repository.verdict(BASE);
    assert_eq!(files(), before);
}

#[test]
fn a_base_that_cannot_be_compared_with_is_explained() {
    let repository = Repository::new();
    let told = |repository: &Repository, arguments: &[&str]| {
        let answer = repository.gate(arguments);
        assert_eq!(answer.exit, Some(1));
        (answer.stdout, answer.stderr)
    };
    let (line, more) = told(&repository, &["--base", "origin/main"]);
    assert_eq!(
        line,
        "gate: failed: there is no commit \"origin/main\" in %FOLDER%\n"
    );
    assert!(
        more.contains("Fetch it first: git fetch origin main"),
        "{more}"
    );
    let (line, _) = told(&repository, &["--base=--output=x"]);
    assert_eq!(
        line,
        "gate: failed: there is no commit \"--output=x\" in %FOLDER%\n"
    );
    repository.git(&["checkout", "--quiet", "--orphan", "alone"]);
    repository.commit("alone");
    let (line, more) = told(&repository, BASE);
    assert_eq!(
        line,
        "gate: failed: HEAD and main have no common ancestor in this clone\n"
    );
    assert!(more.contains("unrelated"), "{more}");

    let origin = Repository::new();
    let clone = Repository::named("clone");
    std::fs::remove_dir_all(clone.folder()).expect("the folder");
    let url = format!("file://{}", origin.folder().display());
    std::fs::create_dir(clone.folder()).expect("the folder");
    clone.git(&["clone", "--quiet", "--depth=1", "--branch=work", &url, "."]);
    let (_, more) = told(&clone, BASE);
    assert!(more.contains("fetch-depth: 0"), "{more}");
    std::fs::remove_dir_all(clone.folder().join(".git")).expect("the repository");
    let (line, more) = told(&clone, BASE);
    assert!(line.contains("not a git repository"), "{line}");
    assert!(more.contains("must be in a git repository"), "{more}");
}
