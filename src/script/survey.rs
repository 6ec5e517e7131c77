//! The thorough reader: every file, every defect, and the graph if there is one.
//!
//! [`ScriptDirectory`](super::ScriptDirectory) answers questions and stops at the first thing that
//! is wrong, as Alembic does. A survey is for telling a person all of it: it never fails, reads
//! files that came from elsewhere than the disk too, and can check the syntax of whole files.

use std::collections::HashSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::decode::decode_source;
use super::defect::Defect;
use super::directory::{LoadWarning, ScriptLocation};
use super::error::ScriptError;
use super::evaluate::{evaluate_header, plain_interpreter};
use super::graph_defects::graph_defects;
use super::header::ModuleHeader;
use super::listing::revision_files;
use super::map::RevisionMap;
use super::reading::read_bytes;
use super::revision::Revision;
use super::scan::scan_header;
use crate::python::{parse_module, with_evaluator_stack};
use crate::source::SourceFile;

/// How much of a file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What the graph is made of; functions are passed over.
    Headers,
    /// All of it: the file must parse.
    WholeFiles,
}

/// One file as a survey saw it.
#[derive(Debug)]
pub struct SurveyedFile {
    /// Where it is, symbolic links resolved.
    pub path: PathBuf,
    /// Its text; none where it could not be read as text.
    pub source: Option<Arc<SourceFile>>,
    /// What it declares; none where that is not known.
    pub revision: Option<Revision>,
    /// What is wrong with the file by itself.
    pub defects: Vec<Defect>,
    /// What is worth saying and is no defect.
    pub warnings: Vec<LoadWarning>,
}

/// Everything that can be known of a set of revision files.
#[derive(Debug)]
pub struct ScriptSurvey {
    /// The files in load order.
    pub files: Vec<SurveyedFile>,
    /// Folders that could not be read.
    pub listing: Vec<Defect>,
    /// What is wrong with the graph of the revisions that are known.
    pub graph: Vec<Defect>,
    /// Files that two version locations lead to.
    pub warnings: Vec<LoadWarning>,
    /// The graph; none where something is wrong with it.
    pub map: Option<RevisionMap>,
}

impl ScriptSurvey {
    /// Reads the files of `location`, on all cores.
    pub fn take(location: &ScriptLocation, depth: Depth) -> Self {
        let mut listing = Vec::new();
        let mut warnings = Vec::new();
        let mut paths = Vec::new();
        if fs::metadata(&location.directory).is_err() {
            listing.push(ScriptError::PathMissing(location.directory.clone()).into());
        }
        let mut known = HashSet::new();
        for folder in location.folders() {
            match revision_files(&folder, location.recursion, location.sources) {
                Ok(found) => {
                    for path in found {
                        if known.insert(path.clone()) {
                            paths.push(path);
                        } else {
                            warnings.push(LoadWarning::LoadedTwice(path));
                        }
                    }
                }
                Err(error) => listing.push(error.into()),
            }
        }
        let files = on_all_cores(paths, |path| read(path, depth, &location.import_path));
        Self {
            listing,
            warnings,
            ..Self::of(files)
        }
    }

    /// The survey of files that were looked at already, given in load order.
    pub fn of(files: Vec<SurveyedFile>) -> Self {
        let known = files.iter().filter_map(|file| file.revision.clone());
        let revisions: Vec<Revision> = known.collect();
        let graph = graph_defects(&revisions);
        let map = if graph.is_empty() {
            RevisionMap::new(revisions).ok()
        } else {
            None
        };
        Self {
            files,
            listing: Vec::new(),
            graph,
            warnings: Vec::new(),
            map,
        }
    }

    /// Everything that is wrong: folders, then files in load order, then the graph.
    pub fn defects(&self) -> impl Iterator<Item = &Defect> {
        let of_files = self.files.iter().flat_map(|file| &file.defects);
        self.listing.iter().chain(of_files).chain(&self.graph)
    }

    /// The file that a path leads to.
    pub fn file(&self, path: &Path) -> Option<&SurveyedFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// Looks at files whose bytes are at hand, on all cores.
pub fn survey_files(
    contents: Vec<(PathBuf, Vec<u8>)>,
    depth: Depth,
    import_path: &[PathBuf],
) -> Vec<SurveyedFile> {
    on_all_cores(contents, |(path, bytes)| {
        examine(path, bytes, depth, import_path)
    })
}

fn read(path: PathBuf, depth: Depth, import_path: &[PathBuf]) -> SurveyedFile {
    let mut bytes = Vec::new();
    match read_bytes(&path, &mut bytes) {
        Ok(()) => examine(path, bytes, depth, import_path),
        Err(source) => {
            let error = ScriptError::Unreadable {
                path: path.clone(),
                source,
            };
            SurveyedFile::defective(path, error.into())
        }
    }
}

fn examine(path: PathBuf, bytes: Vec<u8>, depth: Depth, import_path: &[PathBuf]) -> SurveyedFile {
    let undecodable = first_undecodable_line(&bytes);
    let text = match decode_source(&bytes) {
        Ok(text) => text.into_owned(),
        Err(reason) => {
            let error = ScriptError::Encoding {
                path: path.clone(),
                reason,
            };
            let mut defect = Defect::from(error);
            if let Some(place) = &mut defect.place {
                place.line = undecodable;
            }
            return SurveyedFile::defective(path, defect);
        }
    };
    let source = Arc::new(SourceFile::new(path.as_path(), text));
    let mut file = SurveyedFile {
        path,
        source: Some(Arc::clone(&source)),
        revision: None,
        defects: Vec::new(),
        warnings: Vec::new(),
    };
    let scanned = scan_header(source.text())
        .filter(|header| header.revision.is_some() && header.down_revision.is_some());
    if let Some(header) = scanned {
        file.declare(header);
        if depth == Depth::WholeFiles
            && let Err(error) = parse_module(source)
        {
            let error = ScriptError::Python {
                path: file.path.clone(),
                report: Box::new(error.report()),
            };
            file.defects.push(error.into());
        }
    } else {
        let mut interpreter = plain_interpreter(import_path);
        match evaluate_header(&file.path, source.text(), &mut interpreter) {
            Ok(header) => file.declare(header),
            Err(error) => file.defects.push(error.into()),
        }
    }
    file
}

/// The line of the first byte that is not UTF-8.
fn first_undecodable_line(bytes: &[u8]) -> Option<u32> {
    let valid = std::str::from_utf8(bytes).err()?.valid_up_to();
    u32::try_from(bytes[..valid].split(|byte| *byte == b'\n').count()).ok()
}

impl SurveyedFile {
    fn defective(path: PathBuf, defect: Defect) -> Self {
        Self {
            path,
            source: None,
            revision: None,
            defects: vec![defect],
            warnings: Vec::new(),
        }
    }

    fn declare(&mut self, mut header: ModuleHeader) {
        let labels = std::mem::take(&mut header.unknown_labels);
        self.warnings
            .extend(labels.into_iter().map(|label| LoadWarning::UnknownLabel {
                path: self.path.clone(),
                label,
            }));
        match header.into_revision(&self.path) {
            Ok(revision) => self.revision = Some(revision),
            Err(error) => self.defects.push(error.into()),
        }
    }
}

/// Does `work` for every item and gives the results in order.
///
/// Each worker has the stack that parsing and evaluation want.
fn on_all_cores<Item: Send, Answer: Send>(
    items: Vec<Item>,
    work: impl Fn(Item) -> Answer + Sync,
) -> Vec<Answer> {
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let share = items.len().div_ceil(workers).max(1);
    let mut shares: Vec<Vec<Item>> = Vec::new();
    for item in items {
        match shares.last_mut() {
            Some(last) if last.len() < share => last.push(item),
            Some(_) | None => shares.push(vec![item]),
        }
    }
    let work = &work;
    thread::scope(|scope| {
        let running: Vec<_> = shares
            .into_iter()
            .map(|share| {
                scope.spawn(move || {
                    let mut share = share;
                    let mut answers = Vec::with_capacity(share.len());
                    let mut finish = || answers.extend(share.drain(..).map(work));
                    if with_evaluator_stack(&mut finish).is_err() {
                        // Without a thread for it this stack must do; what is too deep is refused.
                        finish();
                    }
                    answers
                })
            })
            .collect();
        running
            .into_iter()
            .flat_map(|worker| match worker.join() {
                Ok(answers) => answers,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Depth, ScriptSurvey, survey_files};

    fn survey(files: &[(&str, &[u8])], depth: Depth) -> ScriptSurvey {
        let contents = files
            .iter()
            .map(|(name, bytes)| (Path::new("/v").join(name), bytes.to_vec()))
            .collect();
        ScriptSurvey::of(survey_files(contents, depth, &[]))
    }

    fn told(survey: &ScriptSurvey) -> Vec<String> {
        let defects = survey.defects();
        defects
            .map(|defect| {
                let place = defect.place.as_ref().expect("every defect has a place");
                let name = place.path.file_name().expect("a file has a name");
                let line = place.line.map_or_else(String::new, |line| line.to_string());
                format!("{}:{line} {}", name.to_string_lossy(), defect.error)
            })
            .collect()
    }

    #[test]
    fn nothing_hides_behind_the_first_defect() {
        let files: &[(&str, &[u8])] = &[
            ("a.py", b"revision = 'a'\ndown_revision = None\n"),
            (
                "b.py",
                b"revision = 'b'\ndown_revision = 'a'\ndef upgrade(:\n",
            ),
            ("c.py", b"revision = 'c'\n\n# \xff\n"),
            ("note.py", b"x = 1\n"),
            ("e.py", b"revision = 'e'\n"),
            ("f.py", b"revision = 'f'\ndown_revision = 3\n"),
            ("g.py", b"revision = 'g'\ndown_revision = 'z'\n"),
        ];
        let found = survey(files, Depth::WholeFiles);
        assert!(found.map.is_none());
        let beginnings = [
            "b.py:3 /v/b.py:3: SyntaxError",
            "c.py:3 /v/c.py: line 3 is not UTF-8",
            "note.py: Could not determine revision id",
            "e.py: /v/e.py: no 'down_revision'",
            "f.py:2 /v/f.py:2: down_revision is of type 'int'",
            "g.py:2 Revision z referenced from g",
        ];
        let told = told(&found);
        assert_eq!(told.len(), beginnings.len(), "{told:?}");
        for (sentence, beginning) in told.iter().zip(beginnings) {
            assert!(sentence.starts_with(beginning), "{sentence}");
        }
    }

    #[test]
    fn headers_alone_leave_functions_unread() {
        let file: &[(&str, &[u8])] = &[(
            "b.py",
            b"revision = 'b'\ndown_revision = None\ndef upgrade(:\n",
        )];
        assert!(survey(file, Depth::Headers).map.is_some());
        assert_eq!(survey(file, Depth::WholeFiles).defects().count(), 1);
    }
}
