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

/// What the repository's configuration names is not run, whoever wrote it.
#[cfg(unix)]
#[test]
fn no_program_of_the_repository_is_run() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let repository = Repository::new();
    let ran = || repository.folder().join("ran").exists();
    let program = format!("touch {}/ran; cat", repository.folder().display());

    // A merge driver, with a name that no text can hold.
    repository.meanwhile_on_main(|main| main.edit("02_b", "about", "more about"));
    repository.edit("02_b", "'select 1'", "'select 2'");
    assert!(!repository.verdict(BASE).contains("without a decision"));
    let name = OsStr::from_bytes(b"merge.a=\xff.driver");
    repository.git(&[OsStr::new("config"), name, OsStr::new(&program)]);
    repository.write(".git/info/attributes", b"*.py merge=a=\xff\n");
    let verdict = repository.verdict(BASE);
    assert!(verdict.contains("without a decision"), "{verdict}");
    assert!(!ran());

    // A filter.
    repository.git(&["config", "filter.mine.clean", &program]);
    repository.write(".git/info/attributes", "03_c.py filter=mine\n");
    assert_eq!(
        repository.verdict(BASE),
        "failed: db/versions/03_c.py goes through the filter mine, a program that the gate does \
         not run"
    );
    repository.write(".git/info/attributes", "*.txt filter=mine\n");
    repository.write("db/versions/note.txt", "not a revision\n");
    assert!(!repository.verdict(BASE).contains("filter"));
    assert!(!ran());

    // The configuration of a repository inside of the working tree.
    repository.write("db/versions/inner/note.txt", "one");
    let inner = |arguments: &[&str]| {
        repository.git(&[&["-C", "db/versions/inner"], arguments].concat());
    };
    inner(&["init", "--quiet"]);
    inner(&["add", "note.txt"]);
    inner(&["commit", "--quiet", "--message", "inner"]);
    repository.git(&["add", "db/versions/inner"]);
    repository.git(&["commit", "--quiet", "--message", "a link to it"]);
    inner(&["config", "filter.mine.clean", &program]);
    inner(&["config", "core.fsmonitor", &program]);
    repository.write("db/versions/inner/.gitattributes", "* filter=mine\n");
    repository.write("db/versions/inner/note.txt", "two");
    assert!(!repository.verdict(BASE).contains("inner"));
    assert!(!ran());
}

/// Objects that a partial clone has not fetched stay where they are: fetching runs programs.
#[cfg(unix)]
#[test]
fn nothing_is_fetched() {
    let repository = Repository::new();
    let ran = repository.folder().join("ran");
    repository.meanwhile_on_main(|main| main.edit("02_b", "about", "more about"));
    let blob = repository.ask(&["rev-parse", "main:db/versions/02_b.py"]);
    let (folder, rest) = blob.trim().split_at(2);
    let object = format!(".git/objects/{folder}/{rest}");
    std::fs::remove_file(repository.folder().join(object)).expect("a loose object");
    for (name, value) in [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("protocol.ext.allow", "always"),
        (
            "remote.origin.url",
            &format!("ext::sh -c touch% {}", ran.display()),
        ),
    ] {
        repository.git(&["config", name, value]);
    }
    let verdict = repository.verdict(BASE);
    assert!(verdict.contains("this clone lacks"), "{verdict}");
    assert!(!ran.exists());
}

/// In the middle of a merge the working tree stands for the commit that will end it.
#[test]
fn an_unfinished_merge_has_both_parents() {
    let repository = Repository::new();
    repository.revision("04_e", "eeee", "'cccc'");
    repository.commit("here");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.revision("04_d", "dddd", "'cccc'");
    repository.edit("02_b", "about", "more about");
    repository.commit("there");
    repository.git(&["checkout", "--quiet", "work"]);
    repository.git(&["merge", "--quiet", "--no-commit", "main"]);
    repository.edit("02_b", "more about", "yet more about");
    repository.edit("04_e", "'cccc'", "'dddd'");
    assert_eq!(
        repository.verdict(BASE),
        "passed: 5 revisions with main, 1 head (eeee); 1 warning"
    );
}

#[test]
fn an_exclusion_is_no_base() {
    assert_eq!(
        Repository::new().verdict(&["--base", "^main"]),
        "failed: there is no commit \"^main\" in %FOLDER%"
    );
}
