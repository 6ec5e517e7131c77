//! `release verify` as it is typed.

use std::fs;
use std::path::Path;
use std::process::Command;

use alembic_rs::governance::{Flow, Outcome};

use super::sample::{events, sealed};

/// The exit status, and what is shown without what differs from run to run.
fn verified(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_alembic-rs"))
        .args(["release", "verify"])
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    let text = text.replace(&folder.display().to_string(), "FOLDER");
    let digests = regex::Regex::new("[0-9a-f]{64}").unwrap();
    (
        output.status.code(),
        digests.replace_all(&text, "DIGEST").into_owned(),
    )
}

#[test]
fn it_shows_each_check_and_ends_with_what_is_proven() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("evidence");
    let seal = sealed(&folder, events(Flow::Rehearsal, 1)).seal.to_string();
    let (status, text) = verified(&folder, &["--seal", &seal]);
    assert_eq!(status, Some(0), "{text}");
    insta::assert_snapshot!("intact", text);
    let (status, text) = verified(&folder, &["--seal", "abc"]);
    assert_eq!(status, Some(2), "{text}");
    let (status, text) = verified(&folder, &["--plan", "/nowhere/plan.json"]);
    assert_eq!(status, Some(10), "{text}");

    let file = folder.join("clone_upgrade_0019_to_head.log");
    fs::remove_file(&file).unwrap();
    fs::write(&file, "upgrade: nothing went wrong\n").unwrap();
    fs::write(folder.join("notes.txt"), "").unwrap();
    let (status, text) = verified(&folder, &[]);
    assert_eq!(status, Some(10));
    insta::assert_snapshot!("changed", text);
    let (status, text) = verified(&parent.path().join("absent"), &[]);
    assert_eq!(status, Some(10));
    insta::assert_snapshot!("absent", text);
}

#[test]
fn a_blocker_ends_with_its_own_status() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("evidence");
    let mut run = events(Flow::Cutover, 1);
    for event in &mut run {
        if let alembic_rs::governance::Event::Judged(judgement) = event
            && judgement.gate == "approvals"
        {
            judgement.outcome = Outcome::Failed {
                class: alembic_rs::governance::FailureClass::Approval,
                root_cause: alembic_rs::governance::RootCause::Authentication,
            };
            judgement.detail = "nobody has signed for governance\u{1b}[2J".to_owned();
        }
    }
    sealed(&folder, run);
    let (status, text) = verified(&folder, &[]);
    assert_eq!(status, Some(14), "{text}");
    assert!(
        text.contains("verify: intact; the decision is BLOCKER: nobody has signed"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
}
