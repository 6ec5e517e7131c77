//! Names of files that match a pattern: `Path.glob` (`Lib/pathlib.py`, `_Selector`) and `glob.glob`
//! (`Lib/glob.py`).
//!
//! Names come in the order in which the system gives the entries of a folder, as in CPython: both
//! read them with `readdir` and sort nothing.

use std::collections::HashSet;
use std::rc::Rc;

use super::convert;
use super::native::{ModuleBuilder, Outcome};
use super::os;
use super::pathlib::Path;
use crate::python::arguments::BoundArguments;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{IteratorCell, PythonIterator};
use crate::python::value::Value;

/// Gives values that are looked for when the first is asked for, as a generator does.
pub(super) struct Lazy<F> {
    find: Option<F>,
    found: std::vec::IntoIter<Value>,
}

impl<F> Lazy<F>
where
    F: FnOnce(&mut Interpreter) -> Result<Vec<Value>, PythonError> + 'static,
{
    /// A value that iterates what `find` finds.
    pub(super) fn value(find: F) -> Value {
        IteratorCell::value(Box::new(Self {
            find: Some(find),
            found: Vec::new().into_iter(),
        }))
    }
}

impl<F> PythonIterator for Lazy<F>
where
    F: FnOnce(&mut Interpreter) -> Result<Vec<Value>, PythonError>,
{
    fn next(&mut self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        if let Some(find) = self.find.take() {
            self.found = find(cx)?.into_iter();
        }
        Ok(self.found.next())
    }

    fn type_name(&self) -> &'static str {
        "generator"
    }
}

/// One part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Selector {
    /// `**`: the folder and all folders below.
    Recursive,
    /// A part with `*` or `?`.
    Wildcard(Rc<str>),
    /// A name.
    Precise(Rc<str>),
    /// What an ending slash asks for: a folder.
    Folder,
}

/// The selectors of a pattern (`_make_selector`).
fn selectors(pattern: &str) -> Result<Vec<Selector>, PythonError> {
    if pattern.starts_with('/') {
        return Err(PythonError::exception(
            ExceptionClass::NotImplementedError,
            "Non-relative patterns are unsupported",
        ));
    }
    let mut selectors = Vec::new();
    for part in pattern.split('/') {
        if part.is_empty() || part == "." {
            continue;
        }
        selectors.push(if part == "**" {
            Selector::Recursive
        } else if part.contains("**") {
            return Err(PythonError::value_error(
                "Invalid pattern: '**' can only be an entire path component",
            ));
        } else {
            refuse_classes(part)?;
            if part.contains(['*', '?']) {
                Selector::Wildcard(part.into())
            } else {
                Selector::Precise(part.into())
            }
        });
    }
    if pattern.ends_with('/') {
        selectors.push(Selector::Folder);
    }
    Ok(selectors)
}

fn refuse_classes(pattern: &str) -> Result<(), PythonError> {
    if pattern.contains('[') {
        return Err(PythonError::unsupported(
            "a pattern of file names with a class of characters",
        ));
    }
    Ok(())
}

/// Whether a name matches a pattern of `*` and `?` (`fnmatch`).
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), name.chars().collect());
    let (mut at, mut index) = (0, 0);
    // Where the last star stands, and how much of the name it has taken.
    let mut star: Option<(usize, usize)> = None;
    while index < name.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, index));
                at += 1;
            }
            Some(expected) if *expected == '?' || *expected == name[index] => {
                at += 1;
                index += 1;
            }
            _ => match star {
                Some((place, taken)) => {
                    star = Some((place, taken + 1));
                    at = place + 1;
                    index = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|rest| *rest == '*')
}

/// The names of the entries of a folder, in the order of the system; an error as Python raises it.
pub(super) fn entries(cx: &mut Interpreter, folder: &str) -> Result<Vec<String>, PythonError> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| os::file_error(&error, folder))? {
        cx.charge(1)?;
        let entry = entry.map_err(|error| os::file_error(&error, folder))?;
        let name = entry.file_name().into_string().map_err(|name| {
            PythonError::unsupported(format!(
                "the name {} of a file, which is not UTF-8",
                name.display()
            ))
        })?;
        names.push(name);
    }
    Ok(names)
}

/// The entries of a folder that may be closed to us, which then has none.
fn entries_if_permitted(cx: &mut Interpreter, folder: &str) -> Result<Vec<String>, PythonError> {
    match entries(cx, folder) {
        Err(error) if error.is_instance_of(ExceptionClass::PermissionError) => Ok(Vec::new()),
        found => found,
    }
}

fn is_folder(path: &str) -> bool {
    std::path::Path::new(path).is_dir()
}

fn child(folder: &str, name: &str) -> Rc<str> {
    Path::new(&os::join(folder, &[name.into()])).text()
}

/// The paths below `folder` that the selectors choose, in their order.
fn select(
    cx: &mut Interpreter,
    folder: &Rc<str>,
    selectors: &[Selector],
    found: &mut Vec<Rc<str>>,
) -> Result<(), PythonError> {
    cx.charge(1)?;
    let Some((first, others)) = selectors.split_first() else {
        found.push(Rc::clone(folder));
        return Ok(());
    };
    let only_folders = !others.is_empty();
    match first {
        Selector::Folder => found.push(Rc::clone(folder)),
        Selector::Precise(name) => {
            let path = child(folder, name);
            let exists = if only_folders {
                is_folder(&path)
            } else {
                std::path::Path::new(&*path).exists()
            };
            if exists {
                select(cx, &path, others, found)?;
            }
        }
        Selector::Wildcard(pattern) => {
            for name in entries_if_permitted(cx, folder)? {
                let path = child(folder, &name);
                if (!only_folders || is_folder(&path)) && matches(pattern, &name) {
                    select(cx, &path, others, found)?;
                }
            }
        }
        Selector::Recursive => {
            let mut folders = Vec::new();
            descend(cx, folder, &mut folders)?;
            let mut below = Vec::new();
            for folder in folders {
                select(cx, &folder, others, &mut below)?;
            }
            let mut known = HashSet::new();
            found.extend(
                below
                    .into_iter()
                    .filter(|path| known.insert(Rc::clone(path))),
            );
        }
    }
    Ok(())
}

/// A folder and those below, each before what is in it (`_iterate_directories`).
fn descend(
    cx: &mut Interpreter,
    folder: &Rc<str>,
    folders: &mut Vec<Rc<str>>,
) -> Result<(), PythonError> {
    cx.allocate(folder.len())?;
    folders.push(Rc::clone(folder));
    for name in entries_if_permitted(cx, folder)? {
        let path = child(folder, &name);
        // A symbolic link is not followed.
        if std::fs::symlink_metadata(&*path).is_ok_and(|metadata| metadata.is_dir()) {
            descend(cx, &path, folders)?;
        }
    }
    Ok(())
}

/// `Path.glob(pattern)`, and `Path.rglob(pattern)` where `from_below`.
pub(super) fn of_path(
    cx: &mut Interpreter,
    path: &Rc<Path>,
    mut arguments: BoundArguments,
    from_below: bool,
) -> Outcome {
    let pattern = arguments.require("pattern");
    let pattern = convert::string(cx, &pattern, "the pattern of glob()")?;
    let folder = path.text();
    Ok(Lazy::value(move |cx| {
        if pattern.is_empty() && !from_below {
            return Err(PythonError::value_error("Unacceptable pattern: ''"));
        }
        let mut chosen = selectors(&pattern)?;
        if from_below {
            chosen.insert(0, Selector::Recursive);
        }
        if chosen.is_empty() {
            return Err(PythonError::unsupported("a pattern of no names"));
        }
        let mut found = Vec::new();
        if is_folder(&folder) {
            select(cx, &folder, &chosen, &mut found)?;
        }
        Ok(found.iter().map(|path| Path::value(path)).collect())
    }))
}

/// `glob.glob(pathname)` where only the last part is a pattern.
fn names(cx: &mut Interpreter, pathname: &str) -> Result<Vec<Value>, PythonError> {
    let is_pattern = |text: &str| text.contains(['*', '?', '[']);
    let directory = os::directory_name(pathname);
    let name = os::base_name(pathname);
    if is_pattern(directory) || pathname.contains("**") {
        return Err(PythonError::unsupported(
            "a pattern for glob() in which folders are left open",
        ));
    }
    refuse_classes(name)?;
    if !is_pattern(name) {
        let exists = if name.is_empty() {
            !directory.is_empty() && is_folder(directory)
        } else {
            std::fs::symlink_metadata(pathname).is_ok()
        };
        return Ok(if exists {
            vec![pathname.into()]
        } else {
            Vec::new()
        });
    }
    let folder = if directory.is_empty() { "." } else { directory };
    let entries = match entries(cx, folder) {
        Err(error) if error.is_instance_of(ExceptionClass::OSError) => Vec::new(),
        entries => entries?,
    };
    // Names that begin with a dot are found by patterns that do, too.
    let chosen = entries
        .into_iter()
        .filter(|entry| (name.starts_with('.') || !entry.starts_with('.')) && matches(name, entry));
    Ok(chosen
        .map(|entry| match directory {
            "" => entry.into(),
            _ => os::join(directory, &[entry.into()]).into(),
        })
        .collect())
}

fn find(cx: &mut Interpreter, mut arguments: BoundArguments) -> Result<Vec<Value>, PythonError> {
    for option in ["root_dir", "dir_fd", "include_hidden"] {
        if arguments.take_some(option).is_some() {
            return Err(PythonError::unsupported(format!(
                "the argument {option} of glob()"
            )));
        }
    }
    let pathname = arguments.require("pathname");
    let pathname = convert::string(cx, &pathname, "the pattern of glob()")?;
    names(cx, &pathname)
}

/// Makes the module `glob`.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    const SIGNATURE: &str = "pathname, *, root_dir=, dir_fd=, recursive=, include_hidden=";
    ModuleBuilder::new("glob")
        .function("glob", SIGNATURE, |cx, arguments| {
            Ok(Value::list(find(cx, arguments)?))
        })
        .function("iglob", SIGNATURE, |cx, arguments| {
            let found = find(cx, arguments)?;
            Ok(Lazy::value(|_| Ok(found)))
        })
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_patterns() {
        // python3.11: fnmatch.fnmatchcase
        for (pattern, name, expected) in [
            ("*.sql", "a.sql", true),
            ("*.sql", "a.sql.bak", false),
            ("*.sql", ".sql", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*a*b", "xaayb", true),
            ("*a*b", "xaayc", false),
            ("", "", true),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
