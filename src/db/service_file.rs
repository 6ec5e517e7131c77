//! The connection service file, `pg_service.conf`.
//!
//! Counterpart: `parseServiceInfo` and `parseServiceFile` in libpq's `fe-connect.c`.

use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::keyword;
use super::parameters::ParameterError;
use crate::config::Secret;

/// Where the system-wide file is when `PGSYSCONFDIR` does not say: Debian's place.
const SYSTEM_FOLDER: &str = "/etc/postgresql-common";

/// What the service called `name` says, as keywords.
///
/// The user's file is looked at first, then the system's; that the service is in neither is an
/// error, as in libpq.
pub(super) fn look_up(
    name: &str,
    user_file: Option<&str>,
    environment: &Environment,
) -> Result<Vec<(&'static str, Secret)>, ParameterError> {
    let is_chosen = user_file.is_some();
    let user_file = user_file
        .map(PathBuf::from)
        .or_else(|| environment.home_file(".pg_service.conf"));
    let system_folder = environment
        .variable("PGSYSCONFDIR")
        .unwrap_or(SYSTEM_FOLDER);
    let system_file = Path::new(system_folder).join("pg_service.conf");
    if let (true, Some(path)) = (is_chosen, &user_file)
        && !path.exists()
    {
        return Err(ParameterError::ServiceFileNotFound { path: path.clone() });
    }
    for path in user_file.into_iter().chain([system_file]) {
        let Ok(bytes) = std::fs::read(&path) else {
            continue;
        };
        if let Some(settings) = find(&String::from_utf8_lossy(&bytes), name, &path)? {
            return Ok(settings);
        }
    }
    Err(ParameterError::ServiceNotFound {
        service: name.to_owned(),
    })
}

fn find(
    text: &str,
    service: &str,
    path: &Path,
) -> Result<Option<Vec<(&'static str, Secret)>>, ParameterError> {
    let mut settings: Option<Vec<(&'static str, Secret)>> = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let malformed = |reason: &str| ParameterError::ServiceFile {
            path: path.to_owned(),
            line: index + 1,
            reason: reason.to_owned(),
        };
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(header) = line.strip_prefix('[') {
            if settings.is_some() {
                break;
            }
            if header.strip_suffix(']') == Some(service) {
                settings = Some(Vec::new());
            }
            continue;
        }
        let Some(settings) = &mut settings else {
            continue;
        };
        if line.starts_with("ldap") {
            return Err(malformed("LDAP lookups are not supported"));
        }
        let (name, value) = line
            .split_once('=')
            .ok_or_else(|| malformed("syntax error"))?;
        if name == "service" || name == "servicefile" {
            return Err(malformed("nested service specifications are not supported"));
        }
        let keyword = keyword::find(name).ok_or_else(|| malformed("syntax error"))?;
        // The first of several lines wins.
        if !settings.iter().any(|(known, _)| *known == keyword) {
            settings.push((keyword, Secret::new(value)));
        }
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::find;

    #[test]
    fn reads_the_section_of_the_service_only() {
        let text = "# comment\n[other]\nhost=x\n[shop]\n host=h1\nport=5433\nhost=h2\n[more]\n";
        let settings = find(text, "shop", Path::new("f"))
            .expect("well-formed")
            .expect("found");
        let settings: Vec<_> = settings
            .iter()
            .map(|(key, value)| (*key, value.expose()))
            .collect();
        assert_eq!(settings, [("host", "h1"), ("port", "5433")]);
        assert!(
            find(text, "absent", Path::new("f"))
                .expect("well-formed")
                .is_none()
        );
    }

    #[test]
    fn a_blank_before_the_equals_sign_is_a_syntax_error_as_in_libpq() {
        let error = find("[a]\nhost = x\n", "a", Path::new("f")).expect_err("malformed");
        assert_eq!(
            error.to_string(),
            "syntax error in service file \"f\", line 2"
        );
    }
}
