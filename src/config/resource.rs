//! Paths as an option gives them: a plain path, or `package:folder`.
//!
//! The counterpart of `alembic.util.pyfiles.coerce_resource_to_filename`. Python finds the package
//! wherever it is installed; here it is found where the project's own modules are.

use std::path::{Component, Path, PathBuf};

use super::error::ConfigError;

/// The path that `text` names; relative ones stay relative to the working directory.
///
/// # Errors
/// Where it names a package that none of `search_path` holds.
pub(super) fn resolve(
    key: &'static str,
    text: &str,
    search_path: &[PathBuf],
) -> Result<PathBuf, ConfigError> {
    if text.starts_with('/') || !text.contains(':') {
        return Ok(tidy(Path::new(text)));
    }
    let mut parts = text.split(':');
    let package = parts.next().unwrap_or_default();
    let folders: Vec<&str> = parts.collect();
    let relative: PathBuf = package.split('.').collect();
    let is_name = !package.is_empty() && package.split('.').all(is_identifier);
    let mut namespace = None;
    for entry in search_path.iter().filter(|_| is_name) {
        let folder = entry.join(&relative);
        let inside = || {
            tidy(
                &folders
                    .iter()
                    .fold(folder.clone(), |path, part| path.join(part)),
            )
        };
        if folder.join("__init__.py").is_file() {
            return Ok(inside());
        }
        // A folder without __init__.py is a package only where no search path has a real one.
        if namespace.is_none() && folder.is_dir() && inside().exists() {
            namespace = Some(inside());
        }
    }
    namespace.ok_or_else(|| ConfigError::NoPackage {
        key,
        resource: text.to_owned(),
        package: package.to_owned(),
        searched: if search_path.is_empty() {
            "prepend_sys_path, which is empty".to_owned()
        } else {
            let entries: Vec<_> = search_path
                .iter()
                .map(|entry| entry.display().to_string())
                .collect();
            entries.join(", ")
        },
    })
}

/// What `pathlib` makes of a path's text: no `.` components, no doubled or trailing slashes.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let tidied: PathBuf = path
        .components()
        .filter(|component| *component != Component::CurDir)
        .collect();
    if tidied.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        tidied
    }
}

fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_paths_are_tidied() {
        let path = |text| resolve("script_location", text, &[]).unwrap();
        assert_eq!(path("./a//b/./c/").to_str(), Some("a/b/c"));
        assert_eq!(path("").to_str(), Some("."));
        assert_eq!(path("../a").to_str(), Some("../a"));
        assert_eq!(path("/a:b").to_str(), Some("/a:b"));
    }

    #[test]
    fn a_package_is_searched_for() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("first"), folder.path().join("second"));
        std::fs::create_dir_all(first.join("app/db/migrations")).unwrap();
        std::fs::create_dir_all(second.join("app/db")).unwrap();
        let search_path = [first.clone(), second.clone()];
        let path = |text| resolve("script_location", text, &search_path);
        assert_eq!(
            path("app.db:migrations").unwrap(),
            first.join("app/db/migrations")
        );
        std::fs::write(second.join("app/db/__init__.py"), "").unwrap();
        assert_eq!(
            path("app.db:migrations").unwrap(),
            second.join("app/db/migrations")
        );
        assert_eq!(path("app.db:m:n").unwrap(), second.join("app/db/m/n"));
        let error = path("other:migrations").unwrap_err().to_string();
        assert!(
            error.starts_with(
                "script_location = other:migrations: the package other is not found in /"
            ),
            "{error}"
        );
        assert!(path("../x:y").is_err());
    }
}
