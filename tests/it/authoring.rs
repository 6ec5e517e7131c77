//! Making revisions and script directories, where Alembic's answer is another one or there is none.

use std::collections::BTreeMap;
use std::path::Path;

use crate::program::{Answer, files_below, run, run_with, write_files};

const INI: &str = "[alembic]\nscript_location = %(here)s/m\n";
const TEMPLATE: &str = "\"\"\"${message}\"\"\"\nrevision = ${repr(up_revision)}\n\
                        down_revision = ${repr(down_revision)}\n\
                        branch_labels = ${repr(branch_labels)}\n";
const FIRST: &str = "revision = 'aaaa1111'\ndown_revision = None\nbranch_labels = ('main',)\n";

/// A project with one revision; `ini` is added to its configuration.
fn project(ini: &str, template: &str) -> (tempfile::TempDir, BTreeMap<String, String>) {
    let files = [
        ("alembic.ini", format!("{INI}{ini}")),
        ("m/script.py.mako", template.to_owned()),
        ("m/versions/first.py", FIRST.to_owned()),
    ];
    let files: BTreeMap<String, String> = files
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text))
        .collect();
    let folder = tempfile::tempdir().expect("there is a folder for it");
    write_files(folder.path(), &files);
    (folder, files)
}

/// What is said about a command that must leave everything as it is.
fn refused(ini: &str, template: &str, arguments: &[&str]) -> Answer {
    let (folder, before) = project(ini, template);
    let answer = run(folder.path(), arguments);
    assert_eq!(files_below(folder.path()), before, "{arguments:?}");
    assert!(!answer.stdout.contains("..."), "{}", answer.stdout);
    answer
}

#[test]
fn what_would_break_the_history_is_not_written() {
    for (arguments, said) in [
        (
            &["revision", "--rev-id", "aaaa1111"][..],
            "already the identifier",
        ),
        (
            &["revision", "--branch-label", "main"],
            "already the branch label",
        ),
        (
            &["revision", "--rev-id", "main"],
            "already the branch label",
        ),
        (&["revision", "--rev-id", "head"], "takes it for a symbol"),
        (&["revision", "--rev-id", "../../x"], "part of a file name"),
        (
            &["revision", "--rev-id", "__init__x"],
            "would never be loaded",
        ),
        (&["revision", "--autogenerate"], "nothing to compare"),
        (&["check"], "nothing to compare"),
    ] {
        let answer = refused("", TEMPLATE, arguments);
        assert_eq!(answer.exit, Some(255), "{arguments:?}: {answer:#?}");
        assert!(answer.stdout.contains(said), "{arguments:?}: {answer:#?}");
    }
    let broken = refused("", TEMPLATE, &["revision", "-m", "three \"\"\" quotes"]);
    assert_eq!(broken.exit, Some(1));
    assert!(broken.stderr.contains("not Python"), "{broken:#?}");
    let fixed = TEMPLATE.replace("${repr(up_revision)}", "'0001'");
    let fixed = refused("", &fixed, &["revision"]);
    assert!(fixed.stdout.contains("same revision"), "{fixed:#?}");
}

#[test]
fn hooks_that_cannot_run_are_found_before_there_is_a_file() {
    let hook = |options: &str| {
        let ini = format!("\n[post_write_hooks]\nhooks = it\n{options}\n");
        refused(&ini, TEMPLATE, &["revision"])
    };
    for (options, said) in [
        (
            "it.type = custom",
            "FAILED: No formatter with name 'custom' registered\n",
        ),
        (
            "it.type = exec",
            "FAILED: Key it.executable is required for post write hook 'it'\n",
        ),
        (
            "it.type = exec\nit.executable = no-such-program",
            "FAILED: post write hook 'it': there is no program 'no-such-program'\n",
        ),
        (
            "it.type = console_scripts\nit.entrypoint = no-such-program",
            "FAILED: Could not find entrypoint console_scripts.no-such-program\n",
        ),
        (
            "it.type = exec\nit.executable = true\nit.options = 'open",
            "FAILED: post write hook 'it': its options cannot be split into words: No closing \
             quotation\n",
        ),
    ] {
        let answer = hook(options);
        assert_eq!((answer.exit, &*answer.stdout), (Some(255), said));
    }
}

#[test]
fn what_a_hook_spoils_is_told() {
    for (command, exit, said) in [
        ("rm", Some(1), "a post write hook has removed the new file "),
        (
            "sed -i 's/=/(/'",
            Some(1),
            "has made a file that is not Python",
        ),
        (
            "truncate -s 0",
            Some(255),
            "Could not determine revision id",
        ),
        ("sed -i '1i # first'", Some(0), ""),
        ("false", Some(0), ""),
    ] {
        let (program, options) = command.split_once(' ').unwrap_or((command, ""));
        let ini = format!(
            "\n[post_write_hooks]\nhooks = it\nit.type = exec\nit.executable = {program}\n\
             it.options = {options} REVISION_SCRIPT_FILENAME\n"
        );
        let (folder, _) = project(&ini, TEMPLATE);
        let answer = run(folder.path(), &["revision", "--rev-id", "bbbb1111"]);
        assert_eq!(answer.exit, exit, "{command}: {answer:#?}");
        let all = format!("{}{}", answer.stdout, answer.stderr).replace("\n  | ", " ");
        assert!(all.contains(said), "{command}: {answer:#?}");
        let ran = "Running post write hook 'it' ...";
        assert!(answer.stdout.contains(ran), "{answer:#?}");
    }
}

#[test]
#[cfg(unix)]
fn a_template_that_might_never_end_is_not_read() {
    let (folder, _) = project("", TEMPLATE);
    let template = folder.path().join("m/script.py.mako");
    std::fs::remove_file(&template).expect("it was just written");
    std::os::unix::fs::symlink("/dev/zero", &template).expect("its name is free");
    let answer = run(folder.path(), &["revision"]);
    assert_eq!(answer.exit, Some(1), "{answer:#?}");
    assert!(
        answer.stderr.contains("a template must be a regular"),
        "{answer:#?}"
    );
}

#[test]
fn of_two_that_make_the_same_file_one_is_refused() {
    let (folder, _) = project("file_template = fixed\n", TEMPLATE);
    let ids = ["bbbb1111", "cccc1111", "dddd1111", "eeee1111"];
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let running: Vec<_> = ids
            .iter()
            .map(|id| {
                let folder = folder.path();
                scope.spawn(move || run(folder, &["revision", "--rev-id", id, "-m", id]))
            })
            .collect();
        let finished = running.into_iter().map(std::thread::ScopedJoinHandle::join);
        finished.map(|answer| answer.expect("it ends")).collect()
    });
    let winners: Vec<usize> = (0..ids.len())
        .filter(|position| answers[*position].exit == Some(0))
        .collect();
    assert_eq!(winners.len(), 1, "{answers:#?}");
    let files = files_below(folder.path());
    assert_eq!(files.len(), 4, "{files:#?}");
    assert!(files["m/versions/fixed.py"].contains(ids[winners[0]]));
}

#[test]
fn a_directory_that_env_may_fill_is_not_guessed_at() {
    let env = "from alembic import context\nfrom application import engine, hook\n\
               with engine.connect() as connection:\n    \
               context.configure(connection=connection, process_revision_directives=hook)\n    \
               context.run_migrations()\n";
    let (folder, _) = project("revision_environment = true\n", TEMPLATE);
    let env = BTreeMap::from([("m/env.py".to_owned(), env.to_owned())]);
    write_files(folder.path(), &env);
    let answer = run(folder.path(), &["revision"]);
    assert_eq!(answer.exit, Some(1), "{answer:#?}");
    assert!(
        answer.stderr.contains("process_revision_directives"),
        "{answer:#?}"
    );
    assert_eq!(files_below(folder.path()).len(), 4);
}

#[test]
fn every_template_makes_a_project_that_works() {
    for template in [
        "async",
        "generic",
        "multidb",
        "pyproject",
        "pyproject_async",
    ] {
        let folder = tempfile::tempdir().expect("there is a folder for it");
        let folder = folder.path();
        let said = |arguments: &[&str]| {
            let answer = run(folder, arguments);
            assert_eq!(
                answer.exit,
                Some(0),
                "{template} {arguments:?}: {answer:#?}"
            );
            answer.stdout
        };
        let begun = said(&["init", "-t", template, "db/migrations", "--package"]);
        assert!(begun.ends_with("before proceeding.\n"), "{begun}");
        said(&["revision", "--rev-id", "aaaa1111", "-m", "first one"]);
        said(&["revision", "--rev-id", "bbbb1111"]);
        assert_eq!(
            said(&["history"]),
            "aaaa1111 -> bbbb1111 (head), empty message\n<base> -> aaaa1111, first one\n"
        );
        if template != "multidb" {
            let url = "--url=postgresql://u@h/d";
            let script = said(&[url, "upgrade", "head", "--sql"]);
            assert!(script.contains("version_num='bbbb1111'"), "{script}");
        }
        let again = run(folder, &["init", "-t", template, "db/migrations"]);
        assert_eq!(
            again.stdout,
            "FAILED: Directory db/migrations already exists and is not empty\n"
        );
    }
}

#[test]
fn a_pyproject_that_is_there_is_added_to_once() {
    let folder = tempfile::tempdir().expect("there is a folder for it");
    let before = BTreeMap::from([(
        "pyproject.toml".to_owned(),
        "[project]\nname = 'x'".to_owned(),
    )]);
    write_files(folder.path(), &before);
    let first = run(folder.path(), &["init", "-t", "pyproject", "one"]);
    assert!(
        first.stdout.contains("Appending to existing "),
        "{first:#?}"
    );
    let text = &files_below(folder.path())["pyproject.toml"];
    assert!(
        text.starts_with("[project]\nname = 'x'\n\n[tool.alembic]\n"),
        "{text}"
    );
    let second = run(folder.path(), &["init", "-t", "pyproject", "two"]);
    for said in [
        "already exists and already has a [tool.alembic] section, skipping\n",
        "alembic.ini already exists, skipping\n",
    ] {
        assert!(second.stdout.contains(said), "{second:#?}");
    }
    assert_eq!(&files_below(folder.path())["pyproject.toml"], text);
}

#[test]
fn an_editor_is_chosen_by_the_environment() {
    let (folder, _) = project("", TEMPLATE);
    let edit = |editor: Option<&str>, symbol: &str| {
        let variables = [("EDITOR", editor), ("VISUAL", None)];
        run_with(folder.path(), &["edit", symbol], &variables)
    };
    let shown = edit(Some("echo edit"), "head");
    assert_eq!(shown.exit, Some(0), "{shown:#?}");
    assert!(shown.stdout.starts_with("edit /") && shown.stdout.ends_with("/first.py\n"));
    for (editor, symbol, said) in [
        (
            Some("echo"),
            "base",
            "FAILED: No revision files indicated by symbol 'base'\n",
        ),
        (
            Some("echo"),
            "zzzz",
            "FAILED: Can't locate revision identified by 'zzzz'\n",
        ),
        (
            None,
            "head",
            "FAILED: Error executing editor (there is no terminal; please set the \"EDITOR\" or \
             \"VISUAL\" environment variables to a program that needs none)\n",
        ),
    ] {
        let answer = edit(editor, symbol);
        assert_eq!((answer.exit, &*answer.stdout), (Some(255), said));
    }
}

#[test]
fn shells_and_readers_are_served() {
    let here = Path::new(".");
    let script = run(here, &["completion", "bash"]);
    assert!(script.stdout.contains("complete -F "), "{script:#?}");
    let page = run(here, &["manual"]);
    assert!(page.stdout.contains(".SH SYNOPSIS"), "{page:#?}");
    let folder = tempfile::tempdir().expect("there is a folder for it");
    let pages = run(folder.path(), &["manual", "--directory", "pages"]);
    assert_eq!(pages.exit, Some(0));
    assert!(files_below(folder.path()).contains_key("pages/alembic-rs-revision.1"));
}
