//! Folders that somebody made to deceive, to exhaust or to lead astray.

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use alembic_rs::governance::{
    Digest, Event, EvidenceError, EvidenceFile, EvidenceFolder, Flow, Ledger, Phase, Redactor,
    RootCause, verify,
};

use super::sample::{events, ledger, sealed};

fn reason(folder: &Path) -> String {
    Ledger::read(folder).unwrap_err().to_string()
}

#[test]
fn no_text_of_a_ledger_is_believed_but_that_of_a_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.jsonl");
    let good = ledger(events(Flow::Rollback, 1)).text();
    let first = good.split_inclusive('\n').next().unwrap();
    fs::write(&path, &good).unwrap();
    assert!(Ledger::read(folder.path()).is_ok());
    let texts: Vec<(Vec<u8>, &str)> = vec![
        (b"".to_vec(), "line 1: the ledger is empty"),
        (b"\n".to_vec(), "line 1: it is no entry"),
        (b"PASS\n".to_vec(), "line 1: it is no entry"),
        (b"\xff\xfe\n".to_vec(), "line 1: it is not UTF-8"),
        (
            good.replace('\n', "\r\n").into_bytes(),
            "line 1: it is not written as a run writes it",
        ),
        (format!("{first}\n").into_bytes(), "line 2: it is no entry"),
        (
            format!("{first}{first}").into_bytes(),
            "line 2: it has the number 1, not 2",
        ),
        (first.replace(':', ": ").into_bytes(), "line 1: it is n"),
        (good.as_bytes()[..good.len() - 1].to_vec(), "it is cut off"),
        (
            good.as_bytes()[..first.len() + 40].to_vec(),
            "line 2: it is cut off",
        ),
        (vec![b'['; 1 << 20], "line 1: it is cut off"),
        (
            [vec![b'['; 1 << 20], b"\n".to_vec()].concat(),
            "line 1: it is no entry",
        ),
    ];
    for (text, expected) in texts {
        fs::write(&path, &text).unwrap();
        let reason = reason(folder.path());
        let shown = String::from_utf8_lossy(&text[..text.len().min(80)]).into_owned();
        assert!(reason.contains(expected), "{reason}\n{shown}");
        assert_eq!(verify(folder.path(), None).exit_status(), 10);
    }
}

#[test]
fn a_line_of_a_gigabyte_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = File::create(folder.path().join("ledger.jsonl")).unwrap();
    // Sparse: no disk is needed for it.
    file.set_len(1 << 30).unwrap();
    assert!(reason(folder.path()).contains("1073741824 bytes"));
    file.set_len(0).unwrap();
    file.write_all(&vec![b'x'; 5 << 20]).unwrap();
    assert!(reason(folder.path()).contains("longer than 4194304 bytes"));
}

#[test]
fn links_pipes_and_strange_names_are_not_followed() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("evidence");
    sealed(&folder, events(Flow::Rollback, 1));
    assert!(verify(&folder, None).holds());
    let link = parent.path().join("link");
    symlink(&folder, &link).unwrap();
    assert!(!verify(&link, None).holds());
    let refused = EvidenceFolder::create(&link, Redactor::without_secrets()).unwrap_err();
    assert!(matches!(refused, EvidenceError::NoFolder(_)));
    let strangers = [
        OsStr::new("-rf"),
        OsStr::new(".swp"),
        OsStr::new("new\nline.log"),
        OsStr::new("\u{1b}[2J.log"),
        OsStr::from_bytes(b"\xff.log"),
    ];
    for name in strangers {
        fs::write(folder.join(name), "").unwrap();
        let verification = verify(&folder, None);
        assert!(!verification.holds(), "{name:?}");
        fs::remove_file(folder.join(name)).unwrap();
        assert!(verify(&folder, None).holds());
    }
    // A pipe that nobody writes into would be waited for without end.
    fs::remove_file(folder.join("ledger.jsonl")).unwrap();
    let made = Command::new("mkfifo")
        .arg(folder.join("ledger.jsonl"))
        .status()
        .unwrap();
    assert!(made.success());
    assert!(reason(&folder).contains("no regular file"));
    assert!(!verify(&folder, None).holds());
}

#[test]
fn a_ledger_that_names_files_elsewhere_proves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut run = events(Flow::Rollback, 1);
    for event in &mut run {
        if let Event::Recorded(EvidenceFile { name, .. }) = event {
            "../../etc/passwd".clone_into(name);
        }
        if let Event::Opened(opening) = event {
            opening.evidence = vec!["../../etc/passwd".to_owned()];
        }
    }
    fs::write(folder.path().join("ledger.jsonl"), ledger(run).text()).unwrap();
    let verification = verify(folder.path(), None);
    assert!(!verification.holds());
    assert!(!verification.decision.unwrap().passes());
}

/// Root may do everything: as another user the program meets what is not allowed.
#[test]
fn a_folder_without_rights_is_an_error() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("evidence");
    sealed(&folder, events(Flow::Rollback, 1));
    for closed in [folder.join("ledger.jsonl"), folder.clone()] {
        let before = fs::metadata(&closed).unwrap().permissions();
        fs::set_permissions(&closed, Permissions::from_mode(0o000)).unwrap();
        let (refused, text) = verified_without_privileges(parent.path(), &folder);
        fs::set_permissions(&closed, before).unwrap();
        assert_eq!(refused, Some(10), "{text}");
        assert!(text.contains("ermission denied"), "{text}");
    }
    let (status, text) = verified_without_privileges(parent.path(), &folder);
    assert_eq!(status, Some(0), "{text}");
}

/// `release verify` as a user who is not root.
fn verified_without_privileges(parent: &Path, folder: &Path) -> (Option<i32>, String) {
    let program = env!("CARGO_BIN_EXE_alembic-rs");
    let mut command = if rustix::process::geteuid().is_root() {
        fs::set_permissions(parent, Permissions::from_mode(0o755)).unwrap();
        let copied = parent.join("program");
        if !copied.exists() {
            fs::copy(program, &copied).unwrap();
        }
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(copied);
        command
    } else {
        Command::new(program)
    };
    let output = command
        .args(["release", "verify"])
        .arg(folder)
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&told).into_owned(),
    )
}

/// Facts without number must not cost their square.
#[test]
fn a_ledger_of_very_many_facts_is_judged_in_one_pass() {
    const FACTS: usize = 10_000;
    let mut run = events(Flow::Rollback, 1);
    let file = |number| {
        Event::Recorded(EvidenceFile {
            name: format!("{number}.log"),
            sha256: Digest::of("a"),
            bytes: 1,
        })
    };
    let halt = Event::Halted {
        phase: Phase::Rollback,
        gate: "rollback-restores".to_owned(),
        root_cause: RootCause::SqlDrift,
        reason: "again".to_owned(),
    };
    run.extend((0..FACTS).map(file));
    run.extend(std::iter::repeat_n(halt, FACTS));
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ledger.jsonl"), ledger(run).text()).unwrap();
    let verification = verify(folder.path(), None);
    assert!(!verification.holds());
    let decision = verification.decision.unwrap();
    // Everything after the end, and the end that is not the last.
    assert!(decision.blockers.len() > FACTS);
    assert_eq!(decision.exit_status, 10);
}
