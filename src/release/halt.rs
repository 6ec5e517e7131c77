//! The state between runs: which run is under way, and which was halted and not resolved.
//!
//! Counterpart: "run lock file state = HALTED". A run that changes something is written down
//! before it changes it, so that one that was killed is found too. It is forgotten after a PASS
//! only; everything else keeps later runs from changing anything until somebody resolves it.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::governance::{Digest, FailureClass, Flow, LedgerUse, RootCause};

use super::obstacle::Obstacle;

/// The folder beside `release.toml`.
const FOLDER: &str = ".alembic-rs";

/// The file in it.
const FILE: &str = "release-state.json";

/// The version of the format.
const FORMAT: u32 = 1;

/// A run that is under way, or was halted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnfinishedRun {
    /// The release's name.
    pub release: String,
    /// Which walk.
    pub flow: Flow,
    /// The database it changes.
    pub database: String,
    /// The server of the database.
    pub server: String,
    /// The plan.
    pub plan: Digest,
    /// Its evidence folder.
    pub evidence: PathBuf,
    /// When it began to change something.
    pub since: Timestamp,
    /// Why it was halted; nothing for one that is under way, or was killed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub halted: Option<String>,
}

/// All of them.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    format: u32,
    runs: Vec<UnfinishedRun>,
}

/// The state of the releases in a folder.
#[derive(Debug, Clone)]
pub struct ReleaseState {
    path: PathBuf,
}

impl ReleaseState {
    /// The state beside the `release.toml` of `root`.
    pub fn of(root: &Path) -> Self {
        Self {
            path: root.join(FOLDER).join(FILE),
        }
    }

    /// The runs that are not resolved.
    ///
    /// # Errors
    /// The file is there and cannot be read: then nobody knows.
    pub fn unfinished(&self) -> Result<Vec<UnfinishedRun>, Obstacle> {
        Ok(self.read()?.runs)
    }

    /// Whether a run that changes something may begin; says what is in its way.
    ///
    /// # Errors
    /// A run is halted or under way, or the state is not known.
    pub fn check(&self) -> Result<String, Obstacle> {
        match self.unfinished()?.first() {
            None => Ok("no earlier run is halted".to_owned()),
            Some(run) => Err(halted(in_the_way(run))),
        }
    }

    /// Writes down that a run begins to change something.
    ///
    /// # Errors
    /// As [`check`](Self::check); or it cannot be written.
    pub fn begin(&self, run: UnfinishedRun) -> Result<(), Obstacle> {
        self.check()?;
        let mut state = self.read()?;
        state.runs.push(run);
        self.write(&state)
    }

    /// Writes down that the run of an evidence folder is halted.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn halt(&self, evidence: &Path, reason: &str, cause: RootCause) -> Result<(), Obstacle> {
        let mut state = self.read()?;
        for run in state.runs.iter_mut().filter(|run| run.evidence == evidence) {
            run.halted = Some(format!("{cause}: {reason}"));
        }
        self.write(&state)
    }

    /// Forgets the run of an evidence folder: it has passed, or somebody has resolved it. Returns
    /// whether there was one.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn forget(&self, evidence: &Path) -> Result<bool, Obstacle> {
        let mut state = self.read()?;
        let before = state.runs.len();
        state.runs.retain(|run| run.evidence != evidence);
        let found = state.runs.len() < before;
        if found {
            self.write(&state)?;
        }
        Ok(found)
    }

    fn read(&self) -> Result<State, Obstacle> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::default()),
            Err(error) => return Err(self.unknown(&error)),
        };
        let state: State = serde_json::from_str(&text).map_err(|error| self.unknown(&error))?;
        if state.format != FORMAT {
            return Err(self.unknown(&format!("it has the format {}", state.format)));
        }
        Ok(state)
    }

    /// Writes the file whole or not at all.
    fn write(&self, state: &State) -> Result<(), Obstacle> {
        let refused = |error: io::Error| {
            halted(format!(
                "{} cannot be written: {error}",
                self.path.display()
            ))
        };
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(refused)?;
        let state = State {
            format: FORMAT,
            runs: state.runs.clone(),
        };
        let text = serde_json::to_string_pretty(&state)
            .expect("a state has nothing that JSON cannot write");
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(refused)?;
        file.write_all(text.as_bytes()).map_err(refused)?;
        file.as_file().sync_all().map_err(refused)?;
        file.persist(&self.path)
            .map_err(|error| refused(error.error))?;
        Ok(())
    }

    fn unknown(&self, reason: &dyn std::fmt::Display) -> Obstacle {
        halted(format!(
            "whether an earlier run is halted is not known: {}: {reason}",
            self.path.display()
        ))
    }
}

/// What is known of a run that is not resolved, and what to do about it.
fn in_the_way(run: &UnfinishedRun) -> String {
    let evidence = run.evidence.display();
    let named = format!(
        "an earlier run of {} on \"{}\" of {}",
        run.release, run.database, run.server
    );
    let resolve = format!("alembic-rs release resolve --evidence {evidence}");
    if let Some(reason) = &run.halted {
        return format!(
            "{named} is halted since {}: {reason}\nRemedy: {resolve}",
            run.since
        );
    }
    let left = match run.flow {
        Flow::Rehearsal | Flow::Rollback => format!(
            "'release rollback --rehearsal {evidence} --go {}' brings the clone back, or the next \
             rehearsal makes it anew",
            run.database
        ),
        Flow::Cutover => format!(
            "each of its steps is one transaction, which is committed whole or not at all; {evidence} \
             says how far it came, and the database what is committed; governance and the DBA decide what becomes of it"
        ),
    };
    match LedgerUse::of(&run.evidence) {
        LedgerUse::Written => format!(
            "{named} has not come to its end since {}: it is under way\nRemedy: wait for it",
            run.since
        ),
        LedgerUse::Free => format!(
            "{named} has not come to its end since {}: it was killed, and nobody writes its ledger \
             any more\nIts sessions end by themselves, and what they had open is undone; {left}\n\
             Remedy: when that is decided: {resolve}",
            run.since
        ),
        LedgerUse::Unknown => format!(
            "{named} has not come to its end since {}: it is under way, or was killed, and its \
             ledger cannot be asked\nWhere it was killed: {left}\nRemedy: when it is over and that \
             is decided: {resolve}",
            run.since
        ),
    }
}

fn halted(detail: String) -> Obstacle {
    Obstacle::new(FailureClass::Halted, RootCause::SqlDrift, detail)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{ReleaseState, UnfinishedRun};
    use crate::governance::{Digest, FailureClass, Flow, RootCause};

    #[test]
    fn a_run_is_in_the_way_until_it_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = ReleaseState::of(folder.path());
        assert!(state.check().is_ok());
        let run = UnfinishedRun {
            release: "ai".to_owned(),
            flow: Flow::Rehearsal,
            database: "copy".to_owned(),
            server: "here:5432".to_owned(),
            plan: Digest::of("plan"),
            evidence: folder.path().join("evidence"),
            since: jiff::Timestamp::UNIX_EPOCH,
            halted: None,
        };
        state.begin(run.clone()).expect("the first run may begin");
        let in_the_way = state.check().expect_err("it is under way");
        assert_eq!(in_the_way.class, FailureClass::Halted);
        assert!(state.begin(run.clone()).is_err());
        state
            .halt(&run.evidence, "a gate", RootCause::SqlDrift)
            .expect("it is written");
        assert!(state.check().unwrap_err().detail.contains("is halted"));
        assert!(state.forget(&run.evidence).expect("it is written"));
        assert!(state.check().is_ok());
    }

    #[test]
    fn a_state_that_cannot_be_read_is_no_leave() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = ReleaseState::of(folder.path());
        fs::create_dir(folder.path().join(".alembic-rs")).expect("a folder");
        for text in ["", "{}", "{\"format\":2,\"runs\":[]}"] {
            fs::write(folder.path().join(".alembic-rs/release-state.json"), text).expect("a file");
            assert!(state.check().is_err(), "{text}");
        }
    }
}
