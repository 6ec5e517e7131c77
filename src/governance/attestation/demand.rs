//! Whether an attestation holds: fresh, for this plan and this database, and complete.

use std::path::Path;

use jiff::Timestamp;

use super::content::{Attestation, AttestationError};
use crate::governance::Digest;
use crate::governance::release_file::{AttestationDemand, parse_duration};

/// The attestation that a DBA gives: a restore to a point in time is possible.
pub const PITR_WINDOW: &str = "pitr_window";

/// What an attestation must be for.
#[derive(Debug, Clone, Copy)]
pub struct AttestationExpectation<'a> {
    /// The digest of the plan.
    pub plan: Digest,
    /// `current_database()` of what is changed.
    pub target: &'a str,
    /// The present.
    pub now: Timestamp,
}

impl AttestationExpectation<'_> {
    /// Reads the attestation called `name` and checks it; its text becomes evidence.
    ///
    /// # Errors
    /// A file that is missing, not understood, too old, from the future, over, for another plan or
    /// database, or that leaves out what its kind has to say.
    pub fn check(
        self,
        name: &str,
        demand: &AttestationDemand,
        folder: &Path,
    ) -> Result<(Attestation, String), AttestationError> {
        let path = folder.join(&demand.file);
        let (attestation, text) = Attestation::read(&path)?;
        match self.fault(name, demand, &attestation) {
            None => Ok((attestation, text)),
            Some(reason) => Err(AttestationError::DoesNotHold { path, reason }),
        }
    }

    fn fault(
        self,
        name: &str,
        demand: &AttestationDemand,
        attestation: &Attestation,
    ) -> Option<String> {
        let is_empty = |text: &str| text.trim().is_empty();
        if is_empty(&attestation.attested_by) {
            return Some("nobody is named in attested_by".to_owned());
        }
        if is_empty(&attestation.statement) {
            return Some("its statement is empty".to_owned());
        }
        if attestation.plan != self.plan {
            return Some(format!(
                "it is for the plan {}, and this is {}",
                attestation.plan, self.plan
            ));
        }
        if attestation.target != self.target {
            return Some(format!(
                "it is for the database '{}', and this is '{}'",
                attestation.target.escape_debug(),
                self.target
            ));
        }
        if attestation.at > self.now {
            return Some(format!(
                "it was given at {}, which is yet to come",
                attestation.at
            ));
        }
        let maximal_age = parse_duration(&demand.maximal_age);
        let age = self.now.duration_since(attestation.at);
        if maximal_age.is_none_or(|maximal_age| age > maximal_age) {
            return Some(format!(
                "it was given at {}, and may be {} old; have it given anew",
                attestation.at, demand.maximal_age
            ));
        }
        if let Some(end) = attestation.valid_until.filter(|end| *end <= self.now) {
            return Some(format!("it was valid until {end}"));
        }
        if name == PITR_WINDOW {
            if attestation.restore_point.as_deref().is_none_or(is_empty) {
                return Some("it names no restore_point".to_owned());
            }
            if attestation.valid_until.is_none() {
                return Some("it does not say valid_until when a restore is possible".to_owned());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-03-01T22:00:00Z";

    fn text(changes: &[(&str, &str)]) -> String {
        let plan = Digest::of("plan");
        let mut text = format!(
            "attested_by = \"the DBA on duty\"\nat = 2026-03-01T21:30:00Z\nplan = \"{plan}\"\n\
             target = \"netzprod\"\nstatement = \"A restore is possible.\"\n\
             restore_point = \"before-release\"\nvalid_until = \"2026-03-02T06:00:00Z\"\n"
        );
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        text
    }

    fn check(text: &str) -> Result<(), String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.toml"), text).unwrap();
        let demand = AttestationDemand {
            file: "a.toml".to_owned(),
            maximal_age: "1h".to_owned(),
        };
        let expectation = AttestationExpectation {
            plan: Digest::of("plan"),
            target: "netzprod",
            now: NOW.parse().unwrap(),
        };
        let checked = expectation.check(PITR_WINDOW, &demand, folder.path());
        checked.map(|_| ()).map_err(|error| error.to_string())
    }

    #[test]
    fn it_holds_for_this_plan_and_database_and_now() {
        assert_eq!(check(&text(&[])), Ok(()));
        assert_eq!(
            check(&text(&[(
                "2026-03-01T21:30:00Z",
                "\"2026-03-01T22:30:00+01:00\""
            )])),
            Ok(())
        );
    }

    #[test]
    fn anything_else_does_not_hold() {
        let other_plan = Digest::of("another").to_string();
        let plan = Digest::of("plan").to_string();
        for (from, to, why) in [
            (plan.as_str(), other_plan.as_str(), "for the plan"),
            ("netzprod", "netzprod2", "for the database"),
            ("21:30:00Z", "20:59:59Z", "may be 1h old"),
            ("21:30:00Z", "22:00:01Z", "yet to come"),
            (
                "2026-03-02T06:00:00Z",
                "2026-03-01T22:00:00Z",
                "valid until",
            ),
            (
                "valid_until = \"2026-03-02T06:00:00Z\"\n",
                "",
                "does not say valid_until",
            ),
            (
                "restore_point = \"before-release\"\n",
                "",
                "names no restore_point",
            ),
            ("the DBA on duty", " ", "nobody"),
            ("A restore is possible.", "", "statement is empty"),
            ("attested_by", "attested", "unknown field"),
            (
                "2026-03-01T21:30:00Z",
                "2026-03-01T21:30:00",
                "is no time with its offset",
            ),
            ("2026-03-01T21:30:00Z", "yesterday", "is no attestation"),
        ] {
            let error = check(&text(&[(from, to)])).unwrap_err();
            assert!(error.contains(why), "{from} -> {to}: {error}");
        }
    }
}
