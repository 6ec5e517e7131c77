//! The executor's tiers, after the upgrade: approved files, classes, clone-only deltas, tier by tier.
//!
//! Counterpart: "canonical tiers in `99_run_all` order with exactly two clone-only deltas" of the
//! executor rehearsal, and the mutation boundary of the rollback design.

use crate::governance::{
    Digest, EvidenceKind, EvidenceLog, Flow, Phase, ReleaseFile, StatementClass, Tier,
};
use crate::snapshot::{Difference, Explanation, compare};

use super::before_state::BeforeState;
use super::obstacle::Obstacle;
use super::planning::class_of;
use super::proof;
use super::record::Stop;
use super::run::{Run, heading};
use super::targets::Target;
use super::tier::{
    ExecutedStatement, Package, RollbackTrigger, TierRun, TierStatement, TierWatch, apply_tier,
    clone_variant, counterparts,
};
use super::transcript::Transcript;

/// What reports show, and explanations write, for what is not there.
const NOTHING: &str = "nothing";

/// Walks the phase on `target`; nothing where the release has no tiers.
///
/// # Errors
/// A gate has failed: the classes of the statements, the deltas, or a tier.
pub(super) fn tiers(run: &mut Run<'_>, target: &Target, before: &BeforeState) -> Result<(), Stop> {
    let release = run.release();
    if release.tiers.is_empty() {
        return Ok(());
    }
    let evidence = run.evidence(EvidenceKind::Tiers);
    let mut log = run.log(&evidence)?;
    let title = heading("release: tiers", &target.identity());
    run.line(&mut log, title.trim_end())?;
    let gate = format!("tier-{}", release.tiers[0].name);
    let structure = proof::structure(run, &gate, target)?;
    let outcome = walk(run, target, before, &evidence, &mut log);
    run.finish(log)?;
    outcome?;
    let last = release.tiers.last().map_or("", |tier| tier.name.as_str());
    let made = proof::structure(run, &format!("tier-{last}"), target)?;
    let differences = compare(&structure, &made).into_iter();
    // The verification knows what the migrations make; this is what the approved tiers have made
    // besides, under the gates of their objects and probes.
    run.explain_by_tiers(differences.map(by_tiers).collect());
    Ok(())
}

fn by_tiers(difference: Difference) -> Explanation {
    Explanation {
        object: difference.object,
        found: Some(difference.found.unwrap_or(NOTHING.to_owned())),
        reason: "made by the tiers".to_owned(),
    }
}

fn walk(
    run: &mut Run<'_>,
    target: &Target,
    before: &BeforeState,
    evidence: &str,
    log: &mut EvidenceLog,
) -> Result<(), Stop> {
    let release = run.release();
    let approved = approved_package(run);
    let approved = run.expect("statement-classes", Some(evidence), approved)?;
    let classes = check_classes(release, &approved);
    run.judge("statement-classes", Some(evidence), classes)?;
    let package = match run.flow() {
        Flow::Rehearsal => judge_deltas(run, &approved, evidence, log)?,
        Flow::Cutover | Flow::Rollback => approved.clone(),
    };
    let mut transcript = Transcript::of(run);
    for tier in &release.tiers {
        let gate = format!("tier-{}", tier.name);
        run.progress(&format!("tier {}", tier.name));
        let sent = statements_of(&approved, &package, tier);
        let (statements, identities) = run.expect(&gate, Some(evidence), sent)?;
        let mut connection = run.session(&gate, target)?;
        let mut watch = Watch {
            tier: &tier.name,
            transcript: &mut transcript,
            identities: &identities,
            integrity: &mut || approved_package(run).map(drop),
            lost: None,
        };
        let uncaptured = before.uncaptured_tables();
        let outcome = apply_tier(
            &mut connection,
            TierRun {
                tier,
                statements: &statements,
                probes: &release.probes,
                uncaptured: &uncaptured,
            },
            &mut watch,
        );
        let lost = watch.lost.take();
        drop(connection);
        if let Some(stop) = lost {
            return Err(stop);
        }
        run.line(log, outcome.text.trim_end())?;
        let found = match outcome.result {
            Ok(()) => Ok(last_line(&outcome.text)),
            Err(obstacle) => Err(obstacle),
        };
        run.judge(&gate, Some(evidence), found)?;
        run.add_tier_statements(statements.into_iter().map(|statement| statement.text));
    }
    Ok(())
}

/// The files of the tiers, which must be those of the plan.
fn approved_package(run: &Run<'_>) -> Result<Package, Obstacle> {
    let altered = |error: super::tier::PackageError| {
        RollbackTrigger::IntegrityMismatch.on(Obstacle::gate(error.to_string()))
    };
    let package = Package::read(run.root(), &run.release().tiers).map_err(altered)?;
    package.check_pins(&run.plan().files).map_err(altered)?;
    Ok(package)
}

/// Demands of a data package that its statements only insert and read, unless one is justified.
fn check_classes(release: &ReleaseFile, package: &Package) -> Result<String, Obstacle> {
    let mut total = 0;
    let mut justified = 0;
    for tier in &release.tiers {
        let statements = package
            .statements(tier)
            .map_err(|error| Obstacle::gate(error.to_string()))?;
        for statement in statements {
            total += 1;
            let is_plain = match class_of(&statement.text) {
                StatementClass::Query | StatementClass::Insert | StatementClass::Session => true,
                StatementClass::Upsert
                | StatementClass::Update
                | StatementClass::Delete
                | StatementClass::Definition
                | StatementClass::Privilege
                | StatementClass::Unknown => false,
            };
            if is_plain || !release.data_only {
                continue;
            }
            let digest = statement.digest();
            let reason = release
                .justifications
                .iter()
                .find(|justification| justification.sha256 == digest);
            match reason {
                Some(justification) if !justification.reason.trim().is_empty() => justified += 1,
                Some(_) | None => return Err(unjustified(&statement, digest)),
            }
        }
    }
    Ok(format!(
        "{total} statements; {}",
        if release.data_only {
            format!("a data package: plain INSERTs and queries, {justified} others justified")
        } else {
            "not a data package: every class is allowed".to_owned()
        }
    ))
}

fn unjustified(statement: &TierStatement, digest: Digest) -> Obstacle {
    Obstacle::gate(format!(
        "{}, line {}: a data package only inserts rows, and this statement does something else; \
         if it has to be so, say why in release.toml: [[justified]] sha256 = \"{digest}\"",
        statement.file, statement.line
    ))
    .with_fact("file", statement.file.clone())
    .with_fact("line", statement.line.to_string())
}

/// The clone's copies of the files.
fn judge_deltas(
    run: &mut Run<'_>,
    approved: &Package,
    evidence: &str,
    log: &mut EvidenceLog,
) -> Result<Package, Stop> {
    let release = run.release();
    let clone = &release.clone_database.database;
    let production = release.production.as_ref();
    let forbidden: Vec<&str> = std::iter::once(&release.source.database)
        .chain(production.map(|settings| &settings.database))
        .filter(|database| *database != clone)
        .map(String::as_str)
        .collect();
    let made = clone_variant(approved, &release.clone_deltas, &forbidden);
    let variant = run.expect("clone-deltas", Some(evidence), made)?;
    run.line(log, variant.text.trim_end())?;
    let sentence = format!(
        "{} declared deltas and no other difference; no bare guard for {} is left",
        release.clone_deltas.len(),
        forbidden.join(" or ")
    );
    run.judge("clone-deltas", Some(evidence), Ok(sentence))?;
    Ok(variant.package)
}

/// The statements that are sent, and which approved one each of them stands for.
fn statements_of(
    approved: &Package,
    package: &Package,
    tier: &Tier,
) -> Result<(Vec<TierStatement>, Vec<Option<String>>), Obstacle> {
    let read = |package: &Package| {
        package
            .statements(tier)
            .map_err(|error| Obstacle::gate(error.to_string()))
    };
    let (approved, sent) = (read(approved)?, read(package)?);
    let identities = counterparts(&approved, &sent)?;
    Ok((sent, identities))
}

fn last_line(text: &str) -> String {
    text.lines().last().unwrap_or_default().to_owned()
}

/// Writes each statement into the transcript, by the approved statement it stands for.
struct Watch<'a> {
    tier: &'a str,
    transcript: &'a mut Transcript,
    identities: &'a [Option<String>],
    integrity: &'a mut dyn FnMut() -> Result<(), Obstacle>,
    /// The ledger could not be written.
    lost: Option<Stop>,
}

/// The step of a statement that a clone delta has added, which a cutover does not repeat.
pub(super) const ADDED_FOR_THE_CLONE: &str = "clone delta";

impl Watch<'_> {
    fn identity<'b>(&'b self, number: usize, sent: &'b TierStatement) -> (&'b str, &'b str) {
        match self.identities.get(number - 1) {
            Some(Some(approved)) => (self.tier, approved),
            Some(None) | None => (ADDED_FOR_THE_CLONE, &sent.text),
        }
    }
}

impl TierWatch for Watch<'_> {
    fn before(&mut self, number: usize, statement: &TierStatement) -> Result<(), Obstacle> {
        let (step, text) = self.identity(number, statement);
        self.transcript.allow(step, text)
    }

    fn after(&mut self, executed: &ExecutedStatement<'_>) -> Result<(), Obstacle> {
        let (step, text) = self.identity(executed.number, executed.statement);
        let (step, text) = (step.to_owned(), text.to_owned());
        let sqlstate = executed.sqlstate.as_deref();
        let kept = self
            .transcript
            .executed(&step, &text, executed.rows, sqlstate);
        kept.map_err(|stop| {
            self.lost = Some(stop);
            Obstacle::gate("the ledger cannot be written; the tier is rolled back")
        })
    }

    fn integrity(&mut self) -> Result<(), Obstacle> {
        (self.integrity)()
    }
}

/// Whether an entry of a rehearsal's transcript is one that a cutover repeats.
pub(super) fn is_repeated(phase: Phase, step: &str) -> bool {
    phase != Phase::Tiers || step != ADDED_FOR_THE_CLONE
}
