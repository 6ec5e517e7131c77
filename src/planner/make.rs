//! Makes a plan: the walk of an upgrade, with nobody on the other end.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use super::bookkeeping::{RowChange, VersionColumn};
use super::plan::{Completeness, Plan, PlannedStep, Start};
use super::reason::reasons;
use super::source_review::review;
use super::watcher::{Phase, Watcher};
use crate::ddl::Target;
use crate::findings::{Allowances, Finding, Place, Rule, Severity};
use crate::python::{ErrorKind, PythonError};
use crate::runtime::{
    ColumnWidth, ContextOptions, HeadMaintainer, MigrationContext, MigrationStep, Observation,
    RuntimeError, StepCheck, TransactionMode, VersionWidth,
};
use crate::safety::{DatabaseFacts, Examiner, Model, RelationName, Step};
use crate::schema::Name;
use crate::script::{
    ErrorContext, Lineage, RevisionId, RevisionIndex, RevisionMap, ScriptDirectory,
};
use crate::source::SourceFile;

/// What is known of the database.
#[derive(Debug)]
pub enum Knowledge {
    /// It was asked.
    Database {
        /// What it says of its tables.
        facts: Box<DatabaseFacts>,
        /// The width of the version column; `None` where there is no version table.
        version_width: Option<ColumnWidth>,
    },
    /// Only what the history before the start has made.
    History,
}

/// What a plan is asked for.
pub struct PlanRequest<'a> {
    /// The revisions.
    pub scripts: &'a ScriptDirectory,
    /// The way to evaluate them.
    pub context: &'a MigrationContext<'a>,
    /// What `env.py` configures.
    pub options: &'a ContextOptions,
    /// What `env.py` executes before the run.
    pub before: &'a [String],
    /// Where the plan begins.
    pub start: Start,
    /// Where it leads.
    pub destination: &'a str,
    /// What is known of the database.
    pub knowledge: Knowledge,
    /// What the configuration accepts.
    pub allowances: Allowances,
}

/// Makes the plan.
///
/// # Errors
///
/// A start or a destination that the graph does not have, and rows that do not fit it. What is
/// wrong with a single revision is part of the plan.
pub fn make_plan(request: PlanRequest<'_>) -> Result<Plan, RuntimeError> {
    let map = request.scripts.map();
    let steps = map.upgrade_steps(request.destination, request.start.rows())?;
    let mut findings = Vec::new();
    let mut allowances = request.allowances;
    let mut sources = HashMap::new();
    for index in &steps {
        let script = request.scripts.script(*index);
        // A file that went away meanwhile is an error of its evaluation.
        let bytes = std::fs::read(script.path()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let source = Arc::new(SourceFile::new(script.path(), text));
        allowances.read(&source);
        findings.extend(review(&source, script.id()));
        sources.insert(script.path().to_owned(), source);
    }

    let options = request.options;
    let statements = options.version_table.statements(Target::Server)?;
    let (model, version_width, lock_timeout) = match &request.knowledge {
        Knowledge::Database {
            facts,
            version_width,
        } => (
            Model::of_database(facts),
            version_width.clone(),
            facts.lock_timeout,
        ),
        Knowledge::History => (Model::empty(), None, 0),
    };
    let has_version_table = version_width.is_some();
    let watcher = Rc::new(RefCell::new(Watcher {
        examiner: Examiner::new(model, lock_timeout),
        phase: Phase::History,
        judged: Vec::new(),
    }));
    if matches!(request.knowledge, Knowledge::History) {
        if !request.start.rows().is_empty() {
            let create = statements.create(VersionWidth::ALEMBIC.characters());
            watcher.borrow_mut().examiner.replay(&create);
        }
        replay_history(request.context, map, request.start.rows(), &watcher)?;
    }
    {
        let mut watcher = watcher.borrow_mut();
        watcher.phase = Phase::Plan;
        watcher.examiner.begin_plan();
        for statement in request.before {
            watcher.examiner.setting(statement);
        }
    }

    let identifiers = map.indices().map(|index| map.id(index).as_str());
    let mut column = VersionColumn::new(
        statements,
        VersionWidth::for_identifiers(identifiers),
        version_width,
    );
    let rows = request.start.rows();
    let before = if rows.is_empty() && !has_version_table && !steps.is_empty() {
        let create = column.create();
        watcher.borrow_mut().examiner.replay(&create.sql);
        vec![create]
    } else {
        Vec::new()
    };
    let whole_run = options.transaction_mode == TransactionMode::WholeRun;
    if whole_run {
        watcher.borrow_mut().examiner.begin();
    }
    for statement in &options.transaction_setup {
        watcher.borrow_mut().examiner.setting(statement);
    }

    let planned: HashSet<RevisionIndex> = steps.iter().copied().collect();
    let mut maintainer = HeadMaintainer::new(rows.iter().cloned());
    let observer: Rc<RefCell<dyn crate::runtime::sinks::Observer>> = watcher.clone();
    let mut observation = Observation::new(request.context, observer);
    let mut planned_steps = Vec::with_capacity(steps.len());
    for (position, index) in steps.iter().enumerate() {
        let number = position + 1;
        let id = map.id(*index).clone();
        {
            let examiner = &mut watcher.borrow_mut().examiner;
            if !whole_run {
                examiner.begin();
            }
            examiner.begin_step(Step {
                number,
                revision: id.to_string(),
            });
        }
        let completeness = completeness(observation.step(*index));
        findings.extend(of_completeness(&completeness, &id));
        let statements = {
            let mut watcher = watcher.borrow_mut();
            if completeness != Completeness::Complete {
                watcher.examiner.replay_unknown();
            }
            if !whole_run {
                watcher.examiner.commit();
            }
            std::mem::take(&mut watcher.judged)
        };
        let mut bookkeeping = Vec::new();
        column.found(version_width_now(&watcher.borrow().examiner, options));
        for write in maintainer.update_to_step(&MigrationStep::Upgrade(*index), map)? {
            bookkeeping.extend(column.write(write));
        }
        let widens = |change: &RowChange| matches!(change, RowChange::Widen { .. });
        let script = request.scripts.script(*index);
        if bookkeeping.iter().any(|entry| widens(&entry.change)) {
            findings.push(too_long(&id, script.path()));
        }
        planned_steps.push(PlannedStep {
            number,
            down_revisions: script.revision().down_revisions.clone(),
            depends_on: script.revision().dependencies.clone(),
            branch_labels: script.revision().branch_labels.clone(),
            title: script
                .doc()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            path: script.path().to_owned(),
            reasons: reasons(map, *index, &planned),
            statements,
            completeness,
            bookkeeping,
            revision: id,
        });
    }
    drop(observation);
    let examiner = {
        let mut watcher = watcher.borrow_mut();
        std::mem::replace(&mut watcher.examiner, Examiner::new(Model::unknown(), 0))
    };
    let (transactions, judged) = examiner.finish();
    findings.extend(judged);
    Ok(Plan {
        start: request.start,
        destination: request.destination.to_owned(),
        version_table: version_table_name(options),
        transaction_mode: options.transaction_mode,
        setup: options.transaction_setup.clone(),
        before,
        steps: planned_steps,
        transactions,
        heads: maintainer.heads().to_vec(),
        findings,
        allowances,
        sources,
    })
}

/// The width the version column has by now, as far as that is known.
fn version_width_now(examiner: &Examiner, options: &ContextOptions) -> Option<ColumnWidth> {
    let reference = &options.version_table.reference;
    let schema = reference.schema.as_ref().map(Name::text);
    let table = examiner.named(schema, reference.name.text());
    Some(match examiner.model().text_length(&table, "version_num")? {
        Some(characters) => ColumnWidth::Limited(VersionWidth::new(characters)),
        None => ColumnWidth::Unlimited,
    })
}

/// The name of the version table, with its schema where one is given.
fn version_table_name(options: &ContextOptions) -> String {
    let reference = &options.version_table.reference;
    let schema = reference.schema.as_ref().map(Name::text);
    RelationName::qualified(schema, reference.name.text(), "").to_string()
}

/// Evaluates what was applied before, to learn which tables there are.
fn replay_history(
    context: &MigrationContext<'_>,
    map: &RevisionMap,
    rows: &[RevisionId],
    watcher: &Rc<RefCell<Watcher>>,
) -> Result<(), RuntimeError> {
    if rows.is_empty() {
        return Ok(());
    }
    let current = map
        .all_current(rows)
        .map_err(|fact| ErrorContext::default().tell(fact))?;
    let applied = map.ancestors(&current, Lineage::WithDependencies);
    let observer: Rc<RefCell<dyn crate::runtime::sinks::Observer>> = watcher.clone();
    let mut observation = Observation::new(context, observer);
    for index in map.upgrade_steps("heads", &[])? {
        if !applied.contains(index) {
            continue;
        }
        match observation.step(index) {
            StepCheck::Complete => {}
            StepCheck::NeedsDatabase(_) | StepCheck::Refused(_) => {
                watcher.borrow_mut().examiner.replay_unknown();
            }
        }
    }
    Ok(())
}

fn completeness(check: StepCheck) -> Completeness {
    match check {
        StepCheck::Complete => Completeness::Complete,
        StepCheck::NeedsDatabase(error) => Completeness::NeedsDatabase {
            reason: asked(&error),
            place: error.origin().map(Place::from),
        },
        StepCheck::Refused(error) => Completeness::Refused {
            place: place_of(&error),
            reason: match &error {
                RuntimeError::Evaluation { source, .. } => source.to_string(),
                error => error.to_string(),
            },
        },
    }
}

fn asked(error: &PythonError) -> String {
    match error.kind() {
        // The place stands beside it; a query in the same file is told by its line.
        ErrorKind::NeedsDatabase { what } => match error.origin() {
            Some(origin) => {
                let path = origin.file.path().display().to_string();
                what.replace(&format!("{path}:"), "line ")
            }
            None => what.clone(),
        },
        ErrorKind::Exception(_)
        | ErrorKind::Unsupported { .. }
        | ErrorKind::OpaqueUse { .. }
        | ErrorKind::Syntax { .. }
        | ErrorKind::Budget { .. }
        | ErrorKind::Host(_) => error.to_string(),
    }
}

fn place_of(error: &RuntimeError) -> Option<Place> {
    match error {
        RuntimeError::Evaluation { source, path, .. } => Some(
            source
                .origin()
                .map_or_else(|| Place::file(path.clone()), Place::from),
        ),
        RuntimeError::Compilation { origin, .. } | RuntimeError::Answer { origin, .. } => {
            Some(Place::from(origin))
        }
        _ => None,
    }
}

/// AL017.
fn of_completeness(completeness: &Completeness, revision: &RevisionId) -> Option<Finding> {
    let Completeness::NeedsDatabase { reason, place } = completeness else {
        return None;
    };
    let mut finding = Finding::new(
        Rule::ReadsTheDatabase,
        format!("from here on only the database can tell: {reason}"),
    )
    .in_revision(revision.to_string())
    .with_help("Write what has to be done, or do it in SQL, where that is possible.");
    if let Some(place) = place {
        finding = finding.at(place.clone());
    }
    Some(finding)
}

/// AL020, which weighs little here because the column is widened.
fn too_long(id: &RevisionId, path: &std::path::Path) -> Finding {
    Finding::new(
        Rule::RevisionIdTooLong,
        format!(
            "the id {id} has {} characters; the version column is widened for it, which Alembic \
             does not do",
            id.as_str().chars().count()
        ),
    )
    .of_kind("widened")
    .weighing(Severity::Note)
    .in_revision(id.to_string())
    .at(Place::file(path))
}
