//! Keys and signatures of the real `ssh-keygen`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The private key that is made in `folder`, of a kind and with so many bits.
pub(super) fn key(folder: &Path, name: &str, kind: &str, bits: &str) -> PathBuf {
    let path = folder.join(name);
    let mut command = Command::new("ssh-keygen");
    command.args(["-q", "-t", kind, "-N", "", "-C", name, "-f"]);
    command.arg(&path);
    if !bits.is_empty() {
        command.args(["-b", bits]);
    }
    assert!(command.status().expect("ssh-keygen starts").success());
    path
}

/// The line of a key's `.pub` file without its comment.
pub(super) fn public(key: &Path) -> String {
    let text = std::fs::read_to_string(key.with_extension("pub")).expect("it was written");
    let fields: Vec<&str> = text.split_whitespace().take(2).collect();
    fields.join(" ")
}

/// Signs a file, whose signature stands beside it.
pub(super) fn sign(key: &Path, namespace: &str, file: &Path, options: &[&str]) {
    let signature = PathBuf::from(format!("{}.sig", file.display()));
    let _ = std::fs::remove_file(&signature);
    let answer = Command::new("ssh-keygen")
        .args(["-Y", "sign", "-q", "-n", namespace])
        .args(options)
        .arg("-f")
        .args([key, file])
        .output()
        .expect("ssh-keygen starts");
    assert!(answer.status.success(), "{answer:?}");
}

/// What the real program says to a signature of `text`.
pub(super) fn verifies(
    allowed: &Path,
    principal: &str,
    namespace: &str,
    signature: &Path,
    text: &Path,
) -> bool {
    let text = std::fs::File::open(text).expect("it is there");
    let answer = Command::new("ssh-keygen")
        .args(["-Y", "verify", "-f"])
        .arg(allowed)
        .args(["-I", principal, "-n", namespace, "-s"])
        .arg(signature)
        .stdin(text)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("ssh-keygen starts");
    answer.success()
}
