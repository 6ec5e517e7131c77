//! A folder from its making to its seal.

use std::fs;
use std::path::Path;
use std::process::Command;

use alembic_rs::governance::{
    Event, EvidenceError, EvidenceFolder, Flow, Ledger, LedgerWriter, LogScan, Redactor, Status,
    seal, verify,
};

use super::sample::{events, opening, plan, sealed};

#[test]
fn a_sealed_folder_verifies_and_its_sums_are_those_of_sha256sum() {
    for flow in [Flow::Rehearsal, Flow::Cutover, Flow::Rollback] {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("new").join("evidência");
        let sealed = sealed(&folder, events(flow, 2));
        assert_eq!(sealed.decision.status, Status::Pass);
        let verification = verify(&folder, None);
        assert!(verification.holds(), "{:#?}", verification.checks);
        assert!(verification.proves_pass());
        assert_eq!(verification.exit_status(), 0);
        assert_eq!(verification.seal, Some(sealed.seal));
        assert!(verification.clone().with_seal(sealed.seal).holds());
        let another = alembic_rs::governance::Digest::of("another");
        assert_eq!(verification.with_seal(another).exit_status(), 10);
        let checked = Command::new("sha256sum")
            .args(["--check", "--strict", "SHA256SUMS"])
            .current_dir(&folder)
            .output()
            .unwrap();
        assert!(checked.status.success(), "{checked:?}");
        let listed = String::from_utf8(checked.stdout).unwrap().lines().count();
        let there = fs::read_dir(&folder).unwrap();
        let mut there: Vec<_> = there.map(|entry| entry.unwrap().path()).collect();
        there.retain(|path| !path.ends_with("SHA256SUMS"));
        assert_eq!(listed, there.len());
        for path in there {
            assert!(
                fs::metadata(&path).unwrap().permissions().readonly(),
                "{path:?}"
            );
        }
    }
}

#[test]
fn a_blocker_is_sealed_as_well_and_keeps_its_status() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("evidence");
    let mut run = events(Flow::Rehearsal, 1);
    run.retain(|event| !matches!(event, Event::Judged(one) if one.gate == "smoke"));
    let decision = sealed(&folder, run).decision;
    assert_eq!(decision.status, Status::Blocker);
    let verification = verify(&folder, None);
    assert!(verification.holds());
    assert!(!verification.proves_pass());
    assert_eq!(verification.exit_status(), 10);
}

fn new_folder(path: &Path) -> EvidenceFolder {
    EvidenceFolder::create(path, Redactor::without_secrets()).unwrap()
}

fn opened(folder: &EvidenceFolder) -> LedgerWriter {
    let mut ledger = LedgerWriter::create(folder).unwrap();
    let opened = Event::Opened(Box::new(opening(Flow::Rollback)));
    ledger.append(opened).unwrap();
    ledger
}

/// What sealing says of a folder that `spoil` has changed before its end.
fn refusal(spoil: impl FnOnce(&EvidenceFolder, &mut LedgerWriter)) -> EvidenceError {
    let parent = tempfile::tempdir().unwrap();
    let folder = new_folder(&parent.path().join("evidence"));
    let mut ledger = opened(&folder);
    let recorded = folder.write("a.log", "a\n").unwrap();
    ledger.append(Event::Recorded(recorded)).unwrap();
    spoil(&folder, &mut ledger);
    ledger.close().unwrap();
    let error = seal(&folder, &[]).unwrap_err();
    assert!(!folder.path().join("SHA256SUMS").exists());
    assert!(!verify(folder.path(), None).holds());
    error
}

#[test]
fn nothing_is_sealed_but_what_was_recorded() {
    let told = |error: EvidenceError| error.to_string();
    let never = refusal(|folder, _| {
        folder.write("b.log", "b").unwrap();
    });
    assert!(told(never).contains("b.log: it is there and was never recorded"));
    let changed = refusal(|folder, _| fs::write(folder.path().join("a.log"), "b\n").unwrap());
    assert!(told(changed).contains("a.log: it is not what was recorded"));
    let missing = refusal(|folder, _| fs::remove_file(folder.path().join("a.log")).unwrap());
    assert!(told(missing).contains("a.log: it was recorded and is not there"));
    let hidden = refusal(|folder, _| fs::write(folder.path().join(".hidden"), "").unwrap());
    assert!(told(hidden).contains(".hidden"));
    let below = refusal(|folder, _| fs::create_dir(folder.path().join("b")).unwrap());
    assert!(told(below).contains("no regular file"));
}

#[test]
fn a_run_that_is_not_over_is_not_sealed() {
    let parent = tempfile::tempdir().unwrap();
    let folder = new_folder(parent.path());
    let ledger = opened(&folder);
    assert!(matches!(seal(&folder, &[]), Err(EvidenceError::InUse(_))));
    drop(ledger);
    assert!(matches!(
        seal(&folder, &[]),
        Err(EvidenceError::Sequence { .. })
    ));
}

#[test]
fn a_log_is_there_line_by_line_and_never_overwritten() {
    let parent = tempfile::tempdir().unwrap();
    let folder = new_folder(parent.path());
    let mut log = folder.open("clone_heads.log").unwrap();
    log.line("70a79686336c (head) – único").unwrap();
    let path = parent.path().join("clone_heads.log");
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "70a79686336c (head) – único\n"
    );
    log.line("ERROR: none").unwrap();
    let recorded = log.finish().unwrap();
    assert_eq!(recorded.bytes, fs::metadata(&path).unwrap().len());
    assert_eq!(
        recorded.sha256,
        alembic_rs::governance::Digest::of_file(&path).unwrap()
    );
    assert!(matches!(
        folder.open("clone_heads.log"),
        Err(EvidenceError::Exists(_))
    ));
    assert!(matches!(
        folder.write("clone_heads.log", ""),
        Err(EvidenceError::Exists(_))
    ));
    assert!(matches!(
        folder.write("../up.log", ""),
        Err(EvidenceError::Name { .. })
    ));
    assert!(!parent.path().join("../up.log").exists());
    let scan = LogScan::of_files(parent.path(), ["clone_heads.log"]).unwrap();
    assert_eq!((scan.count, scan.findings[0].line), (1, 2));
    assert!(LogScan::of_files(parent.path(), ["absent.log"]).is_err());
}

#[test]
fn a_ledger_takes_its_events_in_their_places_only() {
    let parent = tempfile::tempdir().unwrap();
    let folder = new_folder(parent.path());
    let mut ledger = LedgerWriter::create(&folder).unwrap();
    assert!(ledger.append(Event::Closed).is_err());
    let opened = || Event::Opened(Box::new(opening(Flow::Cutover)));
    ledger.append(opened()).unwrap();
    assert!(ledger.append(opened()).is_err());
    ledger.append(Event::Closed).unwrap();
    assert!(ledger.append(Event::Closed).is_err());
    drop(ledger);
    let read = Ledger::read(parent.path()).unwrap();
    assert_eq!(read.entries().len(), 2);
    assert!(read.is_closed());
    assert_eq!(read.opening(), Some(&opening(Flow::Cutover)));
    // And nobody continues it.
    let again = LedgerWriter::create(&folder).unwrap_err();
    assert!(matches!(again, EvidenceError::LedgerExists(_)));
    let used = EvidenceFolder::create(parent.path(), Redactor::without_secrets()).unwrap_err();
    assert!(matches!(used, EvidenceError::NotEmpty { .. }));
}

#[test]
fn what_a_stopped_phase_was_writing_is_kept() {
    let parent = tempfile::tempdir().unwrap();
    let folder = new_folder(&parent.path().join("evidence"));
    let mut ledger = opened(&folder);
    let plan = folder.keep("plan.json", plan().as_bytes()).unwrap();
    ledger.append(Event::Recorded(plan)).unwrap();
    let mut log = folder.open("clone_rollback_proof.log").unwrap();
    log.line("restoring").unwrap();
    drop(log);
    let rest = folder.unrecorded(ledger.ledger()).unwrap();
    assert_eq!(rest.len(), 1);
    for file in rest {
        ledger.append(Event::Recorded(file)).unwrap();
    }
    assert_eq!(folder.unrecorded(ledger.ledger()).unwrap(), []);
    ledger.close().unwrap();
    assert_eq!(seal(&folder, &[]).unwrap().decision.status, Status::Blocker);
    assert!(verify(folder.path(), None).holds());
}

/// Which gates had to pass is the plan's to say, not the run's.
#[test]
fn a_folder_proves_nothing_without_the_plan_it_was_run_by() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("evidence");
    let given = parent.path().join("given.json");
    sealed(&folder, events(Flow::Rehearsal, 1));
    fs::write(&given, plan()).unwrap();
    assert!(verify(&folder, Some(&given)).proves_pass());
    fs::write(&given, plan().replace("açãos", "acoes")).unwrap();
    assert!(!verify(&folder, Some(&given)).holds());
    assert!(!verify(&folder, Some(&parent.path().join("absent"))).holds());

    let mut lenient = events(Flow::Rehearsal, 1);
    lenient.retain(|event| !matches!(event, Event::Judged(one) if one.gate == "row-count-parity"));
    if let Event::Opened(opening) = &mut lenient[0] {
        opening
            .required
            .retain(|required| required.gate != "row-count-parity");
    }
    let folder = parent.path().join("lenient");
    assert_eq!(sealed(&folder, lenient).decision.status, Status::Pass);
    let verification = verify(&folder, None);
    assert!(!verification.holds() && !verification.proves_pass());
    let problems = verification.checks.iter().flat_map(|check| &check.problems);
    assert_eq!(
        problems.collect::<Vec<_>>(),
        ["the run required other gates than the plan"]
    );
}
