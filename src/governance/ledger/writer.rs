//! Writing a ledger: one entry at a time, each on the disk before the next thing happens.

use std::fs::File;
use std::io::Write as _;
use std::mem;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::governance::event::{Event, Judgement, Opening};
use crate::governance::evidence::{EvidenceError, EvidenceFolder, LEDGER, Redactor, create_new};

use super::entry::{Entry, LARGEST_LEDGER, LONGEST_LINE};
use super::reading::Ledger;
use super::vocabulary::can_be_told;

/// The one process that may add to a ledger.
///
/// The file is locked as long as it lives. A ledger is never continued by another process: one
/// that was left behind stays as it is.
#[derive(Debug)]
pub struct LedgerWriter {
    folder: PathBuf,
    path: PathBuf,
    file: File,
    redactor: Redactor,
    ledger: Ledger,
    bytes: u64,
    state: State,
}

/// Whether another entry may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Closed,
    /// An entry was written in part, or it is not known how far.
    Broken,
}

/// Whether somebody is writing a ledger at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerUse {
    /// A run holds it.
    Written,
    /// No process holds it: the run is over, or was killed.
    Free,
    /// It cannot be opened or asked for.
    Unknown,
}

impl LedgerUse {
    /// Asks the system who holds the ledger of a folder.
    pub fn of(folder: &Path) -> Self {
        let Ok(file) = File::open(folder.join(LEDGER)) else {
            return Self::Unknown;
        };
        match flock(&file, FlockOperation::NonBlockingLockShared) {
            // The handle is closed at once, and the lock with it.
            Ok(()) => Self::Free,
            Err(Errno::WOULDBLOCK) => Self::Written,
            Err(_) => Self::Unknown,
        }
    }
}

impl LedgerWriter {
    /// Begins the ledger of a folder.
    ///
    /// # Errors
    /// There is one already, whatever its state, or the system refuses.
    pub fn create(folder: &EvidenceFolder) -> Result<Self, EvidenceError> {
        let root = folder.path().to_owned();
        let path = root.join(LEDGER);
        let file = create_new(&path).map_err(|error| match error {
            EvidenceError::Exists(_) => EvidenceError::LedgerExists(root.clone()),
            other => other,
        })?;
        flock(&file, FlockOperation::NonBlockingLockExclusive).map_err(|error| match error {
            Errno::WOULDBLOCK => EvidenceError::InUse(root.clone()),
            other => EvidenceError::system(&path, "locked")(other.into()),
        })?;
        folder.synchronize()?;
        Ok(Self {
            folder: root,
            path,
            file,
            redactor: folder.redactor().clone(),
            ledger: Ledger::empty(),
            bytes: 0,
            state: State::Open,
        })
    }

    /// Adds an event, with `***` for each secret in its free texts, and waits for the disk.
    ///
    /// # Errors
    /// The first event is not [`Event::Opened`] or a later one is; the ledger is closed; a secret is
    /// in what cannot be masked, such as the name of a gate; the entry is longer than 4 MiB; or the
    /// system refuses, and then nothing can be added any more.
    pub fn append(&mut self, event: Event) -> Result<Entry, EvidenceError> {
        self.check_place(&event)?;
        let at = Timestamp::now();
        let event = masked(event, &self.redactor);
        if let Event::Opened(opening) = &event
            && !can_be_told(opening, &self.redactor)
        {
            return Err(EvidenceError::SecretFound(self.path.clone()));
        }
        let entry = Entry::after(self.ledger.entries().last(), at, event);
        let mut line = entry.line();
        if self.redactor.finds_in(line.as_bytes()) {
            return Err(EvidenceError::SecretFound(self.path.clone()));
        }
        line.push('\n');
        let length = line.len() as u64;
        if length > LONGEST_LINE || self.bytes + length > LARGEST_LEDGER {
            return Err(EvidenceError::Sequence {
                reason: "it is longer than a ledger can take",
            });
        }
        let written = self.file.write_all(line.as_bytes());
        if let Err(error) = written.and_then(|()| self.file.sync_data()) {
            self.state = State::Broken;
            return Err(EvidenceError::system(&self.path, "written")(error));
        }
        self.bytes += length;
        if entry.event == Event::Closed {
            self.state = State::Closed;
        }
        self.ledger.push_entry(entry.clone());
        Ok(entry)
    }

    /// What has been written so far.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Adds [`Event::Closed`], gives the file free, and returns the whole ledger.
    ///
    /// # Errors
    /// As [`append`](Self::append).
    pub fn close(mut self) -> Result<Ledger, EvidenceError> {
        self.append(Event::Closed)?;
        Ok(mem::replace(&mut self.ledger, Ledger::empty()))
    }

    fn check_place(&self, event: &Event) -> Result<(), EvidenceError> {
        let refused = |reason| Err(EvidenceError::Sequence { reason });
        let opens = matches!(event, Event::Opened(_));
        match (self.state, self.ledger.entries().is_empty(), opens) {
            (State::Broken, _, _) => Err(EvidenceError::Broken(self.folder.clone())),
            (State::Closed, _, _) => refused("it is closed"),
            (State::Open, true, false) => refused("the first one says what is opened"),
            (State::Open, false, true) => refused("it has been opened before"),
            (State::Open, true, true) | (State::Open, false, false) => Ok(()),
        }
    }
}

impl Drop for LedgerWriter {
    /// Gives the file free at once: a program that was started in this moment still has a copy of
    /// the file's handle, and with it the lock.
    fn drop(&mut self) {
        if let Err(error) = flock(&self.file, FlockOperation::Unlock) {
            log::warn!("{} cannot be unlocked: {error}", self.path.display());
        }
    }
}

/// The event without secrets in the texts that people and servers have written.
///
/// Names of gates, files and revisions and digests stay: a ledger that has no other names for its
/// things than a secret cannot be written at all.
fn masked(event: Event, redactor: &Redactor) -> Event {
    let mask = |text: String| redactor.redact(&text).into_owned();
    match event {
        Event::Opened(opening) => {
            let Opening {
                arguments,
                mut target,
                ..
            } = *opening.clone();
            target.database = mask(target.database);
            target.server = mask(target.server);
            target.role = mask(target.role);
            Event::Opened(Box::new(Opening {
                arguments: arguments.into_iter().map(mask).collect(),
                target,
                ..*opening
            }))
        }
        Event::Judged(judgement) => Event::Judged(Judgement {
            detail: mask(judgement.detail),
            facts: judgement
                .facts
                .into_iter()
                .map(|(name, fact)| (mask(name), mask(fact)))
                .collect(),
            ..judgement
        }),
        Event::Halted {
            phase,
            gate,
            root_cause,
            reason,
        } => Event::Halted {
            phase,
            gate,
            root_cause,
            reason: mask(reason),
        },
        event @ (Event::PhaseBegun { .. }
        | Event::Executed(_)
        | Event::Recorded(_)
        | Event::PhaseEnded { .. }
        | Event::Closed) => event,
    }
}
