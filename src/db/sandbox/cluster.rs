//! The data folder of a private server: made once by `initdb`, afterwards copied.
//!
//! Counterpart: `initdb`. A fresh cluster of one PostgreSQL version is the same every time, so
//! the first one is kept in the user's cache folder as a template for the next.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::super::environment::Environment;
use super::account::Account;
use super::error::SandboxError;
use super::programs::Programs;

/// Raised when what a template holds changes.
const TEMPLATE_EDITION: u32 = 1;

/// Appended to `postgresql.conf`. The socket lies beside the data folder; nobody but the owner
/// may use it, which is why nobody is asked for a password. Nothing is kept safe against a crash
/// of the machine.
const CONFIGURATION: &str = "
# A private server for trying out migrations.
listen_addresses = ''
unix_socket_directories = '..'
unix_socket_permissions = 0700
port = 5432
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 32MB
timezone = 'UTC'
log_timezone = 'UTC'
";

/// Makes a data folder at `target`, which must not exist.
pub(super) fn create(
    target: &Path,
    programs: &Programs,
    account: &Account,
    environment: &Environment,
) -> Result<(), SandboxError> {
    let template = template_path(programs, environment);
    if let Some(template) = template.as_deref().filter(|template| template.is_dir()) {
        return copy(template, target, account);
    }
    initialise(target, programs, account, environment)?;
    if let Some(template) = template {
        // Without a template the next start is slower, and nothing else.
        let _ = keep_as_template(target, &template);
    }
    Ok(())
}

/// Where the template of these programs is kept; `None` without a home folder.
fn template_path(programs: &Programs, environment: &Environment) -> Option<PathBuf> {
    let cache = match environment
        .variable("XDG_CACHE_HOME")
        .filter(|path| path.starts_with('/'))
    {
        Some(path) => PathBuf::from(path),
        None if cfg!(target_os = "macos") => environment.home_file("Library/Caches")?,
        None => environment.home_file(".cache")?,
    };
    let build = format!("{} {}", programs.version, programs.path("").display());
    let build: String = build
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || letter == '.' {
                letter
            } else {
                '-'
            }
        })
        .collect();
    let name = format!(
        "cluster-{TEMPLATE_EDITION}-{build}-{}",
        std::env::consts::ARCH
    );
    Some(cache.join("alembic-rs").join(name))
}

fn initialise(
    target: &Path,
    programs: &Programs,
    account: &Account,
    environment: &Environment,
) -> Result<(), SandboxError> {
    create_folder(target, account)?;
    // Not every system and version has C.UTF-8; C is everywhere.
    let mut outcome = Ok(());
    for locale in ["C.UTF-8", "C"] {
        outcome = run_initdb(target, locale, programs, account, environment);
        if outcome.is_ok() {
            break;
        }
    }
    outcome?;
    let path = target.join("postgresql.conf");
    let add = || {
        let mut file = fs::OpenOptions::new().append(true).open(&path)?;
        io::Write::write_all(&mut file, CONFIGURATION.as_bytes())
    };
    add().map_err(SandboxError::file("write", &path))
}

fn run_initdb(
    target: &Path,
    locale: &str,
    programs: &Programs,
    account: &Account,
    environment: &Environment,
) -> Result<(), SandboxError> {
    let initdb = programs.path("initdb");
    let output = account
        .command(&initdb, target, environment)
        .args([
            "--no-sync",
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
        ])
        .args([
            "--wal-segsize=1",
            &format!("--locale={locale}"),
            "--pgdata",
            ".",
        ])
        .output()
        .map_err(|source| SandboxError::Program {
            program: initdb,
            source,
        })?;
    if output.status.success() {
        return Ok(());
    }
    let text = [output.stdout, output.stderr].concat();
    Err(SandboxError::Failed {
        what: format!("initdb has failed ({})", output.status),
        output: String::from_utf8_lossy(&text).trim_end().to_owned(),
    })
}

/// Copies a new data folder to the cache; it appears there whole or not at all.
fn keep_as_template(data: &Path, template: &Path) -> Result<(), SandboxError> {
    let Some(cache) = template.parent() else {
        return Ok(());
    };
    fs::create_dir_all(cache).map_err(SandboxError::file("create", cache))?;
    let unfinished = tempfile::Builder::new()
        .prefix("unfinished-")
        .tempdir_in(cache)
        .map_err(SandboxError::file("create a folder in", cache))?;
    let copied = unfinished.path().join("data");
    copy(data, &copied, &Account::Own)?;
    // If another process was faster, its template is as good.
    let _ = fs::rename(&copied, template);
    Ok(())
}

/// Copies a data folder, its modes included; the copy belongs to `account`.
fn copy(from: &Path, to: &Path, account: &Account) -> Result<(), SandboxError> {
    create_folder(to, account)?;
    let entries = fs::read_dir(from).map_err(SandboxError::file("read", from))?;
    for entry in entries {
        let entry = entry.map_err(SandboxError::file("read", from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry
            .file_type()
            .map_err(SandboxError::file("read", &source))?;
        if kind.is_dir() {
            copy(&source, &target, account)?;
        } else {
            fs::copy(&source, &target).map_err(SandboxError::file("copy", &source))?;
            account.own(&target)?;
        }
    }
    Ok(())
}

/// Creates a folder that nobody but `account` can enter, as PostgreSQL demands it.
pub(super) fn create_folder(path: &Path, account: &Account) -> Result<(), SandboxError> {
    DirBuilder::new()
        .mode(0o700)
        .create(path)
        .map_err(SandboxError::file("create", path))?;
    account.own(path)
}
