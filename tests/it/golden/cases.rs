//! Case files: many small revisions in one file, and Alembic's answers in the file beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::record::{files, read, stem};

/// What marks a case that we refuse and Alembic does not.
const REFUSED: &str = "# refused: ";

/// A function of a case file, which becomes a revision of its own.
pub(super) struct Case {
    /// The id of that revision: the file's name and the function's.
    pub(super) revision: String,
    /// The text of its file.
    pub(super) text: String,
    /// The words that our refusal must contain, where the case is marked.
    pub(super) refused: Option<String>,
    pub(super) expected: Expected,
}

/// What Alembic makes of a case.
#[derive(Clone, PartialEq)]
pub(super) enum Expected {
    Sql(String),
    /// It raises an exception.
    Refusal,
}

/// All cases of a family, from `cases/<group>/<topic>.py`; none where it has no such folder.
pub(super) fn cases(family: &Path) -> Vec<Case> {
    let Ok(groups) = fs::read_dir(family.join("cases")) else {
        return Vec::new();
    };
    let mut groups: Vec<PathBuf> = groups
        .map(|group| group.expect("it can be listed").path())
        .collect();
    groups.sort();
    let topics = groups.iter().flat_map(|group| files(group, "py"));
    topics.flat_map(|topic| of_file(&topic)).collect()
}

/// The cases of one file, as `tests/oracle/cases.py` reads them.
fn of_file(path: &Path) -> Vec<Case> {
    let text = read(path);
    let mut answers = answers(&read(&path.with_extension("sql")));
    let mut head = String::new();
    let mut found: Vec<Case> = Vec::new();
    // The comments directly above a function belong to it.
    let mut comments = Vec::new();
    for line in text.split_inclusive('\n') {
        let function = line.strip_prefix("def ");
        if let Some(name) = function.and_then(|rest| rest.strip_suffix("():\n")) {
            let revision = format!("{}__{name}", stem(path));
            let mark = comments
                .iter()
                .find_map(|line: &&str| line.strip_prefix(REFUSED));
            let expected = answers.remove(name);
            found.push(Case {
                text: format!(
                    "{}\n\nrevision = \"{revision}\"\ndown_revision = None\n\n\ndef upgrade():\n",
                    head.trim_end()
                ),
                refused: mark.map(|words| words.trim_end().to_owned()),
                expected: expected.unwrap_or_else(|| panic!("{revision} has no answer")),
                revision,
            });
            comments.clear();
        } else if line.starts_with('#') {
            comments.push(line);
        } else {
            let current = found.last_mut().map_or(&mut head, |case| &mut case.text);
            current.extend(comments.drain(..));
            current.push_str(line);
        }
    }
    assert!(
        answers.is_empty(),
        "answers to no case in {}",
        path.display()
    );
    found
}

/// The answers of one file by the case's name; each begins with `-- [name]`.
fn answers(text: &str) -> BTreeMap<String, Expected> {
    let mut found = BTreeMap::new();
    let mut current: Option<(String, Expected)> = None;
    for line in text.split_inclusive('\n') {
        let heading = line
            .strip_prefix("-- [")
            .and_then(|rest| rest.split_once(']'));
        match (heading, &mut current) {
            (Some((name, rest)), _) => {
                let expected = if rest.starts_with(" raises ") {
                    Expected::Refusal
                } else {
                    Expected::Sql(String::new())
                };
                found.extend(current.replace((name.to_owned(), expected)));
            }
            (None, Some((_, Expected::Sql(sql)))) => sql.push_str(line),
            (None, _) => panic!("an answer without a case: {line}"),
        }
    }
    found.extend(current);
    found
}
