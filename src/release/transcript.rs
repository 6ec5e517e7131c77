//! The statements a phase executes, in order, and whether the rehearsal executed the same.
//!
//! Counterpart: "operators must be transcript-identical to the rehearsal". Statements are compared
//! by the digest of their text before they are sent; nothing is normalised, because nothing in them
//! names a database. Questions that change nothing are no part of it.

use std::rc::Rc;

use jiff::Timestamp;

use crate::governance::{Digest, Executed, FailureClass, Phase, RootCause};

use super::obstacle::Obstacle;
use super::record::{SharedRecord, Stop};
use super::run::Run;
use super::tiers::is_repeated;

/// The transcript of one phase while it grows.
pub struct Transcript {
    record: SharedRecord,
    phase: Phase,
    number: usize,
    rehearsed: Option<Rc<[Executed]>>,
}

impl Transcript {
    /// The transcript of the phase that `run` is in; one of a phase at most.
    pub fn of(run: &Run<'_>) -> Self {
        let phase = run.current_phase();
        let of_phase = |rehearsed: &[Executed]| {
            let repeated = |one: &&Executed| one.phase == phase && is_repeated(phase, &one.step);
            let statements = rehearsed.iter().filter(repeated);
            statements.cloned().collect()
        };
        Self {
            record: run.record(),
            phase,
            number: 0,
            rehearsed: run.rehearsed().map(of_phase),
        }
    }

    /// Whether the next statement of `step` may be sent: anything in a rehearsal, the rehearsed one
    /// in a cutover.
    ///
    /// # Errors
    /// It is not the one that was rehearsed at this place.
    pub fn allow(&self, step: &str, sql: &str) -> Result<(), Obstacle> {
        let Some(rehearsed) = &self.rehearsed else {
            return Ok(());
        };
        let place = self.number + 1;
        let found = Digest::of(sql);
        let reason = match rehearsed.get(self.number) {
            Some(expected) if expected.sha256 == found && expected.step == step => return Ok(()),
            Some(expected) => format!(
                "statement {place} of the rehearsal's {phase} was another one ({expected_step}, \
                 SHA-256 {expected}) than the one that would be sent now ({step}, SHA-256 {found})",
                phase = self.phase,
                expected_step = expected.step,
                expected = expected.sha256,
            ),
            None => format!(
                "the rehearsal's {} had {} statements, and another one would be sent now \
                 ({step}, SHA-256 {found})",
                self.phase,
                rehearsed.len(),
            ),
        };
        Err(deviation(reason).with_fact("statement", sql))
    }

    /// Adds a statement that the server has done, or refused with `sqlstate`.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn executed(
        &mut self,
        step: &str,
        sql: &str,
        rows: Option<u64>,
        sqlstate: Option<&str>,
    ) -> Result<(), Stop> {
        self.number += 1;
        self.record.borrow_mut().executed(Executed {
            phase: self.phase,
            number: self.number,
            step: step.to_owned(),
            sha256: Digest::of(sql),
            rows,
            sqlstate: sqlstate.map(str::to_owned),
            at: Timestamp::now(),
        })
    }

    /// How many statements there were.
    pub fn len(&self) -> usize {
        self.number
    }

    /// Whether there was none.
    pub fn is_empty(&self) -> bool {
        self.number == 0
    }

    /// Whether the rehearsal had no further statements.
    ///
    /// # Errors
    /// It had.
    pub fn complete(&self) -> Result<(), Obstacle> {
        match &self.rehearsed {
            Some(rehearsed) if rehearsed.len() != self.number => Err(deviation(format!(
                "the rehearsal's {} had {} statements, and {} were executed now",
                self.phase,
                rehearsed.len(),
                self.number
            ))),
            Some(_) | None => Ok(()),
        }
    }
}

/// A deviation from the transcript, which only another approval allows.
fn deviation(reason: String) -> Obstacle {
    let remedy = "rehearse again, and have the new transcript approved";
    Obstacle::new(
        FailureClass::Gate,
        RootCause::SqlDrift,
        format!("the transcript is not the rehearsed one: {reason}; {remedy}"),
    )
    .with_fact("gate", "transcript-identity")
}
