//! The verification after the upgrade, read only: revision, heads, objects, drift, integrity.
//!
//! Counterpart: phase 4 of the rehearsal, P4 of the cutover. What must be there is what the
//! migrations make of nothing, so that an object that is there in another form is found too.

use std::fmt::Write as _;
use std::path::Path;

use crate::db::{Cell, Connection};
use crate::governance::{EvidenceKind, Flow, LogScan};
use crate::snapshot::compare;

use super::foreign_keys;
use super::obstacle::Obstacle;
use super::proof;
use super::record::Stop;
use super::run::{Run, heading};
use super::scratch::Scratch;
use super::stamp::current_is;
use super::table_name::qualified_table;
use super::targets::Target;
use super::validate::{judge_heads, report};

/// Indexes that are not valid, constraints that are not validated, temporary objects of ours.
const LEFTOVERS: &str = "
SELECT 'invalid index ' || c.oid::regclass::text
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
 WHERE NOT (i.indisvalid AND i.indisready AND i.indislive)
UNION ALL
SELECT 'constraint ' || conrelid::regclass::text || '.' || conname || ' NOT VALID'
  FROM pg_catalog.pg_constraint WHERE NOT convalidated
 ORDER BY 1";

/// Walks the phase on `target`.
///
/// # Errors
/// A gate has failed.
pub(super) fn verify(
    run: &mut Run<'_>,
    target: &Target,
    scratch: &mut Scratch,
) -> Result<(), Stop> {
    let revision = run.plan().target.clone();
    let current = run.evidence(EvidenceKind::CurrentAfterUpgrade);
    current_is(run, target, "current-is-target", &revision, &current)?;
    judge_heads(run, target, "heads-after", EvidenceKind::HeadsAfterUpgrade)?;
    judge_structure(run, target, scratch)?;
    judge_integrity(run, target, scratch)?;
    judge_logs(run)
}

/// The expected objects, and then everything.
fn judge_structure(run: &mut Run<'_>, target: &Target, scratch: &mut Scratch) -> Result<(), Stop> {
    let objects = run.release().objects.clone();
    let revision = run.plan().target.clone();
    let evidence = run.evidence(EvidenceKind::ObjectParity);
    run.progress("reading the structure");
    let found = proof::structure(run, "object-parity", target)?;
    run.progress("building the reference");
    let expected = scratch
        .structure_at(run.migrations(), &revision)
        .map(|structure| structure.without_table(&proof::version_table(run)));
    let expected = run.expect("object-parity", None, expected)?;

    let mut text = heading(
        &format!("release: structure at {revision}"),
        &target.identity(),
    );
    let missing: Vec<&String> = objects
        .tables
        .iter()
        .filter(|table| found.table(table).is_none() || expected.table(table).is_none())
        .collect();
    for table in &objects.tables {
        let word = if missing.contains(&table) {
            "MISSING"
        } else {
            "present"
        };
        let _ = writeln!(text, "{word} {}", qualified_table(table));
    }
    let of_objects = compare(
        &expected.clone().only_tables(&objects.tables),
        &found.clone().only_tables(&objects.tables),
    );
    let whole = report(run, &expected, &found);
    let _ = write!(text, "\n{}", whole.to_text());
    run.write(&evidence, &text)?;

    let of_objects: Vec<_> = of_objects
        .into_iter()
        .filter(|difference| whole.unexplained.contains(difference))
        .collect();
    let parity = if !missing.is_empty() {
        let missing: Vec<&str> = missing.into_iter().map(String::as_str).collect();
        Err(Obstacle::parity(format!(
            "these expected objects are not there, or not made by the migrations: {}",
            missing.join(", ")
        )))
    } else if of_objects.is_empty() {
        Ok(format!(
            "{} expected tables are there with the structure that the migrations make",
            objects.tables.len()
        ))
    } else {
        Err(Obstacle::parity(proof::listed(&of_objects)))
    };
    run.judge("object-parity", Some(&evidence), parity)?;
    let drift = if whole.unexplained.is_empty() {
        Ok(proof::summary(&whole))
    } else {
        Err(Obstacle::parity(proof::summary(&whole)))
    };
    run.judge("structural-drift", Some(&evidence), drift)
}

/// No partial state, and no row that points to nothing.
fn judge_integrity(run: &mut Run<'_>, target: &Target, scratch: &mut Scratch) -> Result<(), Stop> {
    let evidence = integrity_name(run.flow()).to_owned();
    let revision = run.plan().target.clone();
    // What the migrations themselves leave NOT VALID is part of the plan.
    let allowed = scratch.ask(run.migrations(), &revision, leftovers);
    let allowed = run.expect("no-partial-state", None, allowed)?;

    let mut connection = run.session("no-partial-state", target)?;
    let left = leftovers(&mut connection);
    let keys = orphans(&mut connection);
    connection.close();

    let mut text = heading("release: integrity", &target.identity());
    match &left {
        Ok(left) if left.is_empty() => text.push_str("no invalid index, no NOT VALID constraint\n"),
        Ok(left) => left.iter().for_each(|one| {
            let planned = if allowed.contains(one) {
                "as planned"
            } else {
                "LEFT OVER"
            };
            let _ = writeln!(text, "{planned}: {one}");
        }),
        Err(obstacle) => {
            let _ = writeln!(text, "{obstacle}");
        }
    }
    match &keys {
        Ok(keys) => keys.iter().for_each(|(key, orphans)| {
            let _ = writeln!(text, "{orphans} rows point to nothing: {key}");
        }),
        Err(obstacle) => {
            let _ = writeln!(text, "{obstacle}");
        }
    }
    run.write(&evidence, &text)?;
    let state = left.and_then(|left| {
        let further: Vec<String> = left
            .into_iter()
            .filter(|one| !allowed.contains(one))
            .collect();
        if further.is_empty() {
            return Ok("no invalid index, no NOT VALID constraint beyond the plan".to_owned());
        }
        Err(Obstacle::parity(further.join("; ")))
    });
    run.judge("no-partial-state", Some(&evidence), state)?;
    let keys = keys.and_then(|keys| {
        let broken: Vec<&str> = keys
            .iter()
            .filter(|(_, orphans)| *orphans != 0)
            .map(|(key, _)| key.as_str())
            .collect();
        if broken.is_empty() {
            return Ok(format!(
                "{} foreign keys, no row points to nothing",
                keys.len()
            ));
        }
        Err(Obstacle::gate(format!(
            "rows point to nothing: {}",
            broken.join("; ")
        )))
    });
    run.judge("foreign-key-integrity", Some(&evidence), keys)
}

/// The file of the checks that have none of their own in the plan.
fn integrity_name(flow: Flow) -> &'static str {
    match flow {
        Flow::Rehearsal | Flow::Rollback => "clone_post_upgrade_integrity.log",
        Flow::Cutover => "prod_post_upgrade_integrity.log",
    }
}

fn leftovers(connection: &mut Connection) -> Result<Vec<String>, Obstacle> {
    let answer = connection
        .query(LEFTOVERS)
        .map_err(|error| Obstacle::database("cannot look for what was left over", &error))?;
    answer
        .rows
        .iter()
        .map(|row| match row.as_slice() {
            [Cell::Text(text)] => Ok(text.clone()),
            _ => Err(Obstacle::gate("what was left over cannot be read")),
        })
        .collect()
}

/// Every foreign key of the database, with how many rows break it.
fn orphans(connection: &mut Connection) -> Result<Vec<(String, i64)>, Obstacle> {
    foreign_keys::of_database(connection)?
        .iter()
        .map(|key| Ok((key.to_string(), key.orphans(connection)?)))
        .collect()
}

/// No error stands in any log so far. What quotes SQL or the revisions' own texts says nothing of
/// the run.
fn judge_logs(run: &mut Run<'_>) -> Result<(), Stop> {
    let history = run.evidence(EvidenceKind::History);
    let is_log = |name: &String| {
        let extension = Path::new(name).extension();
        extension.is_some_and(|extension| extension == "log") && *name != history
    };
    let names: Vec<String> = run.ledger(|ledger| {
        let names = ledger.recorded().map(|file| file.name.clone());
        names.filter(is_log).collect()
    });
    let folder = run.evidence_path();
    let scan = LogScan::of_files(&folder, names.iter().map(String::as_str))
        .map_err(|error| Obstacle::gate(format!("the logs cannot be read: {error}")));
    let found = scan.and_then(|scan| {
        let quoted = scan
            .findings
            .iter()
            .filter(|finding| finding.text.starts_with("| "))
            .count();
        if scan.files > 0 && scan.count == u64::try_from(quoted).unwrap_or(u64::MAX) {
            return Ok(format!("{} logs, no error in them", scan.files));
        }
        let first = scan
            .findings
            .iter()
            .find(|finding| !finding.text.starts_with("| "));
        Err(Obstacle::gate(match first {
            Some(finding) => format!("{}, line {}: {}", finding.file, finding.line, finding.text),
            None => format!("{} lines tell of errors", scan.count),
        }))
    });
    run.judge("no-errors-in-logs", None, found)
}
