//! The operating system user that a private server runs as.
//!
//! Counterpart: the check for root in PostgreSQL's `initdb.c` and `main.c`: both refuse to run
//! as root, so root hands the server to an ordinary user.

use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::super::environment::Environment;
use super::error::SandboxError;

/// Whom the server's programs run as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Account {
    /// The user of this process.
    Own,
    /// Another one, because this process is root.
    Other {
        name: String,
        user_id: u32,
        group_id: u32,
    },
}

impl Account {
    /// The user of this process, or for root one that is meant for servers.
    pub(super) fn choose() -> Result<Self, SandboxError> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self::Own);
        }
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| {
                let (user_id, group_id) = (id_of("-u", name)?, id_of("-g", name)?);
                (user_id != 0).then(|| Self::Other {
                    name: name.to_owned(),
                    user_id,
                    group_id,
                })
            })
            .ok_or(SandboxError::NoAccount)
    }

    /// The one a folder belongs to, as far as this process can act for it.
    pub(super) fn owner_of(folder: &Path) -> Result<Self, SandboxError> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self::Own);
        }
        let metadata = folder
            .metadata()
            .map_err(SandboxError::file("read", folder))?;
        if metadata.uid() == 0 {
            return Self::choose();
        }
        Ok(Self::Other {
            name: format!("#{}", metadata.uid()),
            user_id: metadata.uid(),
            group_id: metadata.gid(),
        })
    }

    /// A command that runs as this user in `folder`, in a process group of its own so that an
    /// interrupt typed at the terminal does not reach it before us.
    pub(super) fn command(
        &self,
        program: &Path,
        folder: &Path,
        environment: &Environment,
    ) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(folder)
            .process_group(0)
            .stdin(Stdio::null());
        // PGDATA, PGPORT and their kin would change what the server's programs do.
        for name in environment
            .variable_names()
            .filter(|name| name.starts_with("PG"))
        {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C");
        if let Self::Other {
            user_id, group_id, ..
        } = self
        {
            command.uid(*user_id).gid(*group_id);
        }
        command
    }

    /// Makes this user the owner of a file or folder that we have created.
    pub(super) fn own(&self, path: &Path) -> Result<(), SandboxError> {
        match self {
            Self::Own => Ok(()),
            Self::Other {
                user_id, group_id, ..
            } => chown(path, Some(*user_id), Some(*group_id))
                .map_err(SandboxError::file("change the owner of", path)),
        }
    }

    /// Whether this user can reach `folder`.
    pub(super) fn may_enter(&self, folder: &Path, environment: &Environment) -> bool {
        let Self::Other { .. } = self else {
            return true;
        };
        self.command(Path::new("/bin/sh"), Path::new("/"), environment)
            .args(["-c", "cd -- \"$1\"", "sh"])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// The user's name for messages.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Own => "the current user",
            Self::Other { name, .. } => name,
        }
    }
}

/// What `id -u name` or `id -g name` says; it knows every user database the system has.
fn id_of(option: &str, name: &str) -> Option<u32> {
    let output = Command::new("id")
        .args([option, name])
        .stderr(Stdio::null())
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
