//! Making revisions: what is printed, and every file that is there afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use alembic_rs::authoring::{
    AuthoringError, Clock, DateZone, Draft, FileNaming, Locations, OutputEncoding, RevisionPlan,
    RevisionRequest, Splice, WritingRules,
};
use alembic_rs::config::{Config, ConfigFiles, Environment, Settings};
use alembic_rs::python::{Configuration, Interpreter};
use alembic_rs::script::{RevisionId, ScriptDirectory, ScriptLocation};
use serde::Deserialize;

use super::record::{Recorded, assert_none, files, golden, read, stem};
use crate::program::{files_below, run, write_files};

/// Commands one after the other.
#[derive(Deserialize)]
struct Project {
    before: BTreeMap<String, String>,
    answers: Vec<Recorded>,
    after: BTreeMap<String, String>,
}

/// A revision made while the clock stands still.
#[derive(Deserialize)]
struct Dated {
    before: BTreeMap<String, String>,
    /// Microseconds since 1970-01-01 UTC.
    instant: i64,
    /// What local time is.
    local: String,
    path: Option<String>,
    text: Option<String>,
    error: Option<String>,
}

#[test]
fn revisions_are_written_as_alembic_writes_them() {
    let mut differences = Vec::new();
    for path in files(&golden("authoring"), "json") {
        let project: Project =
            serde_json::from_str(&read(&path)).expect("the goldens have their form");
        let folder = tempfile::tempdir().expect("there is a folder for it");
        let root = folder.path().canonicalize().expect("it is there");
        write_files(&root, &project.before);
        for recorded in &project.answers {
            let answer = run(&root, &recorded.argv);
            let stdout = answer.stdout.replace(&*root.to_string_lossy(), "%ROOT%");
            let stdout = without_date(&stdout);
            if answer.exit != Some(recorded.exit) || stdout != expected_stdout(recorded) {
                differences.push(format!(
                    "{}: `{}` exits with {:?}, not {}\nstdout:\n{stdout}\nnot:\n{}\nstderr:\n{}",
                    stem(&path),
                    recorded.line(),
                    answer.exit,
                    recorded.exit,
                    recorded.stdout,
                    answer.stderr
                ));
            }
        }
        let mut after = files_below(&root);
        after.retain(|path, _| !project.before.contains_key(path));
        for text in after.values_mut() {
            *text = without_date(text);
        }
        if after != project.after {
            differences.push(format!(
                "{}: {after:#?}\nnot: {:#?}",
                stem(&path),
                project.after
            ));
        }
    }
    assert_none(&differences);
}

/// What is refused is refused before anything is written: what Alembic says on the way to it falls
/// away.
fn expected_stdout(recorded: &Recorded) -> String {
    if recorded.exit == 0 {
        return recorded.stdout.clone();
    }
    let lines = recorded.stdout.lines();
    let last = lines.filter(|line| line.starts_with("FAILED: "));
    last.map(|line| format!("{line}\n")).collect()
}

fn without_date(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        if line.starts_with("Create Date: ") {
            "Create Date: %NOW%"
        } else {
            line
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn dates_are_those_of_the_zone() {
    let path = golden("authoring").join("dated/revisions.json");
    let cases: Vec<Dated> =
        serde_json::from_str(&read(&path)).expect("the goldens have their form");
    let mut differences = Vec::new();
    for case in &cases {
        let folder = tempfile::tempdir().expect("there is a folder for it");
        write_files(folder.path(), &case.before);
        let outcome = drafted(case, folder.path());
        let expected = match (&case.path, &case.text, &case.error) {
            (Some(path), Some(text), None) => Ok((path.clone(), text.clone())),
            (None, None, Some(error)) => Err(error.clone()),
            other => panic!("the goldens have their form, not {other:?}"),
        };
        if outcome != expected {
            differences.push(format!("{outcome:#?}\nnot: {expected:#?}"));
        }
    }
    assert_none(&differences);
}

/// The path below the project's folder, and the text.
fn drafted(case: &Dated, folder: &Path) -> Result<(String, String), String> {
    let settings = settings(folder);
    let rules = WritingRules {
        directory: settings.script_location.clone(),
        version_locations: settings.version_locations.clone(),
        locations: Locations::Configured,
        naming: FileNaming {
            template: settings.file_template.clone(),
            slug_length: settings.truncate_slug_length,
        },
        encoding: OutputEncoding::Utf8,
        zone: DateZone {
            configured: settings.timezone.clone(),
            variable: Some(case.local.clone()),
        },
        clock: Clock::Stopped(case.instant.into()),
        import_path: Vec::new(),
    };
    let scripts = ScriptDirectory::load(&ScriptLocation {
        directory: settings.script_location,
        version_locations: settings.version_locations,
        ..ScriptLocation::default()
    })
    .expect("there is no revision yet");
    let request = RevisionRequest {
        id: RevisionId::from("aaaa1111"),
        message: Some("Do it now".to_owned()),
        parents: vec!["head".to_owned()],
        splice: Splice::HeadsOnly,
        branch_label: None,
        version_path: None,
        depends_on: Vec::new(),
    };
    let mut interpreter = Interpreter::new(Configuration::default());
    let draft = RevisionPlan::new(&request, &rules, &scripts, &mut interpreter)
        .and_then(|plan| Draft::render(plan, &rules, &scripts, Vec::new(), &mut interpreter))
        .map_err(|error: AuthoringError| error.to_string())?;
    let path = draft.path().strip_prefix(folder).expect("it is in there");
    let text = String::from_utf8(draft.contents().to_vec()).expect("it is UTF-8");
    Ok((path.display().to_string(), text))
}

fn settings(folder: &Path) -> Settings {
    let files = ConfigFiles {
        ini: folder.join("alembic.ini"),
        pyproject: folder.join("pyproject.toml"),
    };
    let config = Config::load(files, "alembic").expect("the configuration can be read");
    Settings::load(&config, &Environment::default()).expect("it is complete")
}

/// That a draft is not written by looking at it.
#[test]
fn a_draft_leaves_no_trace() {
    let before = BTreeMap::from([
        (
            "alembic.ini".to_owned(),
            "[alembic]\nscript_location = %(here)s/m\n".to_owned(),
        ),
        (
            "m/script.py.mako".to_owned(),
            "revision = ${repr(up_revision)}\ndown_revision = None\n".to_owned(),
        ),
    ]);
    let folder = tempfile::tempdir().expect("there is a folder for it");
    write_files(folder.path(), &before);
    let case = Dated {
        before: before.clone(),
        instant: 0,
        local: "UTC".to_owned(),
        path: None,
        text: None,
        error: None,
    };
    drafted(&case, folder.path()).expect("it can be rendered");
    assert_eq!(files_below(folder.path()), before);
    assert!(fs::metadata(folder.path().join("m/versions")).is_err());
}
