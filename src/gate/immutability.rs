//! History is immutable: what was merged before is not changed, moved or taken away.
//!
//! A database that ran a revision never sees what is written into it later. How much an edit weighs
//! depends on what it changed: what `upgrade()` does or where the revision stands is an error; what
//! no upgrade ever executes is a warning; looks are a note.

use std::collections::HashMap;
use std::path::Path;

use super::sides::{Merge, Touched};
use crate::findings::{Finding, Place, Rule, Severity};
use crate::script::{Change, SurveyedFile, changes};

/// The files after the merge by the ids of their revisions.
type ById<'merge> = HashMap<&'merge str, &'merge SurveyedFile>;

/// What the merge does to files that are on the base.
pub(super) fn history_findings(merge: &Merge) -> Vec<Finding> {
    let by_id: ById<'_> = merge
        .survey
        .files
        .iter()
        .filter_map(|file| Some((file.revision.as_ref()?.id.as_str(), file)))
        .collect();
    let mut findings: Vec<Finding> = merge
        .touched
        .iter()
        .map(|touched| match &touched.after {
            Some(after) => edited(&touched.before, after, merge),
            None => moved_or_gone(touched, &by_id, merge),
        })
        .collect();
    findings.extend(merge.conflicts.iter().map(|path| conflict(path, merge)));
    findings.extend(merge.ignored.iter().map(|path| {
        Finding::new(
            Rule::Topology,
            "git ignores this file: it is loaded here and nowhere else",
        )
        .of_kind("ignored-by-git")
        .weighing(Severity::Warning)
        .at(Place::file(path))
    }));
    if merge.on_base == 0 && !merge.survey.files.is_empty() {
        let message = format!(
            "{} has no revision file in these version locations: there is nothing to compare with",
            merge.reference
        );
        findings.push(
            Finding::new(Rule::EditedAfterMerge, message)
                .of_kind("nothing-on-base")
                .weighing(Severity::Warning),
        );
    }
    findings
}

fn edited(before: &SurveyedFile, after: &SurveyedFile, merge: &Merge) -> Finding {
    let changes = changes(before, after);
    let severity = changes.iter().map(weight).max().unwrap_or(Severity::Error);
    let told: Vec<String> = changes.iter().map(told).collect();
    let id = id_of(before);
    let message = format!(
        "revision {id} is on {} already and was changed: {}",
        merge.reference,
        told.join("; ")
    );
    let finding = Finding::new(Rule::EditedAfterMerge, message)
        .of_kind("edited")
        .weighing(severity)
        .at(Place {
            line: line(&changes, after),
            ..Place::file(&after.path)
        })
        .in_revision(id);
    if severity == Severity::Error {
        finding.with_help(
            "Databases that ran it will not see the change. Restore the file and write a new \
             revision; if no database ran it, say so: `# alembic-rs: allow AL025 <reason>`.",
        )
    } else {
        finding
    }
}

/// How much a change weighs.
fn weight(change: &Change) -> Severity {
    match change {
        Change::Identifier { .. }
        | Change::DownRevision { .. }
        | Change::DependsOn { .. }
        | Change::BranchLabels { .. }
        | Change::Function { .. }
        | Change::TopLevel
        | Change::NotComparable => Severity::Error,
        Change::Imports | Change::Downgrade | Change::Docstring => Severity::Warning,
        Change::Looks => Severity::Note,
    }
}

fn told(change: &Change) -> String {
    match change {
        Change::Identifier { from, to } => format!("its id from {from} to {to}"),
        Change::DownRevision { from, to } => format!("down_revision from {from} to {to}"),
        Change::DependsOn { from, to } => format!("depends_on from {from} to {to}"),
        Change::BranchLabels { from, to } => format!("branch_labels from {from} to {to}"),
        Change::Function {
            name,
            line: Some(_),
        } => format!("{name}()"),
        Change::Function { name, line: None } => format!("{name}() is gone"),
        Change::TopLevel => "statements outside of its functions".to_owned(),
        Change::Imports => "its imports".to_owned(),
        Change::Downgrade => "downgrade()".to_owned(),
        Change::Docstring => "its docstring".to_owned(),
        Change::Looks => "only comments, formatting or annotations".to_owned(),
        Change::NotComparable => "it does not parse, so nobody can say how".to_owned(),
    }
}

/// The line of the weightiest change, where it has one.
fn line(changes: &[Change], after: &SurveyedFile) -> Option<usize> {
    let lines = after
        .revision
        .as_ref()
        .map(|revision| revision.declaration.lines);
    changes.iter().find_map(|change| {
        let line = match change {
            Change::Identifier { .. } => lines?.revision,
            Change::DownRevision { .. } => lines?.down_revision,
            Change::DependsOn { .. } => lines?.depends_on,
            Change::BranchLabels { .. } => lines?.branch_labels,
            Change::Function { line, .. } => return *line,
            Change::TopLevel
            | Change::Imports
            | Change::Downgrade
            | Change::Docstring
            | Change::Looks
            | Change::NotComparable => None,
        };
        line.map(|line| line as usize)
    })
}

fn moved_or_gone(touched: &Touched, by_id: &ById<'_>, merge: &Merge) -> Finding {
    let before = &touched.before;
    let id = id_of(before);
    let Some(now) = by_id.get(id.as_str()) else {
        return Finding::new(
            Rule::EditedAfterMerge,
            format!(
                "revision {id} is on {} already and is deleted",
                merge.reference
            ),
        )
        .of_kind("deleted")
        .at(Place::file(&before.path))
        .in_revision(id)
        .with_help("Databases that ran it cannot find themselves in the history any more.");
    };
    let name = relative(&before.path, &merge.root);
    let edited = edited(before, now, merge);
    let (severity, more) = match edited.severity {
        Severity::Note => (Severity::Warning, String::new()),
        severity => (severity, format!("; {}", edited.message)),
    };
    let mut finding = Finding::new(
        Rule::EditedAfterMerge,
        format!(
            "revision {id} is called {name} on {}{more}",
            merge.reference
        ),
    )
    .of_kind("moved")
    .weighing(severity)
    .at(Place {
        line: edited.place.and_then(|place| place.line),
        ..Place::file(&now.path)
    })
    .in_revision(id);
    finding.help = edited.help;
    finding
}

fn conflict(path: &Path, merge: &Merge) -> Finding {
    let message = format!(
        "this file and the one on {} cannot be merged without a decision",
        merge.reference
    );
    Finding::new(Rule::Topology, message)
        .of_kind("merge-conflict")
        .at(Place::file(merge.root.join(path)))
        .never_allowable()
        .with_help(format!(
            "Merge {} into this branch and decide.",
            merge.reference
        ))
}

fn id_of(file: &SurveyedFile) -> String {
    match &file.revision {
        Some(revision) => revision.id.to_string(),
        None => format!(
            "in {}",
            file.path.file_name().unwrap_or_default().to_string_lossy()
        ),
    }
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .display()
        .to_string()
}
