//! Two processes at one folder, and one that is killed.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use alembic_rs::governance::{
    Event, EvidenceError, EvidenceFolder, Flow, Ledger, LedgerWriter, Phase, Redactor, verify,
};

use super::sample::{executed, opening};

/// Where the other process is to write, without end.
const FOLDER: &str = "ALEMBIC_RS_TEST_EVIDENCE_FOLDER";

/// Writes a run's beginning and `statements` statements.
fn write_statements(path: &Path, statements: usize) -> Result<LedgerWriter, EvidenceError> {
    let folder = EvidenceFolder::create(path, Redactor::without_secrets())?;
    let mut ledger = LedgerWriter::create(&folder)?;
    ledger.append(Event::Opened(Box::new(opening(Flow::Rehearsal))))?;
    let phase = Phase::Upgrade;
    ledger.append(Event::PhaseBegun { phase })?;
    for number in 1..=statements {
        let written = ledger.append(Event::Executed(executed(phase, number)));
        if let Err(error) = written {
            // Whatever comes after half a line would be lost in it.
            let after = ledger.append(Event::PhaseEnded { phase });
            assert!(matches!(after, Err(EvidenceError::Broken(_))));
            return Err(error);
        }
    }
    Ok(ledger)
}

/// The other process is this test, with a folder to write into until it is killed.
#[test]
fn a_writer_writes_until_it_is_told_to_stop() {
    let (path, statements) = match env::var_os(FOLDER) {
        Some(folder) => (folder.into(), usize::MAX),
        None => (tempfile::tempdir().unwrap().keep(), 3),
    };
    let ledger = write_statements(&path, statements).unwrap();
    assert_eq!(ledger.close().unwrap().executed().count(), 3);
    fs::remove_dir_all(path).unwrap();
}

#[test]
fn a_killed_run_proves_nothing_and_is_not_continued() {
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("evidence");
    let mut other = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "evidence::processes::a_writer_writes_until_it_is_told_to_stop",
        ])
        .env(FOLDER, &path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let ledger = path.join("ledger.jsonl");
    let patience = Instant::now() + Duration::from_secs(60);
    let lines = || {
        fs::read_to_string(&ledger)
            .unwrap_or_default()
            .lines()
            .count()
    };
    while lines() < 10 {
        assert!(
            Instant::now() < patience,
            "the other process writes nothing"
        );
        thread::sleep(Duration::from_millis(5));
    }
    // While it writes, nobody judges it and nobody writes beside it.
    assert!(matches!(Ledger::read(&path), Err(EvidenceError::InUse(_))));
    let mine = EvidenceFolder::create(&path, Redactor::without_secrets());
    assert!(matches!(mine, Err(EvidenceError::NotEmpty { .. })));
    other.kill().unwrap();
    other.wait().unwrap();
    // Without half a line, if there is one, it is a run that did not come to its end.
    let text = fs::read_to_string(&ledger).unwrap();
    fs::write(&ledger, &text[..=text.rfind('\n').unwrap()]).unwrap();
    let verification = verify(&path, None);
    assert_eq!(verification.exit_status(), 10);
    let told = &verification.checks[0].problems[0];
    assert!(told.contains("the run did not come to its end"), "{told}");
    assert!(!verification.decision.unwrap().passes());
    let mine = EvidenceFolder::create(&path, Redactor::without_secrets());
    assert!(matches!(mine, Err(EvidenceError::NotEmpty { .. })));
}

/// A disk that is full, as the system lets a process feel it: it is ended, or told so.
#[test]
fn half_a_last_line_is_no_end() {
    const ROOM: u64 = 9000;
    let limit = format!("--fsize={ROOM}");
    for before in [vec![], vec!["env", "--ignore-signal=XFSZ"]] {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("evidence");
        let mut words = [before.clone(), vec!["prlimit", &limit]]
            .concat()
            .into_iter();
        let ended = Command::new(words.next().unwrap())
            .args(words)
            .arg(env::current_exe().unwrap())
            .args([
                "--exact",
                "evidence::processes::a_writer_writes_until_it_is_told_to_stop",
            ])
            .arg("--nocapture")
            .env(FOLDER, &path)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        match before.is_empty() {
            true => assert_eq!(ended.status.code(), None, "{told}"),
            false => assert!(told.contains("File too large"), "{told}"),
        }
        let text = fs::read(path.join("ledger.jsonl")).unwrap();
        assert_eq!(text.len() as u64, ROOM);
        assert_ne!(text.last(), Some(&b'\n'));
        let verification = verify(&path, None);
        assert_eq!(verification.exit_status(), 10);
        let told = &verification.checks[0].problems[0];
        assert!(
            told.contains("it is cut off: the run was ended while it wrote"),
            "{told}"
        );
        let mine = EvidenceFolder::create(&path, Redactor::without_secrets());
        assert!(matches!(mine, Err(EvidenceError::NotEmpty { .. })));
    }
}

#[test]
fn of_many_runs_at_one_folder_one_writes() {
    const RUNS: usize = 8;
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("evidence");
    fs::create_dir(&path).unwrap();
    let barrier = Barrier::new(RUNS);
    let wrote = thread::scope(|scope| {
        let runs: Vec<_> = (0..RUNS)
            .map(|_| {
                scope.spawn(|| {
                    let folder = EvidenceFolder::create(&path, Redactor::without_secrets());
                    barrier.wait();
                    let mut ledger = LedgerWriter::create(&folder.ok()?).ok()?;
                    let opened = Event::Opened(Box::new(opening(Flow::Cutover)));
                    ledger.append(opened).ok()?;
                    ledger.close().ok()
                })
            })
            .collect();
        let runs = runs.into_iter().map(|run| run.join().unwrap());
        runs.flatten().count()
    });
    assert_eq!(wrote, 1);
    assert_eq!(Ledger::read(&path).unwrap().entries().len(), 2);
}
