//! A tiny process that tidies up after us, whatever ends us.
//!
//! A destructor does not run when the process is killed, nor for a `static`. So a shell waits
//! on a pipe whose other end only we hold: when we are gone, however, the pipe ends, and the
//! shell stops the server and removes the folder.

use std::path::Path;
use std::process::{Child, Stdio};

use super::super::environment::Environment;
use super::account::Account;
use super::error::SandboxError;

/// Reads until the pipe ends. Then the server is told to quit at once, and given five seconds
/// to remove its pid file; the folder is removed until it stays away, because a server that is
/// just starting may still be writing.
const SCRIPT: &str = r#"
trap '' HUP INT QUIT TERM
while read -r line; do :; done
pid_file=$1/data/postmaster.pid
turns=0
if read -r pid < "$pid_file"; then
    kill -QUIT "$pid"
    while [ -e "$pid_file" ] && [ "$turns" -lt 50 ]; do sleep 0.1; turns=$((turns + 1)); done
    if [ -e "$pid_file" ]; then kill -KILL "$pid"; fi
fi
turns=0
while [ -e "$1" ] && [ "$turns" -lt 50 ]; do
    rm -rf -- "$1"
    if [ -e "$1" ]; then sleep 0.1; fi
    turns=$((turns + 1))
done
"#;

/// The waiting shell; dropping it lets it do its work and waits for the end.
#[derive(Debug)]
pub(super) struct Watcher(Child);

impl Watcher {
    /// Watches over the sandbox in `folder`, whose server's data is in `data` beneath it.
    pub(super) fn start(
        folder: &Path,
        account: &Account,
        environment: &Environment,
    ) -> Result<Self, SandboxError> {
        let shell = Path::new("/bin/sh");
        account
            .command(shell, Path::new("/"), environment)
            .args(["-c", SCRIPT, "alembic-rs-watcher"])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map(Self)
            .map_err(|source| SandboxError::Program {
                program: shell.to_owned(),
                source,
            })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}
