//! Revision files that cannot be loaded: Alembic's sentence for the first thing that is wrong, and
//! a report of each, where Alembic shows a traceback of one.

use std::path::Path;

use crate::script::{
    Defect, DefectPlace, Depth, ScriptError, ScriptLocation, ScriptSurvey, SurveyedFile,
};

use super::error::CommandError;
use super::failure;
use super::finding_reports::origin;
use super::report::Report;

/// How many defects are shown; a history that is broken throughout is not read to its end.
const MOST_SHOWN: usize = 40;
/// How many further places of one defect are shown with their lines.
const MOST_PLACES: usize = 4;

/// The failure to load `location`, of which `first` came first.
pub(super) fn load_failure(first: ScriptError, location: &ScriptLocation) -> CommandError {
    let survey = ScriptSurvey::take(location, Depth::Headers);
    let mut defects: Vec<&Defect> = survey.defects().collect();
    let sentence = first.to_string();
    let same = defects
        .iter()
        .position(|defect| defect.error.to_string() == sentence);
    let report = match same {
        Some(index) => defect_report(defects.remove(index), &survey),
        None if defects.is_empty() => return CommandError::from(first),
        None => Report::new(sentence),
    };
    let shown = defects.iter().take(MOST_SHOWN);
    let mut report = shown.fold(report, |report, defect| {
        report.with_related(defect_report(defect, &survey))
    });
    if let Some(more) = defects.len().checked_sub(MOST_SHOWN + 1) {
        report = report.with_related(Report::advice(format!("and {} more", more + 1)));
    }
    CommandError::of_script(&first, report)
}

/// One defect with its line and the lines that belong to it.
fn defect_report(defect: &Defect, survey: &ScriptSurvey) -> Report {
    let report = failure::script_report(&defect.error).unwrap_or_else(|| match &defect.place {
        Some(place) => located(Report::new(defect.error.to_string()), place, survey),
        None => Report::new(defect.error.to_string()),
    });
    let (shown, others) = defect
        .related
        .split_at(defect.related.len().min(MOST_PLACES));
    let report = others.iter().fold(report, |report, (label, place)| {
        report.with_note(format!("{label}: {}", spelled(place)))
    });
    shown.iter().fold(report, |report, (label, place)| {
        report.with_related(located(Report::advice(label), place, survey))
    })
}

/// Shows the line of `place`, or names the file where there is no line to show.
fn located(report: Report, place: &DefectPlace, survey: &ScriptSurvey) -> Report {
    let source = survey
        .file(&place.path)
        .and_then(|file: &SurveyedFile| file.source.as_ref());
    match (source, place.line) {
        (Some(source), Some(line)) => {
            let column = place.column.map(|column| column as usize);
            report.at(&origin(source, line as usize, column), "")
        }
        (Some(_) | None, _) if names(&report, &place.path) => report,
        (Some(_) | None, _) => report.with_note(spelled(place)),
    }
}

/// Whether the sentence names the file already.
fn names(report: &Report, path: &Path) -> bool {
    report.to_string().contains(&*path.to_string_lossy())
}

fn spelled(place: &DefectPlace) -> String {
    match place.line {
        Some(line) => format!("{}:{line}", place.path.display()),
        None => place.path.display().to_string(),
    }
}
