//! The password file, `~/.pgpass`.
//!
//! Counterpart: `passwordFromFile` in libpq's `fe-connect.c`: lines of
//! `host:port:database:user:password`, `*` for anything, a backslash before a colon or a
//! backslash; a file that others may read is not used.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::config::Secret;

/// Whom a password is wanted for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Login<'a> {
    /// The host as it was given; empty or the default socket folder is `localhost`.
    pub host: &'a str,
    pub port: u16,
    pub database: &'a str,
    pub user: &'a str,
}

/// The password of the first line that fits, or why the file is not used.
///
/// A file that is not there is no password and no reason.
pub(super) fn look_up(path: &Path, login: Login<'_>) -> Result<Option<Secret>, String> {
    let Ok(metadata) = std::fs::metadata(path) else {
        return Ok(None);
    };
    if !metadata.is_file() {
        return Err(format!(
            "password file \"{}\" is not a plain file",
            path.display()
        ));
    }
    if metadata.permissions().mode() & 0o077 != 0 {
        return Err(format!(
            "password file \"{}\" has group or world access; permissions should be u=rw (0600) \
             or less",
            path.display()
        ));
    }
    let Ok(bytes) = std::fs::read(path) else {
        return Ok(None);
    };
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().find_map(|line| password_of(line, login)))
}

fn password_of(line: &str, login: Login<'_>) -> Option<Secret> {
    if line.starts_with('#') {
        return None;
    }
    let host = match login.host {
        "" | "/var/run/postgresql" => "localhost",
        host => host,
    };
    let port = login.port.to_string();
    let mut rest = line;
    for wanted in [host, &port, login.database, login.user] {
        rest = after_field(rest, wanted)?;
    }
    let mut password = String::new();
    let mut letters = rest.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => password.extend(letters.next()),
            ':' => break,
            letter => password.push(letter),
        }
    }
    (!password.is_empty()).then(|| Secret::new(password))
}

/// What follows the field that begins `line`, if that field is `*` or stands for `wanted`.
fn after_field<'a>(line: &'a str, wanted: &str) -> Option<&'a str> {
    if let Some(rest) = line.strip_prefix("*:") {
        return Some(rest);
    }
    let mut wanted = wanted.chars().peekable();
    let mut letters = line.char_indices();
    while let Some((index, letter)) = letters.next() {
        // A colon that `wanted` itself has, as in an IPv6 address, need not be escaped.
        if letter == ':' && wanted.peek().is_none() {
            return Some(&line[index + 1..]);
        }
        let letter = if letter == '\\' {
            letters.next()?.1
        } else {
            letter
        };
        wanted.next_if_eq(&letter)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::{Login, look_up, password_of};

    const LOGIN: Login<'static> = Login {
        host: "db.example",
        port: 5432,
        database: "a:b",
        user: r"x\y",
    };

    fn found(line: &str, login: Login<'_>) -> Option<String> {
        password_of(line, login).map(|password| password.expose().to_owned())
    }

    #[test]
    fn matches_fields_as_libpq_does() {
        let line = r"db.example:5432:a\:b:x\\y:p\:q\\r";
        assert_eq!(found(line, LOGIN).as_deref(), Some(r"p:q\r"));
        assert_eq!(found("*:*:*:*:secret", LOGIN).as_deref(), Some("secret"));
        for other in [
            "#*:*:*:*:s",
            "db:*:*:*:s",
            "*:5433:*:*:s",
            "*:*:*:*:",
            "*:*:*",
            "",
        ] {
            assert_eq!(found(other, LOGIN), None, "{other}");
        }
        let sixth = Login {
            host: "::1",
            ..LOGIN
        };
        assert_eq!(found("::1:*:*:*:s", sixth).as_deref(), Some("s"));
        let socket = Login {
            host: "/var/run/postgresql",
            ..LOGIN
        };
        assert_eq!(found("localhost:*:*:*:s", socket).as_deref(), Some("s"));
    }

    #[test]
    fn a_file_that_others_may_read_is_not_used() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("pgpass");
        std::fs::write(&path, "*:*:*:*:s\n").expect("written");
        for (mode, usable) in [(0o600, true), (0o640, false), (0o604, false)] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("set");
            assert_eq!(look_up(&path, LOGIN).is_ok(), usable, "{mode:o}");
        }
    }
}
