//! Phase 0 of a rehearsal: the clone is made, or an existing one proven to be a copy.
//!
//! Counterpart: "clone provisioning and attestation" (rows 17–23, 90). What the phase finds out
//! stands in `clone_provisioning_attestation.log` and `clone_rowcount_parity.log`; the source is
//! read only, and probed before and after the whole rehearsal.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::exact_copy::{Capture, compare_copy, positions, proven};
use super::obstacle::Obstacle;
use super::record::Stop;
use super::row_counts::{row_count_parity, row_counts_within};
use super::run::{Run, heading};
use super::seclusion::{Seclusion, wait_until_alone};
use super::targets::{DatabasePart, Lookup, Target, check_apart_from_declared, refused};
use crate::db::{
    Cell, ClientPrograms, CloneError, CloneMark, Counters, DatabaseIdentity, Environment,
    Parameters, Provisioned, Provisioner, ReadOnlySession, Replacement,
};
use crate::governance::{
    AttestationDemand, AttestationExpectation, CloneMethod, CloneSettings, DatabaseSettings,
    EvidenceKind, EvidenceLog, FailureClass, RootCause, parse_duration,
};

/// How old the attestation of a backup may be.
const BACKUP_AGE: &str = "24h";

/// What a rehearsal's clone is made of.
struct Surroundings<'a> {
    source: &'a Target,
    /// The database of the cutover, where it can be reached from here.
    production: Option<&'a Target>,
    /// Where the URL of the clone leads: to the clone, or to another database of its server.
    server: Parameters,
    /// Where `pg_dump` and `psql` are looked for.
    environment: &'a Environment,
    /// The clone as it is declared, with the way it comes about in this run.
    settings: CloneSettings,
}

/// Whether a rehearsal makes its clone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Making {
    /// As `release.toml` says.
    Declared,
    /// It is there already, from an earlier run, and is proven to be a copy.
    TakenUp,
}

/// A clone that was proven to be one, and how secluded it was then.
pub(super) struct ProvenClone {
    /// The clone.
    pub(super) target: Target,
    /// What it had counted when nobody else was in it.
    pub(super) seclusion: Seclusion,
}

/// Walks the phase and returns the clone, which was proven to be one.
///
/// `production` is the database of the cutover, where it can be reached from here; no session of
/// ours may be in the source, or it cannot be a template.
///
/// # Errors
/// A gate has failed: then there is no clone that may be used.
pub(super) fn provision(
    run: &mut Run<'_>,
    source: &Target,
    production: Option<&Target>,
    lookup: &Lookup<'_>,
    environment: &Environment,
    making: Making,
) -> Result<ProvenClone, Stop> {
    let release = run.release();
    let evidence = run.evidence(EvidenceKind::Provisioning);
    let mut log = run.log(&evidence)?;
    let title = heading("release rehearse: provisioning", &source.identity());
    run.line(&mut log, title.trim_end())?;
    let mut settings = release.clone_database.clone();
    let server = match making {
        Making::Declared => lookup(&settings.url_environment),
        Making::TakenUp => {
            settings.method = CloneMethod::Existing;
            taken_up(&settings, lookup)
        }
    };
    let steps =
        needed(run, &mut log, ("clone-provisioned", &evidence), server).and_then(|server| {
            let around = Surroundings {
                source,
                production,
                server,
                environment,
                settings,
            };
            attest(run, &mut log, &evidence, &around)
        });
    let finished = run.finish(log);
    let (clone, counts, seclusion) = steps?;
    finished?;

    let evidence = run.evidence(EvidenceKind::RowCounts);
    let parity = row_count_parity(&release.row_counts, &counts.0, &counts.1);
    let text = match &parity {
        Ok(text) => text.as_str(),
        Err(obstacle) => obstacle.detail.as_str(),
    };
    let title = heading("release rehearse: row counts", &clone.identity());
    run.write(&evidence, &format!("{title}{text}"))?;
    let tables = release.row_counts.tables.len();
    let found = parity.map(|_| format!("the row counts of {tables} table(s) agree"));
    run.judge("row-count-parity", Some(&evidence), found)?;
    Ok(ProvenClone {
        target: clone,
        seclusion,
    })
}

/// The way to a clone that an earlier run has left.
pub(super) fn taken_up(
    settings: &CloneSettings,
    lookup: &Lookup<'_>,
) -> Result<Parameters, Obstacle> {
    Ok(Parameters {
        database: settings.database.clone(),
        ..lookup(&settings.url_environment)?
    })
}

/// The rows of the named tables, in the source and in the clone.
type BothCounts = (BTreeMap<String, u64>, BTreeMap<String, u64>);

/// A clone with what is needed to prove that it is a copy.
struct Made {
    target: Target,
    /// The source in the snapshot that was copied, where there was one.
    origin: Option<Capture>,
    how: String,
}

fn attest(
    run: &mut Run<'_>,
    log: &mut EvidenceLog,
    evidence: &str,
    around: &Surroundings<'_>,
) -> Result<(Target, BothCounts, Seclusion), Stop> {
    let release = run.release();
    let settings = &around.settings;
    let tables = &release.row_counts.tables;
    let source = around.source;
    match settings.minimal_free_bytes {
        None => {
            let reason = "release.toml sets no minimal_free_bytes";
            run.line(log, &format!("disk-headroom: skipped: {reason}"))?;
            run.skip("disk-headroom", reason)?;
        }
        Some(kept) => {
            let room = headroom(around, settings, kept);
            judged(run, log, ("disk-headroom", evidence), room)?;
        }
    }

    run.progress("making the clone");
    let made = match settings.method {
        CloneMethod::Template => by_template(around, settings),
        CloneMethod::Dump => by_dump(around, settings, &release.lock_timeout, tables),
        CloneMethod::Existing => existing(around, settings),
    };
    let made = needed(run, log, ("clone-provisioned", evidence), made)?;
    run.line(log, &made.how)?;
    let apart = apart(&made.target, around, release.production.as_ref());
    judged(run, log, ("clone-not-production", evidence), apart)?;
    let identity = made.target.check_identity();
    let identity =
        identity.and_then(|text| Ok(format!("{text}; {}", made.target.check_encryption()?)));
    judged(run, log, ("clone-provisioned", evidence), identity)?;

    run.progress("comparing the clone with its source");
    let alone = alone(&made.target, run.sessions());
    let before = needed(run, log, ("clone-isolated", evidence), alone)?;
    let seclusion = Seclusion::enter(&made.target);
    let seclusion = needed(run, log, ("clone-isolated", evidence), seclusion)?;
    let both = both_captured(source, made.origin, &made.target, tables);
    let (origin, copy, proofs) = needed(run, log, ("clone-exact-copy", evidence), both)?;
    run.line(log, &proofs)?;
    let tolerated = match settings.method {
        CloneMethod::Template | CloneMethod::Dump => BTreeSet::new(),
        CloneMethod::Existing => {
            row_counts_within(&release.row_counts, &origin.counts, &copy.counts)
        }
    };
    let exact = compare_copy(&origin, &copy, &tolerated);
    judged(run, log, ("clone-exact-copy", evidence), exact)?;
    let isolated = isolated(&made.target, run.sessions(), before);
    judged(run, log, ("clone-isolated", evidence), isolated)?;
    match (&settings.no_backup, &settings.backup_attestation) {
        (Some(reason), None) => {
            run.line(log, &format!("backup-attested: skipped: {reason}"))?;
            run.skip("backup-attested", reason)?;
        }
        (_, file) => {
            let attested = backup(run, file.as_deref(), &made.target);
            judged(run, log, ("backup-attested", evidence), attested)?;
        }
    }
    Ok((made.target, (origin.counts, copy.counts), seclusion))
}

fn provisioner<'a>(
    around: &'a Surroundings<'_>,
    settings: &'a CloneSettings,
    protected: &'a [DatabaseIdentity],
) -> Provisioner<'a> {
    Provisioner {
        source: around.source.parameters(),
        server: &around.server,
        name: &settings.database,
        replacement: if settings.replace {
            Replacement::Allowed
        } else {
            Replacement::Refused
        },
        protected,
    }
}

fn protected(around: &Surroundings<'_>) -> Vec<DatabaseIdentity> {
    let production = around.production.map(|target| target.seen().clone());
    [around.source.seen().clone()]
        .into_iter()
        .chain(production)
        .collect()
}

/// Whether somebody attests a backup of the clone's environment, for this plan.
fn backup(run: &Run<'_>, file: Option<&str>, target: &Target) -> Result<String, Obstacle> {
    let refused =
        |reason: String| Obstacle::new(FailureClass::Approval, RootCause::SqlDrift, reason);
    let file = file.ok_or_else(|| {
        refused("nobody says which backup of the clone's environment there is".to_owned())
    })?;
    let demand = AttestationDemand {
        file: file.to_owned(),
        maximal_age: BACKUP_AGE.to_owned(),
    };
    let expected = AttestationExpectation {
        plan: run.plan().digest(),
        target: &target.seen().database,
        now: Timestamp::now(),
    };
    let (attestation, text) = expected
        .check("backup", &demand, run.root())
        .map_err(|error| refused(error.to_string()))?;
    Ok(format!(
        "attested by {} at {}\n{}",
        attestation.attested_by,
        attestation.at,
        text.trim_end()
    ))
}

/// Whether the disk has room for the copy and what must be left.
fn headroom(
    around: &Surroundings<'_>,
    settings: &CloneSettings,
    kept: u64,
) -> Result<String, Obstacle> {
    let protected = protected(around);
    let room = provisioner(around, settings, &protected)
        .room()
        .map_err(|error| not_made(&error))?;
    let needed = match settings.method {
        CloneMethod::Template | CloneMethod::Dump => room.source_bytes,
        CloneMethod::Existing => 0,
    };
    let Some(free) = room.free_bytes else {
        return Err(Obstacle::gate(
            "how many bytes are free on the disk of the clone's server cannot be told from here\n\
             Remedy: leave minimal_free_bytes out of release.toml, and have it attested",
        ));
    };
    if free.saturating_sub(needed) < kept {
        return Err(Obstacle::gate(format!(
            "{free} bytes are free on the disk of the clone's server; the clone takes {needed}, \
             and {kept} must be left"
        )));
    }
    Ok(format!(
        "{free} bytes free, {needed} needed by the clone, {kept} to be left"
    ))
}

fn by_template(around: &Surroundings<'_>, settings: &CloneSettings) -> Result<Made, Obstacle> {
    let protected = protected(around);
    let made = provisioner(around, settings, &protected)
        .template()
        .map_err(|error| not_made(&error))?;
    reached(settings, made, None, "")
}

fn by_dump(
    around: &Surroundings<'_>,
    settings: &CloneSettings,
    lock_timeout: &str,
    tables: &[String],
) -> Result<Made, Obstacle> {
    let connection = around.source.connect()?;
    let major = connection.server_version_number() / 10_000;
    let programs =
        ClientPrograms::find(around.environment, major).map_err(|error| not_made(&error))?;
    let mut session = ReadOnlySession::begin(connection)
        .map_err(|error| refused("cannot read the source", &error))?;
    let earlier = positions(&mut session)?;
    let protected = protected(around);
    let made = provisioner(around, settings, &protected)
        .dump(&programs, session.snapshot(), lock_timeout)
        .map_err(|error| not_made(&error))?;
    let origin = Capture::take(&mut session, tables)?.copied_since(earlier);
    let proof = proven(session, "source")?;
    let how = format!("{} of {}\n{proof}", programs.version(), made.taken_at);
    reached(
        settings,
        made,
        Some(origin),
        &format!("pg_dump and psql {how}\n"),
    )
}

fn reached(
    settings: &CloneSettings,
    made: Provisioned,
    origin: Option<Capture>,
    more: &str,
) -> Result<Made, Obstacle> {
    let size = |bytes: Option<u64>| bytes.map_or("not told".to_owned(), |bytes| bytes.to_string());
    let how = format!(
        "made by: {}\nT0: {}, log position {}\n{more}source: {} bytes; transferred: {}\nfree on the \
         disk before: {}; after: {}\na database of the name was replaced: {}",
        made.method,
        made.taken_at,
        made.position.as_deref().unwrap_or("not told"),
        made.source_bytes,
        size(made.transferred_bytes),
        size(made.free_bytes_before),
        size(made.free_bytes_after),
        if made.replaced { "yes" } else { "no" }
    );
    Ok(Made {
        target: Target::reach_by(
            DatabasePart::Clone,
            &settings.database_settings(),
            made.parameters,
        )?,
        origin,
        how,
    })
}

/// A clone that somebody else has made.
fn existing(around: &Surroundings<'_>, settings: &CloneSettings) -> Result<Made, Obstacle> {
    let parameters = around.server.clone();
    let target = Target::reach_by(
        DatabasePart::Clone,
        &settings.database_settings(),
        parameters,
    )?;
    let mut connection = target.connect()?;
    let mark = CloneMark::read(&mut connection, &target.seen().database)
        .map_err(|error| refused("cannot read the mark of the clone", &error))?;
    let taken_at = match mark {
        Some(CloneMark::Unfinished) => {
            return Err(Obstacle::gate(
                "the clone was left unfinished by a run that was broken off\nRemedy: drop it and \
                 make it anew",
            ));
        }
        Some(CloneMark::Complete { taken_at }) => Some(taken_at),
        None => None,
    };
    if let Some(allowed) = &settings.maximal_age {
        check_age(taken_at.as_deref(), allowed, Timestamp::now())?;
    }
    let taken_at = taken_at.unwrap_or_else(|| "not told by the clone".to_owned());
    Ok(Made {
        target,
        how: format!("made by: somebody else\nT0: {taken_at}"),
        origin: None,
    })
}

fn check_age(taken_at: Option<&str>, allowed: &str, now: Timestamp) -> Result<(), Obstacle> {
    let limit = parse_duration(allowed)
        .ok_or_else(|| Obstacle::gate(format!("maximal_age \"{allowed}\" is no span of time")))?;
    let moment = taken_at
        .and_then(|text| text.parse::<Timestamp>().ok())
        .ok_or_else(|| {
            Obstacle::gate(
                "how old the clone is cannot be told: it does not bear the mark of this program\n\
                 Remedy: make it with `method = \"dump\"` or \"template\", or leave maximal_age out",
            )
        })?;
    let age = now.duration_since(moment);
    if age < SignedDuration::ZERO || age > limit {
        return Err(Obstacle::gate(format!(
            "the clone was taken at {moment}, {} s ago; {allowed} are allowed\nRemedy: make it anew",
            age.as_secs()
        )));
    }
    Ok(())
}

/// Whether the clone is neither the source nor production, whatever their names.
fn apart(
    target: &Target,
    around: &Surroundings<'_>,
    declared: Option<&DatabaseSettings>,
) -> Result<String, Obstacle> {
    let mut others = vec![around.source];
    others.extend(around.production);
    let text = target.check_apart_from(&others)?;
    match (around.production, declared) {
        (None, Some(declared)) => Ok(format!(
            "{text}; {}",
            check_apart_from_declared(target, declared)?
        )),
        (Some(_), _) | (None, None) => Ok(text),
    }
}

/// Both sides, each in a transaction that has proven to read only; the source only where it was
/// not captured with the copy.
fn both_captured(
    source: &Target,
    origin: Option<Capture>,
    target: &Target,
    tables: &[String],
) -> Result<(Capture, Capture, String), Obstacle> {
    let capture = |target: &Target| -> Result<(Capture, String), Obstacle> {
        let mut session = ReadOnlySession::begin(target.connect()?)
            .map_err(|error| refused(format!("cannot read the {}", target.part()), &error))?;
        let capture = Capture::take(&mut session, tables)?;
        Ok((capture, proven(session, &target.part().to_string())?))
    };
    let (copy, mut proofs) = capture(target)?;
    let origin = if let Some(origin) = origin {
        origin
    } else {
        let (origin, proof) = capture(source)?;
        proofs = format!("{proof}\n{proofs}");
        origin
    };
    Ok((origin, copy, proofs))
}

/// Goes on with what was found, or writes down what is in the way and fails the gate.
fn needed<Found>(
    run: &mut Run<'_>,
    log: &mut EvidenceLog,
    (gate, evidence): (&str, &str),
    found: Result<Found, Obstacle>,
) -> Result<Found, Stop> {
    if let Err(obstacle) = &found {
        run.line(log, &format!("{gate}: FAILED: {obstacle}"))?;
    }
    run.expect(gate, Some(evidence), found)
}

/// Writes down what was found at a gate, and judges it.
fn judged(
    run: &mut Run<'_>,
    log: &mut EvidenceLog,
    (gate, evidence): (&str, &str),
    found: Result<String, Obstacle>,
) -> Result<(), Stop> {
    let text = needed(run, log, (gate, evidence), found)?;
    run.line(log, &format!("{gate}: {}", text.trim_end()))?;
    run.judge(gate, Some(evidence), Ok(text))
}

/// Waits until nobody but us is in the clone, and reads its counters.
fn alone(target: &Target, own: &[i32]) -> Result<Counters, Obstacle> {
    let mut connection = target.connect()?;
    wait_until_alone(&mut connection, own)?;
    Counters::read(&mut connection)
        .map_err(|error| refused("cannot see who is in the clone", &error))
}

/// Whether nobody has been in the clone while it was compared.
fn isolated(target: &Target, own: &[i32], before: Counters) -> Result<String, Obstacle> {
    let after = alone(target, own)?;
    if after.counts_other_rows_than(&before) {
        return Err(Obstacle::gate(format!(
            "the clone is not isolated: rows were written while nobody but us was to be in it\n\
             before: {before}\nafter:  {after}"
        )));
    }
    let mut connection = target.connect()?;
    let public = connection
        .query(
            "SELECT (SELECT count(*) FROM pg_catalog.aclexplode(COALESCE(datacl,
                        pg_catalog.acldefault('d', datdba))) a
                      WHERE a.grantee = 0 AND a.privilege_type = 'CONNECT')
               FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()",
        )
        .map_err(|error| refused("cannot see who may enter the clone", &error))?;
    let public = match public.single().and_then(Cell::as_integer) {
        Some(0) => "revoked",
        Some(_) => "granted",
        None => "not told",
    };
    Ok(format!(
        "no other session is in the clone; CONNECT for PUBLIC: {public}\nbefore: {before}\nafter:  \
         {after}"
    ))
}

/// What kept a clone from being made or dropped, with the class and the cause it has.
pub(super) fn not_made(error: &CloneError) -> Obstacle {
    let attempted = "the clone cannot be made or dropped";
    if let Some(database) = error.database_error() {
        let mut obstacle = refused(attempted, database);
        obstacle.detail = format!("{attempted}: {error}");
        return obstacle;
    }
    let (class, root_cause) = match error {
        CloneError::Locked { .. } | CloneError::Busy { .. } => (
            FailureClass::LockOrTimeout,
            RootCause::LockTimeoutOrDeadlock,
        ),
        CloneError::Identity(_) => (FailureClass::Gate, RootCause::Authentication),
        CloneError::Program { .. }
        | CloneError::NoPrograms { .. }
        | CloneError::ManyHosts { .. } => (FailureClass::Gate, RootCause::Connection),
        CloneError::Database(_)
        | CloneError::Exists { .. }
        | CloneError::IsSource { .. }
        | CloneError::IsProtected { .. }
        | CloneError::OtherServer { .. }
        | CloneError::Failed { .. }
        | CloneError::LeftBehind { .. }
        | CloneError::Unreadable(_) => (FailureClass::Gate, RootCause::SqlDrift),
    };
    Obstacle::new(class, root_cause, format!("{attempted}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::check_age;

    #[test]
    fn a_clone_that_is_too_old_or_does_not_tell_is_refused() {
        let now = "2026-03-01T12:00:00Z".parse().expect("a moment");
        for (taken_at, allowed, holds) in [
            (Some("2026-03-01T11:00:00.5Z"), "1h", true),
            (Some("2026-03-01T10:59:59Z"), "1h", false),
            (Some("2026-03-01T12:00:01Z"), "1h", false),
            (Some("yesterday"), "1h", false),
            (None, "1h", false),
            (Some("2026-03-01T11:00:00.5Z"), "soon", false),
        ] {
            let found = check_age(taken_at, allowed, now);
            assert_eq!(found.is_ok(), holds, "{taken_at:?} {allowed}: {found:?}");
        }
    }
}
