//! Files beside the project that set environment variables, and nobody sees who reads them.
//!
//! Has no counterpart in Alembic. A variable that is missing here may be there when Python runs:
//! an application module that is only imported may read a `.env` file. Taking it for missing could
//! mean another database than Alembic's, so such a variable is unknown instead.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::calls::find;
use super::dotenv::{environment, variable};
use crate::python::syntax::Module;
use crate::python::{Interpreter, PythonError, Value};

/// Packages that set no variables behind the back of who imports them.
const HARMLESS_PACKAGES: [&str; 28] = [
    "__future__",
    "alembic",
    "argparse",
    "ast",
    "asyncio",
    "collections",
    "configparser",
    "contextlib",
    "dotenv",
    "enum",
    "functools",
    "importlib",
    "inspect",
    "itertools",
    "json",
    "logging",
    "os",
    "pathlib",
    "re",
    "socket",
    "sqlalchemy",
    "ssl",
    "sys",
    "time",
    "typing",
    "urllib",
    "uuid",
    "warnings",
];
/// Endings of files that only show how such a file is written.
const PATTERNS: [&str; 5] = [".dist", ".example", ".sample", ".template", ".tmpl"];
/// The most bytes looked at in one file.
const LENGTH_LIMIT: u64 = 1 << 20;

/// Makes variables unknown that are not set and that a file in or above `folder` would set.
///
/// Nothing happens where `module` imports nothing that could read such a file.
pub(super) fn seed(
    cx: &mut Interpreter,
    module: &Module,
    folder: &Path,
) -> Result<(), PythonError> {
    let packages = find(&module.body).packages;
    if packages
        .iter()
        .all(|package| HARMLESS_PACKAGES.contains(package))
    {
        return Ok(());
    }
    let environment = environment(cx)?;
    for (name, file) in variables(folder) {
        let key = Value::from(name.as_str());
        if variable(cx, &environment, &name)?.is_none() {
            let reason = format!(
                "the variable is not set, but {} sets it, and whether anything reads that file \
                 cannot be seen",
                file.display()
            );
            let value = Value::opaque(format!("os.environ['{name}']"), reason);
            cx.set_subscript(&environment, &key, value)?;
        }
    }
    Ok(())
}

/// The variables that files in `folder` and the folders above it set, each with the nearest file.
fn variables(folder: &Path) -> IndexMap<String, PathBuf> {
    let mut variables = IndexMap::new();
    let Ok(folder) = std::path::absolute(folder) else {
        return variables;
    };
    for folder in folder.ancestors() {
        let Ok(entries) = folder.read_dir() else {
            continue;
        };
        let mut files: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| sets_variables(path))
            .collect();
        files.sort();
        for file in files {
            for name in names(&file) {
                variables.entry(name).or_insert_with(|| file.clone());
            }
        }
    }
    variables
}

/// Whether it is `.env`, `.env.local`, `shop.env` or the like.
fn sets_variables(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_named_so = name == ".env"
        || name.starts_with(".env.")
        || Path::new(&*name).extension() == Some("env".as_ref());
    is_named_so && !PATTERNS.iter().any(|ending| name.ends_with(ending)) && path.is_file()
}

/// The names before the equals signs.
fn names(path: &Path) -> Vec<String> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LENGTH_LIMIT).read_to_end(&mut bytes));
    if read.is_err() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&bytes);
    let name = |line: &str| {
        let (name, _) = line.trim().trim_start_matches("export ").split_once('=')?;
        let name = name.trim().trim_matches('\'');
        (!name.is_empty() && !name.starts_with('#')).then(|| name.to_owned())
    };
    text.lines().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_is_named() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("app/migrations");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(root.path().join(".env"), "A=1\n# B=2\nexport C = 3\n").unwrap();
        std::fs::write(root.path().join("app/local.env"), "A=9\n").unwrap();
        std::fs::write(root.path().join(".env.example"), "D=4\n").unwrap();
        let found = variables(&folder);
        assert_eq!(found["A"], root.path().join("app/local.env"));
        assert_eq!(found["C"], root.path().join(".env"));
        assert!(!found.contains_key("B") && !found.contains_key("D"));
    }
}
