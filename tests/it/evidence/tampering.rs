//! Any change of a sealed folder is found out.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use alembic_rs::governance::{Digest, Flow, Ledger, verify};
use proptest::prelude::*;
use proptest::sample::Index;
use tempfile::TempDir;

use super::sample::{events, sealed};

/// A sealed folder that passes: the names and the bytes of its files.
static WHOLE: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("evidence");
    sealed(&folder, events(Flow::Rehearsal, 2));
    assert!(verify(&folder, None).proves_pass());
    let entries = fs::read_dir(&folder).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
});

fn copy(files: &[(String, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// What somebody does to a folder.
#[derive(Debug, Clone)]
enum Change {
    Flip(Index, Index, u8),
    Delete(Index),
    Truncate(Index, Index),
    Empty(Index),
    Append(Index, u8),
    Insert(Index, Index, u8),
    Swap(Index, Index),
    Rename(Index),
    Add(String),
    Link(Index),
    Folder(Index),
    RemoveLine(Index),
    RepeatLine(Index),
    SwapLines(Index),
    CutLines(Index),
}

fn changes() -> impl Strategy<Value = Change> {
    let index = any::<Index>;
    prop_oneof![
        4 => (index(), index(), 0_u8..8).prop_map(|(file, at, bit)| Change::Flip(file, at, bit)),
        1 => index().prop_map(Change::Delete),
        1 => (index(), index()).prop_map(|(file, at)| Change::Truncate(file, at)),
        1 => index().prop_map(Change::Empty),
        1 => (index(), any::<u8>()).prop_map(|(file, byte)| Change::Append(file, byte)),
        1 => (index(), index(), any::<u8>()).prop_map(|(file, at, byte)| Change::Insert(file, at, byte)),
        1 => (index(), index()).prop_map(|(one, other)| Change::Swap(one, other)),
        1 => index().prop_map(Change::Rename),
        1 => "[a-z.]{1,9}".prop_map(Change::Add),
        1 => index().prop_map(Change::Link),
        1 => index().prop_map(Change::Folder),
        2 => index().prop_map(Change::RemoveLine),
        1 => index().prop_map(Change::RepeatLine),
        1 => index().prop_map(Change::SwapLines),
        2 => index().prop_map(Change::CutLines),
    ]
}

fn with_lines(folder: &Path, change: impl FnOnce(&mut Vec<String>)) {
    let path = folder.join("ledger.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    change(&mut lines);
    fs::write(path, lines.concat()).unwrap();
}

fn apply(folder: &Path, change: &Change) {
    let path = |index: &Index| -> PathBuf { folder.join(&index.get(&WHOLE).0) };
    let with_bytes = |index: &Index, change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = fs::read(path(index)).unwrap();
        change(&mut bytes);
        fs::write(path(index), bytes).unwrap();
    };
    match change {
        Change::Flip(file, at, bit) => with_bytes(file, &|bytes| {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }),
        Change::Delete(file) => fs::remove_file(path(file)).unwrap(),
        Change::Truncate(file, at) => with_bytes(file, &|bytes| {
            bytes.truncate(at.index(bytes.len()));
        }),
        Change::Empty(file) => with_bytes(file, &|bytes| bytes.clear()),
        Change::Append(file, byte) => with_bytes(file, &|bytes| bytes.push(*byte)),
        Change::Insert(file, at, byte) => with_bytes(file, &|bytes| {
            bytes.insert(at.index(bytes.len()), *byte);
        }),
        Change::Swap(one, other) => {
            let (one, other) = (path(one), path(other));
            // A file cannot be swapped with itself: then it is taken away.
            let between = folder.join("between");
            fs::rename(&one, &between).unwrap();
            if other.exists() {
                fs::rename(&other, &one).unwrap();
                fs::rename(&between, &other).unwrap();
            }
        }
        Change::Rename(file) => fs::rename(path(file), folder.join("another.log")).unwrap(),
        Change::Add(name) if name.chars().all(|one| one == '.') => {
            fs::write(folder.join(".hidden"), "").unwrap();
        }
        Change::Add(name) => fs::write(folder.join(name), "").unwrap(),
        Change::Link(file) => {
            let elsewhere = folder.parent().unwrap().join("elsewhere");
            fs::create_dir_all(&elsewhere).unwrap();
            let target = elsewhere.join(folder.file_name().unwrap());
            fs::rename(path(file), &target).unwrap();
            symlink(&target, path(file)).unwrap();
        }
        Change::Folder(file) => {
            fs::remove_file(path(file)).unwrap();
            fs::create_dir(path(file)).unwrap();
        }
        Change::RemoveLine(line) => with_lines(folder, |lines| {
            lines.remove(line.index(lines.len()));
        }),
        Change::RepeatLine(line) => with_lines(folder, |lines| {
            let line = line.index(lines.len());
            lines.insert(line, lines[line].clone());
        }),
        Change::SwapLines(line) => with_lines(folder, |lines| {
            let line = line.index(lines.len() - 1);
            lines.swap(line, line + 1);
        }),
        Change::CutLines(line) => with_lines(folder, |lines| {
            lines.truncate(line.index(lines.len()));
        }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_changed_folder_proves_nothing(change in changes()) {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("evidence");
        fs::rename(copy(&WHOLE).keep(), &folder).unwrap();
        apply(&folder, &change);
        let verification = verify(&folder, None);
        prop_assert!(!verification.holds());
        prop_assert!(!verification.proves_pass());
        prop_assert_eq!(verification.exit_status(), 10);
        prop_assert!(verification.checks.iter().any(|check| !check.problems.is_empty()));
    }
}

/// Who changes the ledger and chains it again has still changed a folder whose index says otherwise.
#[test]
fn a_ledger_that_was_written_anew_does_not_fit_the_rest() {
    let folder = copy(&WHOLE);
    let ledger = Ledger::read(folder.path()).unwrap();
    let entries = ledger.entries().iter();
    let mut again: Vec<_> = entries
        .map(|entry| (entry.at, entry.event.clone()))
        .collect();
    assert_eq!(Ledger::of_events(again.clone()).text(), ledger.text());
    for (_, event) in &mut again {
        if let alembic_rs::governance::Event::Judged(judgement) = event {
            judgement.detail.push_str(" very well");
        }
    }
    let forged = Ledger::of_events(again).text();
    fs::write(folder.path().join("ledger.jsonl"), &forged).unwrap();
    let verification = verify(folder.path(), None);
    assert!(!verification.holds());
    // Even with sums that fit.
    let sums = fs::read_to_string(folder.path().join("SHA256SUMS")).unwrap();
    let before = Digest::of(ledger.text()).to_string();
    let sums = sums.replace(&before, &Digest::of(&forged).to_string());
    fs::write(folder.path().join("SHA256SUMS"), sums).unwrap();
    assert!(!verify(folder.path(), None).holds());
}

/// Every line once, since a random choice may miss the one that matters.
#[test]
fn no_line_of_the_ledger_can_be_left_out() {
    let folder = copy(&WHOLE);
    let path = folder.path().join("ledger.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    for left_out in 0..lines.len() {
        let mut rest = lines.clone();
        rest.remove(left_out);
        fs::write(&path, rest.concat()).unwrap();
        assert!(
            !verify(folder.path(), None).holds(),
            "line {}",
            left_out + 1
        );
    }
    fs::write(&path, &whole).unwrap();
    assert!(verify(folder.path(), None).holds());
}
