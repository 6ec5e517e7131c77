//! One line of a ledger.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::governance::digest::Digest;
use crate::governance::event::Event;

/// The longest line in bytes; neither written nor read beyond it.
pub(super) const LONGEST_LINE: u64 = 4 << 20;

/// The largest ledger in bytes, likewise.
pub(super) const LARGEST_LEDGER: u64 = 64 << 20;

/// The digest that the first entry names as the previous one: 64 zeros.
pub(super) const BEGINNING: Digest = Digest::from_bytes([0; 32]);

/// An event with its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its number, from 1.
    pub sequence: u64,
    /// When it was written; never before the entry before.
    pub at: Timestamp,
    /// The digest of the entry before; 64 zeros in the first.
    pub previous: Digest,
    /// What happened.
    pub event: Event,
    /// The digest of the line's JSON text without this member.
    pub digest: Digest,
}

/// What the digest of an entry is of.
#[derive(Serialize)]
struct Undigested<'a> {
    sequence: u64,
    at: Timestamp,
    previous: Digest,
    event: &'a Event,
}

impl Entry {
    /// The entry of `event`, after `previous`.
    pub(super) fn after(previous: Option<&Self>, at: Timestamp, event: Event) -> Self {
        let (sequence, at, previous) = match previous {
            // A clock that is set back must not look like entries in the wrong order.
            Some(entry) => (entry.sequence + 1, at.max(entry.at), entry.digest),
            None => (1, at, BEGINNING),
        };
        let digest = digest(sequence, at, previous, &event);
        Self {
            sequence,
            at,
            previous,
            event,
            digest,
        }
    }

    /// The line, without its line break.
    pub(super) fn line(&self) -> String {
        serde_json::to_string(self).expect("an event has no map whose keys are no texts")
    }

    /// Whether the entry follows `previous`, or what is wrong with it.
    pub(super) fn check_after(&self, previous: Option<&Self>) -> Result<(), String> {
        let (sequence, digest_before, earliest) = match previous {
            Some(entry) => (entry.sequence + 1, entry.digest, Some(entry.at)),
            None => (1, BEGINNING, None),
        };
        if self.sequence != sequence {
            return Err(format!(
                "it has the number {}, not {sequence}",
                self.sequence
            ));
        }
        if self.previous != digest_before {
            return Err("it does not follow the line before".to_owned());
        }
        if earliest.is_some_and(|earliest| self.at < earliest) {
            return Err("it is older than the line before".to_owned());
        }
        match self.digest == digest(self.sequence, self.at, self.previous, &self.event) {
            true => Ok(()),
            false => Err("it was changed: its digest is another".to_owned()),
        }
    }
}

fn digest(sequence: u64, at: Timestamp, previous: Digest, event: &Event) -> Digest {
    let undigested = Undigested {
        sequence,
        at,
        previous,
        event,
    };
    let text = serde_json::to_string(&undigested);
    Digest::of(text.expect("an event has no map whose keys are no texts"))
}
