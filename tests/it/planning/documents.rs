//! Runbook and checklist: one transcript, boxes ticked by evidence only, nothing of production in
//! what is about a clone.

use alembic_rs::governance::{
    Digest, DocumentError, Event, EvidenceFile, FailureClass, Flow, Judgement, Ledger, Outcome,
    Phase, Progress, ReleasePlan, RootCause, checklist, decide, runbook, transcripts_agree,
};
use jiff::Timestamp;

use super::project::Project;

fn judged(gate: &str, phase: Phase, outcome: Outcome, evidence: Option<&str>) -> Event {
    Event::Judged(Judgement {
        gate: gate.to_owned(),
        phase,
        outcome,
        detail: "seen".to_owned(),
        evidence: evidence.map(str::to_owned),
        facts: std::collections::BTreeMap::new(),
    })
}

fn recorded(name: &str, bytes: u64) -> Event {
    Event::Recorded(EvidenceFile {
        name: name.to_owned(),
        sha256: Digest::of(name),
        bytes,
    })
}

fn ticked(plan: &ReleasePlan, events: Vec<Event>) -> Vec<String> {
    let now = Timestamp::UNIX_EPOCH;
    let ledger = Ledger::of_events(events.into_iter().map(|event| (now, event)));
    let decision = decide(&ledger);
    let progress = Progress::of_ledger(&ledger, decision);
    let text = checklist(plan, Flow::Cutover, &progress).unwrap();
    let lines = text
        .lines()
        .filter(|line| line.trim_start().starts_with("- [x]"));
    lines
        .map(|line| line.trim_start()[6..].to_owned())
        .collect()
}

#[test]
fn both_have_one_transcript() {
    let plan = Project::new().plan();
    for flow in [Flow::Cutover, Flow::Rehearsal] {
        let book = runbook(&plan, flow).unwrap();
        let list = checklist(&plan, flow, &Progress::none()).unwrap();
        transcripts_agree(&list, &book).unwrap();
        transcripts_agree(&list, &book.replace('\n', "\r\n")).unwrap();
        for (from, to) in [
            ("alembic-rs heads", "alembic-rs branches"),
            ("stamp 0002_anchor", "stamp 0004_flags"),
            ("post_upgrade_heads.log", "post_upgrade_current.log"),
        ] {
            assert!(book.contains(from), "{from}");
            let parted = transcripts_agree(&list, &book.replacen(from, to, 1));
            assert!(
                matches!(parted, Err(DocumentError::Transcript { .. })),
                "{from}"
            );
        }
        let without: Vec<&str> = book.lines().filter(|line| !line.contains("-> ")).collect();
        let none = transcripts_agree(&list, &without.join("\n"));
        assert_eq!(none, Err(DocumentError::NoTranscript("runbook")));
    }
}

#[test]
fn without_evidence_no_box_is_ticked() {
    let plan = Project::new().plan();
    for flow in [Flow::Cutover, Flow::Rehearsal] {
        let text = checklist(&plan, flow, &Progress::none()).unwrap();
        assert!(!text.contains("[x]"), "{text}");
        assert!(text.contains("- [ ] "), "{text}");
    }
    assert_eq!(ticked(&plan, Vec::new()), [""; 0]);
}

#[test]
fn a_box_is_ticked_by_a_gate_that_passed_and_by_nothing_else() {
    let plan = Project::new().plan();
    let phase = Phase::Validate;
    let failed = || Outcome::Failed {
        class: FailureClass::Topology,
        root_cause: RootCause::MultipleHeadsConflict,
    };
    let heads = "Single head present at `0004_flags`";
    let step = "`alembic-rs heads` -> `prod_heads_preflight.log`";
    let file = "prod_heads_preflight.log";
    assert_eq!(
        ticked(&plan, vec![judged("heads", phase, Outcome::Passed, None)]),
        [heads]
    );
    for outcome in [Outcome::Skipped, failed()] {
        assert_eq!(
            ticked(&plan, vec![judged("heads", phase, outcome, None)]),
            [""; 0]
        );
    }
    let once = vec![
        judged("heads", phase, failed(), None),
        judged("heads", phase, Outcome::Passed, None),
    ];
    assert_eq!(ticked(&plan, once), [""; 0]);
    assert_eq!(
        ticked(&plan, vec![recorded(file, 9)]),
        [step.to_owned(), format!("`{file}`")]
    );
    assert_eq!(ticked(&plan, vec![recorded(file, 0)]), [""; 0]);
    let failed_over = vec![
        recorded(file, 9),
        judged("heads", phase, failed(), Some(file)),
    ];
    assert_eq!(ticked(&plan, failed_over), [""; 0]);
    let halted = Event::Halted {
        phase,
        gate: "heads".to_owned(),
        root_cause: RootCause::MultipleHeadsConflict,
        reason: "two heads".to_owned(),
    };
    assert_eq!(
        ticked(&plan, vec![halted]),
        [
            "Execution stopped immediately",
            "Blocker and root-cause classification recorded"
        ]
    );
}

#[test]
fn a_rehearsal_has_nothing_that_could_be_typed_on_production() {
    let project = Project::new();
    let plan = project.plan();
    let text = runbook(&plan, Flow::Rehearsal).unwrap();
    assert!(text.contains("No production commands are included in this document."));
    assert!(
        !text.contains("db.example.com") && !text.contains("PRODUCTION_URL"),
        "{text}"
    );

    // A clone whose files lead to production.
    let mut leading = plan.clone();
    leading.release.working_directory = Some("db.example.com".to_owned());
    for document in [
        runbook(&leading, Flow::Rehearsal),
        checklist(&leading, Flow::Rehearsal, &Progress::none()),
    ] {
        assert!(matches!(document, Err(DocumentError::Production { .. })));
    }

    let mut only_rehearsed = plan;
    only_rehearsed.release.production = None;
    assert_eq!(
        runbook(&only_rehearsed, Flow::Cutover),
        Err(DocumentError::NoCutover)
    );
}

#[test]
fn the_commands_write_what_is_compared() {
    let project = Project::new();
    project.plan();
    let book = project.release(&["runbook", "--plan", "plan.json", "--output", "runbook.md"]);
    assert_eq!(book.exit, Some(0), "{}", book.stderr);
    let words = [
        "checklist",
        "--plan",
        "plan.json",
        "--same-as",
        "runbook.md",
    ];
    let list = project.release(&words);
    assert_eq!(list.exit, Some(0), "{}", list.stderr);
    assert!(
        list.stdout
            .starts_with("# Production Cutover Operator Checklist: flags\n")
    );
    let text = std::fs::read_to_string(project.path().join("runbook.md")).unwrap();
    project.write("runbook.md", &text.replace("--verbose", ""));
    let parted = project.release(&words);
    assert_eq!(parted.exit, Some(10), "{}", parted.stderr);
    assert!(parted.stdout.is_empty());
    let folder = project.release(&["checklist", "--plan", "plan.json", "--evidence", "versions"]);
    assert_eq!(folder.exit, Some(10), "{}", folder.stderr);
    assert!(folder.stderr.contains("ticks no box"), "{}", folder.stderr);
}

/// The two documents of the cutover, in full.
#[test]
fn they_read_as_they_should() {
    let mut plan = Project::new().plan();
    // What changes from build to build.
    plan.tool.sha256 = Digest::of("program");
    plan.tool.version = "0.0.0".to_owned();
    plan.files.clear();
    let book = runbook(&plan, Flow::Cutover).unwrap();
    let list = checklist(&plan, Flow::Cutover, &Progress::none()).unwrap();
    insta::assert_snapshot!("runbook", book);
    insta::assert_snapshot!("checklist", list);
    let rehearsal = runbook(&plan, Flow::Rehearsal).unwrap();
    insta::assert_snapshot!("rehearsal_plan", rehearsal);
}
