//! What `env.py` executes around the migrations, and what of it a release objects to.
//!
//! Counterpart: "single explicit BEGIN…COMMIT" (row 119). What `env.py` commits before a run is
//! counted by nobody, held against no rehearsal and undone by no ROLLBACK; what it executes after
//! one, a release does not execute at all.

use super::objection::Objection;
use super::request::PlanningRequest;
use super::statements::{is_justified, justify, statement_objections};
use crate::governance::Digest;
use crate::safety::{StatementKind, known_statements};

/// How much of a statement is shown, in characters.
const SHOWN: usize = 80;

/// What there is to object to.
pub(super) fn objections(request: &PlanningRequest<'_>) -> Vec<Objection> {
    let justifications = &request.source.release.justifications;
    let mut objections = Vec::new();
    let mut object = |message: String, remedy: String| {
        objections.push(Objection {
            place: "env.py".to_owned(),
            message,
            remedy,
        });
    };
    for sql in request.before.iter().filter(|sql| !only_sets_up(sql)) {
        let sha256 = Digest::of(sql);
        if !is_justified(sha256, justifications) {
            object(
                format!(
                    "a statement is committed before the release's transaction, where no gate \
                     watches it: {}",
                    shown(sql)
                ),
                format!("Move it into a revision. {}", justify(sha256)),
            );
        }
    }
    for sql in &request.options.transaction_setup {
        for (message, remedy) in statement_objections(sql, justifications) {
            object(format!("{message}: {}", shown(sql)), remedy);
        }
    }
    for sql in request.after.iter().filter(|sql| !only_sets_up(sql)) {
        object(
            format!(
                "a statement would be executed after the migrations, which a release does not do: \
                 {}",
                shown(sql)
            ),
            "Move it into a revision, or into a tier.".to_owned(),
        );
    }
    objections
}

/// Whether a text reads, or sets something that ends with the session.
fn only_sets_up(sql: &str) -> bool {
    known_statements(sql)
        .iter()
        .all(|reading| matches!(reading.kind, StatementKind::Query | StatementKind::Session))
}

/// The beginning of a statement, in one line.
fn shown(sql: &str) -> String {
    let words: Vec<&str> = sql.split_whitespace().collect();
    words.join(" ").chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::{only_sets_up, shown};

    #[test]
    fn a_session_may_be_set_up_and_nothing_else() {
        for sql in [
            "SET search_path TO audit",
            "SELECT 1",
            "SET ROLE owner; SHOW lock_timeout",
        ] {
            assert!(only_sets_up(sql), "{sql}");
        }
        for sql in [
            "CREATE SCHEMA IF NOT EXISTS audit",
            "DELETE FROM audit_events",
            "SET ROLE owner; UPDATE t SET a = 1",
            "SELECT set_config('a.b', 'c', false)",
            "DO $$ BEGIN END $$",
            "COMMIT",
        ] {
            assert!(!only_sets_up(sql), "{sql}");
        }
        assert_eq!(shown("SELECT\n  1"), "SELECT 1");
    }
}
