//! What every command of a release begins with: the project, `release.toml`, the program's own
//! identity, and the plan that they make now.

use std::path::{Path, PathBuf};

use crate::cli::ReleaseOptions;
use crate::commands::decision::Decision;
use crate::commands::environment::learn;
use crate::commands::error::CommandError;
use crate::commands::evaluation::Evaluation;
use crate::commands::invocation::Invocation;
use crate::commands::project::Project;
use crate::commands::report::Report;
use crate::config::program_file;
use crate::gate::{Checkout, Departure, GateError};
use crate::governance::{
    Digest, FailureClass, PlanError, ReleaseFile, ReleaseFileError, ReleasePlan, ToolIdentity,
};
use crate::host::environment::EnvironmentMode;
use crate::release::{
    Objection, PlanningError, PlanningRequest, ReleaseSource, draft_release_plan, make_release_plan,
};
use crate::runtime::{MigrationContext, TransactionMode};
use crate::script::ScriptDirectory;

/// The name of the release file where the command line has none.
const RELEASE_FILE: &str = "release.toml";

/// A release, ready to be planned.
pub(super) struct Prepared {
    /// The project.
    pub(super) project: Project,
    /// Its revisions.
    pub(super) scripts: ScriptDirectory,
    /// What `env.py` decides; every run is one transaction.
    pub(super) decision: Decision,
    /// The way to evaluate revisions.
    pub(super) evaluation: Evaluation,
    /// `release.toml`.
    pub(super) path: PathBuf,
    /// The folder it lies in.
    pub(super) folder: PathBuf,
    /// What it says.
    pub(super) release: ReleaseFile,
    /// The digest of its bytes.
    pub(super) digest: Digest,
    /// This program.
    pub(super) tool: ToolIdentity,
    /// The commit that is checked out; nothing outside of a repository.
    pub(super) checkout: Option<Checkout>,
}

impl Prepared {
    /// Reads everything; no database is asked.
    pub(super) fn open(
        invocation: &Invocation,
        options: &ReleaseOptions,
    ) -> Result<Self, CommandError> {
        let project = Project::open(invocation)?;
        let path = match &options.release {
            Some(path) => path.clone(),
            None => beside(project.config.config_file_name()),
        };
        let (release, digest) = ReleaseFile::read(&path)?;
        let folder = folder_of(&path);
        let scripts = project.scripts()?;
        let mut decision = learn(invocation, &project, EnvironmentMode::Online, None)
            .or_else(|_| learn(invocation, &project, EnvironmentMode::Offline, None))?;
        // What a gate stops is undone as a whole, whatever env.py would do.
        decision.options.transaction_mode = TransactionMode::WholeRun;
        let evaluation = Evaluation::new(invocation, &project, &decision)?;
        let checkout = match Checkout::around(&folder) {
            Ok(checkout) => Some(checkout),
            Err(GateError::NoRepository { .. } | GateError::NothingCommitted(_)) => None,
            Err(GateError::NoGit(_)) => None,
            Err(error) => return Err(error.into()),
        };
        Ok(Self {
            project,
            scripts,
            decision,
            evaluation,
            path,
            folder,
            release,
            digest,
            tool: tool()?,
            checkout,
        })
    }

    /// The plan, with what there is to object to.
    pub(super) fn draft(&self) -> Result<(ReleasePlan, Vec<Objection>), CommandError> {
        self.with_request(draft_release_plan)
    }

    /// The plan; what there is to object to is an error.
    pub(super) fn plan(&self) -> Result<ReleasePlan, CommandError> {
        self.with_request(make_release_plan)
    }

    /// The plan, for a gate to judge why there is none.
    pub(super) fn try_plan(&self) -> Result<ReleasePlan, PlanningError> {
        self.ask(make_release_plan)
    }

    /// The plan that a file holds, which must be the one that the files make now.
    pub(super) fn same_plan(&self, path: &Path) -> Result<ReleasePlan, CommandError> {
        let written = ReleasePlan::read(path)?;
        let now = self.plan()?;
        match written.difference(&now) {
            None => Ok(written),
            Some(difference) => Err(failed(
                FailureClass::Gate,
                Report::new(format!(
                    "{} is not the plan that the files make now: {difference}",
                    path.display()
                ))
                .with_help(
                    "Check out what was approved and run it with the program that made the plan, \
                     or make a new plan and have it approved.",
                ),
            )),
        }
    }

    /// The files of the release that are not as they were committed.
    pub(super) fn departures(&self, plan: &ReleasePlan) -> Result<Vec<Departure>, CommandError> {
        let Some(checkout) = &self.checkout else {
            return Ok(Vec::new());
        };
        let location = self.project.script_location();
        let map = self.scripts.map();
        let revisions = map.indices().map(|index| self.scripts.script(index).path());
        let mut files: Vec<PathBuf> = revisions.map(Path::to_owned).collect();
        files.push(self.path.clone());
        files.push(location.directory.join("env.py"));
        files.extend(plan.files.iter().map(|(name, _)| self.folder.join(name)));
        Ok(checkout.departures(&files, &location.folders())?)
    }

    /// Hands out all that a plan is made of.
    fn with_request<T>(
        &self,
        work: impl FnOnce(&PlanningRequest<'_>) -> Result<T, PlanningError>,
    ) -> Result<T, CommandError> {
        Ok(self.ask(work)?)
    }

    fn ask<T>(
        &self,
        work: impl FnOnce(&PlanningRequest<'_>) -> Result<T, PlanningError>,
    ) -> Result<T, PlanningError> {
        let evaluation = &self.evaluation;
        let make_interpreter = |sink, print| evaluation.interpreter(sink, print);
        let options = &self.decision.options;
        let context = MigrationContext::new(&self.scripts, options.clone(), &make_interpreter);
        let request = PlanningRequest {
            scripts: &self.scripts,
            script_location: &self.project.settings.script_location,
            context: &context,
            options,
            before: &self.decision.before,
            after: &self.decision.after,
            source: ReleaseSource {
                folder: &self.folder,
                release: &self.release,
                digest: self.digest,
                configuration: self.project.configuration_files(),
            },
            tool: self.tool.clone(),
            commit: self
                .checkout
                .as_ref()
                .map(|checkout| checkout.commit().to_owned()),
        };
        work(&request)
    }
}

/// This program, by its version and its bytes.
pub(super) fn tool() -> Result<ToolIdentity, CommandError> {
    let sha256 = program_file()
        .and_then(|path| Digest::of_file(&path))
        .map_err(|error| {
            CommandError::unexpected(Report::new(format!(
                "this program cannot read its own file, which a release records: {error}"
            )))
        })?;
    Ok(ToolIdentity {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        sha256,
    })
}

/// The release file beside the configuration's.
fn beside(configuration: &Path) -> PathBuf {
    configuration.with_file_name(RELEASE_FILE)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        Some(_) | None => PathBuf::from("."),
    }
}

/// An error with the status of a kind of failure.
pub(super) fn failed(class: FailureClass, report: Report) -> CommandError {
    CommandError::exited(class.exit_status(), report)
}

impl From<ReleaseFileError> for CommandError {
    fn from(error: ReleaseFileError) -> Self {
        let mut reports = error.faults().iter().map(|fault| {
            let report = Report::new(fault.message.clone()).with_help(fault.remedy.clone());
            match error.excerpt(fault) {
                Some(origin) => report.at(&origin, "here"),
                None => report,
            }
        });
        let report = match (reports.next(), error.faults().len()) {
            (Some(report), 1) if error.excerpt(&error.faults()[0]).is_some() => report,
            (Some(first), _) => std::iter::once(first)
                .chain(reports)
                .fold(Report::new(error.to_string()), Report::with_related),
            (None, _) => Report::new(error.to_string()),
        };
        Self::unexpected(report)
    }
}

impl From<PlanError> for CommandError {
    fn from(error: PlanError) -> Self {
        let report = Report::new(error.to_string());
        failed(
            FailureClass::Gate,
            report.with_help(
                "Make the plan anew with 'release plan --output', and have it approved.",
            ),
        )
    }
}

impl From<PlanningError> for CommandError {
    fn from(error: PlanningError) -> Self {
        let class = error.class();
        let help = error.help();
        let report = match error {
            PlanningError::Script(error) => return Self::from(error),
            PlanningError::Runtime(error) => return Self::from(error),
            PlanningError::Objections(objections) => return failed(class, objected(&objections)),
            error => Report::new(error.to_string()),
        };
        failed(
            class,
            match help {
                Some(help) => report.with_help(help),
                None => report,
            },
        )
    }
}

/// What there is to object to, each with its remedy.
pub(super) fn objected(objections: &[Objection]) -> Report {
    objections.iter().fold(
        Report::new("the plan has what a release must not have"),
        |report, objection| {
            let one = Report::new(objection.to_string());
            report.with_related(one.with_help(objection.remedy.clone()))
        },
    )
}
