//! A ledger that was read: its chain holds, or there is none.

use std::io::{BufRead, BufReader, Read as _};
use std::path::Path;

use jiff::Timestamp;
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::governance::event::{Event, EvidenceFile, Executed, Judgement, Opening};
use crate::governance::evidence::{EvidenceError, LEDGER, open};

use super::entry::{Entry, LARGEST_LEDGER, LONGEST_LINE};

/// The facts of a run, in their order, with a chain that holds.
///
/// Only that the lines are those that were written, all of them up to the last, is certain. What
/// they are worth is for [`decide`](crate::governance::decide).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    entries: Vec<Entry>,
}

impl Ledger {
    /// Reads `ledger.jsonl` of a folder and checks its chain.
    ///
    /// # Errors
    /// It cannot be read, is being written, is larger than 64 MiB, has a line that no run writes
    /// or half a last line, or an entry that does not follow the one before.
    pub fn read(folder: &Path) -> Result<Self, EvidenceError> {
        let path = folder.join(LEDGER);
        let refused = |error| EvidenceError::system(&path, "read")(error);
        let file = open(&path).map_err(refused)?;
        // A file system without locks has no writer that holds one.
        if flock(&file, FlockOperation::NonBlockingLockShared) == Err(Errno::WOULDBLOCK) {
            return Err(EvidenceError::InUse(folder.to_owned()));
        }
        let length = file.metadata().map_err(refused)?.len();
        if length > LARGEST_LEDGER {
            return Err(EvidenceError::Ledger {
                path,
                line: 1,
                reason: format!("it has {length} bytes; no run writes more than {LARGEST_LEDGER}"),
            });
        }
        Self::of_lines(&path, BufReader::new(file.take(LARGEST_LEDGER)))
    }

    fn of_lines(path: &Path, mut reader: impl BufRead) -> Result<Self, EvidenceError> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut line = Vec::new();
        loop {
            let number = entries.len() as u64 + 1;
            let wrong = |reason| EvidenceError::Ledger {
                path: path.to_owned(),
                line: number,
                reason,
            };
            line.clear();
            reader
                .by_ref()
                .take(LONGEST_LINE + 1)
                .read_until(b'\n', &mut line)
                .map_err(EvidenceError::system(path, "read"))?;
            if line.is_empty() {
                break;
            }
            if line.pop() != Some(b'\n') {
                return Err(wrong(match line.len() as u64 >= LONGEST_LINE {
                    true => format!("it is longer than {LONGEST_LINE} bytes"),
                    false => "it is cut off: the run was ended while it wrote".to_owned(),
                }));
            }
            let text = std::str::from_utf8(&line)
                .map_err(|error| wrong(format!("it is not UTF-8: {error}")))?;
            let entry: Entry = serde_json::from_str(text)
                .map_err(|error| wrong(format!("it is no entry: {error}")))?;
            // Another way to write the same JSON would be a second text with one digest.
            if entry.line() != text {
                return Err(wrong("it is not written as a run writes it".to_owned()));
            }
            entry.check_after(entries.last()).map_err(wrong)?;
            entries.push(entry);
        }
        match entries.is_empty() {
            true => Err(EvidenceError::Ledger {
                path: path.to_owned(),
                line: 1,
                reason: "the ledger is empty".to_owned(),
            }),
            false => Ok(Self { entries }),
        }
    }

    /// A ledger of these events that stands in no file.
    pub fn of_events(events: impl IntoIterator<Item = (Timestamp, Event)>) -> Self {
        let mut ledger = Self::empty();
        for (at, event) in events {
            ledger.push(at, event);
        }
        ledger
    }

    pub(super) fn empty() -> Self {
        Self {
            entries: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, at: Timestamp, event: Event) {
        let entry = Entry::after(self.entries.last(), at, event);
        self.entries.push(entry);
    }

    pub(super) fn push_entry(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// The text of `ledger.jsonl`.
    pub fn text(&self) -> String {
        let lines = self.entries.iter();
        lines.map(|entry| entry.line() + "\n").collect()
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What the run is, if that is the first entry.
    pub fn opening(&self) -> Option<&Opening> {
        match &self.entries.first()?.event {
            Event::Opened(opening) => Some(opening),
            Event::PhaseBegun { .. }
            | Event::Judged(_)
            | Event::Executed(_)
            | Event::Recorded(_)
            | Event::PhaseEnded { .. }
            | Event::Halted { .. }
            | Event::Closed => None,
        }
    }

    /// Whether the last entry closes it.
    pub fn is_closed(&self) -> bool {
        let last = self.entries.last();
        last.is_some_and(|entry| matches!(entry.event, Event::Closed))
    }

    /// The judgements, in order.
    pub fn judgements(&self) -> impl Iterator<Item = &Judgement> {
        self.entries.iter().filter_map(|entry| match &entry.event {
            Event::Judged(judgement) => Some(judgement),
            Event::Opened(_)
            | Event::PhaseBegun { .. }
            | Event::Executed(_)
            | Event::Recorded(_)
            | Event::PhaseEnded { .. }
            | Event::Halted { .. }
            | Event::Closed => None,
        })
    }

    /// The statements of the transcript, in order.
    pub fn executed(&self) -> impl Iterator<Item = &Executed> {
        self.entries.iter().filter_map(|entry| match &entry.event {
            Event::Executed(executed) => Some(executed),
            Event::Opened(_)
            | Event::PhaseBegun { .. }
            | Event::Judged(_)
            | Event::Recorded(_)
            | Event::PhaseEnded { .. }
            | Event::Halted { .. }
            | Event::Closed => None,
        })
    }

    /// The complete files, in order.
    pub fn recorded(&self) -> impl Iterator<Item = &EvidenceFile> {
        self.entries.iter().filter_map(|entry| match &entry.event {
            Event::Recorded(file) => Some(file),
            Event::Opened(_)
            | Event::PhaseBegun { .. }
            | Event::Judged(_)
            | Event::Executed(_)
            | Event::PhaseEnded { .. }
            | Event::Halted { .. }
            | Event::Closed => None,
        })
    }
}
