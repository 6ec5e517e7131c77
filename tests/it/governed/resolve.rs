//! `release resolve`: what a halt keeps out, and whose signature lifts it.

use std::fs;

use alembic_rs::governance::Phase;

use super::approved::Approved;
use super::stage::Stage;
use super::walk::Walk;
use crate::program::Answer;

/// A release with keys whose rehearsal was blocked by a bound.
fn halted() -> Approved {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "minimum = 30\nmaximum = 60",
        "minimum = 30\nmaximum = 39",
    );
    Approved::rehearsed(stage)
}

fn resolve(release: &Approved, approver: &str) -> Answer {
    let evidence = release.rehearsal().to_string_lossy().into_owned();
    release.stage.run(&[
        "release",
        "resolve",
        "--evidence",
        &evidence,
        "--approver",
        approver,
        "--reason",
        "the bound was too narrow, and the clone is made anew",
    ])
}

/// The text that is to be signed, which the command has written.
fn resolution(release: &Approved) -> String {
    let folder = release.stage.path(".alembic-rs");
    let names = fs::read_dir(folder).expect("the folder is there");
    let paths = names.map(|entry| entry.expect("an entry").path());
    let mut texts: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    texts.remove(0).to_string_lossy().into_owned()
}

/// The next rehearsal must be kept out before it has looked at anything but its plan.
fn assert_kept_out(release: &Approved) -> Walk {
    let copy = release.stage.clone_state();
    let walk = release.stage.rehearse();
    assert_eq!(walk.answer.exit, Some(15), "{walk:#?}");
    let ledger = walk.ledger();
    let last = ledger.judgements().last().expect("a judgement");
    assert_eq!(
        (last.gate.as_str(), last.phase),
        ("no-unresolved-halt", Phase::Preconditions)
    );
    assert_eq!(release.stage.clone_state(), copy);
    walk
}

#[test]
fn a_halt_is_lifted_by_a_signature_and_by_nothing_else() {
    let release = halted();
    let kept_out = assert_kept_out(&release);
    assert!(
        kept_out
            .detail("no-unresolved-halt")
            .contains("release resolve --evidence")
    );

    // Not signed.
    let unsigned = resolve(&release, "governance@example.org");
    assert_eq!(unsigned.exit, Some(14), "{unsigned:#?}");
    assert!(
        unsigned.stdout.contains("ssh-keygen -Y sign"),
        "{unsigned:#?}"
    );
    assert_kept_out(&release);

    // Signed by somebody else.
    let text = resolution(&release);
    release.sign(&text, "execution");
    let wrong = resolve(&release, "governance@example.org");
    assert_eq!(wrong.exit, Some(14), "{wrong:#?}");
    assert_kept_out(&release);

    // Signed by the approver, for another text.
    let signature = format!("{text}.sig");
    fs::remove_file(&signature).expect("it is there");
    let whole = fs::read_to_string(&text).expect("it is there");
    fs::write(&text, whole.replace("too narrow", "too wide")).expect("it can be written");
    release.sign(&text, "governance");
    let other = resolve(&release, "governance@example.org");
    assert_eq!(other.exit, Some(14), "{other:#?}");
    assert_kept_out(&release);

    // Signed by the approver.
    fs::remove_file(&signature).expect("it is there");
    fs::write(&text, whole).expect("it can be written");
    release.sign(&text, "governance");
    let resolved = resolve(&release, "governance@example.org");
    assert_eq!(resolved.exit, Some(0), "{resolved:#?}");

    release.stage.edit(
        "release.toml",
        "minimum = 30\nmaximum = 39",
        "minimum = 30\nmaximum = 60",
    );
    release.stage.edit(
        "release.toml",
        "method = \"template\"",
        "method = \"template\"\nreplace = true",
    );
    release.stage.rehearse().assert_passes();
}

#[test]
fn a_halt_is_resolved_by_a_person_and_for_a_reason() {
    let release = halted();
    let evidence = release.rehearsal().to_string_lossy().into_owned();
    let answer = release
        .stage
        .run(&["release", "resolve", "--evidence", &evidence]);
    assert_eq!(answer.exit, Some(2), "{answer:#?}");
    let by_nobody = [
        "release",
        "resolve",
        "--evidence",
        &evidence,
        "--approver",
        "nobody@example.org",
        "--reason",
        "because",
    ];
    let answer = release.stage.run(&by_nobody);
    assert_eq!(answer.exit, Some(14), "{answer:#?}");
    release.sign(&resolution(&release), "governance");
    let answer = release.stage.run(&by_nobody);
    assert_eq!(
        answer.exit,
        Some(14),
        "nobody is no allowed signer\n{answer:#?}"
    );
    assert_kept_out(&release);
}
