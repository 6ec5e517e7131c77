//! A release that was rehearsed, approved and attested: what a cutover asks for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::{SignedDuration, Timestamp};

use super::stage::{Stage, name_of};
use super::walk::Walk;

/// The principals, by their roles.
const APPROVERS: [(&str, &str); 2] = [
    ("execution", "execution@example.org"),
    ("governance", "governance@example.org"),
];

/// What a cutover is given, in a repository whose files are all committed.
pub(crate) struct Approved {
    pub(crate) stage: Stage,
    plan: String,
    rehearsal: String,
}

impl Approved {
    /// A release that may be run on production now.
    pub(crate) fn new() -> Self {
        Self::rehearsed(Stage::new()).with_leave()
    }

    /// Has the release approved and attested.
    pub(crate) fn with_leave(self) -> Self {
        for (role, principal) in APPROVERS {
            self.approve(role, principal, role, SignedDuration::from_hours(2));
        }
        for name in ["preflight_approval", "write_freeze", "pitr_window"] {
            self.attest(name, SignedDuration::ZERO);
        }
        self
    }

    /// A stage that has keys, is committed, planned and rehearsed.
    pub(crate) fn rehearsed(stage: Stage) -> Self {
        Self::rehearsed_with(stage, &[])
    }

    /// The same, with keys for further roles, each of whose principal is named after it.
    pub(crate) fn rehearsed_with(stage: Stage, further: &[&str]) -> Self {
        let mut signers = String::new();
        let named = APPROVERS.map(|(role, principal)| (role, principal.to_owned()));
        let further = further
            .iter()
            .map(|role| (*role, format!("{role}@example.org")));
        for (role, principal) in named.into_iter().chain(further) {
            let key = stage.path(&format!(".keys/{role}"));
            fs::create_dir_all(key.parent().expect("it is in a folder")).expect("a folder");
            let file = key.to_string_lossy().into_owned();
            called(
                &stage,
                "ssh-keygen",
                &["-q", "-t", "ed25519", "-N", "", "-f", &file],
            );
            let public = fs::read_to_string(key.with_extension("pub")).expect("a public key");
            signers.push_str(&format!(
                "{principal} namespaces=\"alembic-rs-release\" {public}"
            ));
        }
        fs::write(stage.path("approvals/allowed_signers"), signers).expect("it is written");
        called(&stage, "git", &["init", "-q"]);
        stage.append(".gitignore", "/.keys/\n");
        commit(&stage);
        let plan = stage.plan();
        let walk = stage.rehearse_with(&["--plan", &plan]);
        let rehearsal = walk.evidence.to_string_lossy().into_owned();
        Self {
            stage,
            plan,
            rehearsal,
        }
    }

    /// Uses another folder in place of that of the rehearsal.
    pub(crate) fn with_rehearsal(mut self, folder: &Path) -> Self {
        self.rehearsal = folder.to_string_lossy().into_owned();
        self
    }

    /// The folder of the rehearsal.
    pub(crate) fn rehearsal(&self) -> &Path {
        Path::new(&self.rehearsal)
    }

    /// Has the plan approved in a role, with a key of the release, for some time from now on.
    pub(crate) fn approve(&self, role: &str, principal: &str, key: &str, lives: SignedDuration) {
        let from = Timestamp::now() - SignedDuration::from_hours(1);
        self.approve_between(role, principal, key, (from, Timestamp::now() + lives));
    }

    /// Has the plan approved for a time, which is the maintenance window as well.
    pub(crate) fn approve_between(
        &self,
        role: &str,
        principal: &str,
        key: &str,
        (from, to): (Timestamp, Timestamp),
    ) {
        let (from, to) = (from.to_string(), to.to_string());
        let window = ["--window-from", &from, "--window-to", &to];
        let validity = ["--not-before", &from, "--not-after", &to];
        self.write_approval(role, principal, &[window, validity].concat());
        self.sign(&self.approval(role), key);
    }

    /// Has the plan approved anew in a role, on one rehearsal and no other.
    pub(crate) fn approve_on(&self, role: &str, principal: &str, rehearsal: &Path) {
        self.withdraw(role);
        let folder = rehearsal.to_string_lossy();
        self.write_approval(role, principal, &["--rehearsal", &folder]);
        self.sign(&self.approval(role), role);
    }

    /// Writes what an approver signs.
    fn write_approval(&self, role: &str, principal: &str, more: &[&str]) {
        let of_plan = ["release", "approve", "--plan", &self.plan];
        let by_whom = ["--role", role, "--approver", principal];
        let answer = self.stage.run(&[&of_plan[..], &by_whom, more].concat());
        assert_eq!(answer.exit, Some(0), "{answer:#?}");
    }

    /// The file of the plan.
    pub(crate) fn plan(&self) -> &str {
        &self.plan
    }

    /// The file of an approval.
    pub(crate) fn approval(&self, role: &str) -> String {
        let folder = self.stage.path("approvals");
        let names = fs::read_dir(&folder).expect("the folder is there");
        let names = names.map(|entry| entry.expect("an entry").path());
        let mut found: Vec<_> = names
            .filter(|path| {
                let name = path
                    .file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned();
                name.contains(role) && path.extension().is_none_or(|end| end != "sig")
            })
            .collect();
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0).to_string_lossy().into_owned()
    }

    /// Takes an approval away, with its signature.
    pub(crate) fn withdraw(&self, role: &str) {
        let file = self.approval(role);
        fs::remove_file(&file).expect("it is there");
        let name = Path::new(&file)
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        for entry in fs::read_dir(self.stage.path("approvals")).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            let is_signature = path.extension().is_some_and(|end| end == "sig");
            if is_signature
                && path
                    .to_string_lossy()
                    .contains(name.trim_end_matches(".txt"))
            {
                fs::remove_file(path).expect("it is there");
            }
        }
    }

    /// Signs a file with a key of the release.
    pub(crate) fn sign(&self, file: &str, key: &str) {
        let key = self
            .stage
            .path(&format!(".keys/{key}"))
            .to_string_lossy()
            .into_owned();
        let arguments = [
            "-Y",
            "sign",
            "-q",
            "-n",
            "alembic-rs-release",
            "-f",
            &key,
            file,
        ];
        called(&self.stage, "ssh-keygen", &arguments);
        // The signature of FILE.txt is FILE.sig, or FILE.txt.sig: as the program looks for it.
        let made = format!("{file}.sig");
        let beside = Path::new(file).with_extension("sig");
        fs::copy(&made, &beside).expect("it can be copied");
    }

    /// Writes an attestation that was given some time ago.
    pub(crate) fn attest(&self, name: &str, ago: SignedDuration) {
        let now = Timestamp::now();
        let digest = alembic_rs::governance::Digest::of_file(Path::new(&self.plan));
        let text = format!(
            "attested_by = \"the DBA on duty\"\nat = \"{}\"\nplan = \"{}\"\ntarget = \"{}\"\n\
             statement = \"It is so.\"\nrestore_point = \"before-release\"\n\
             valid_until = \"{}\"\n",
            now - ago,
            digest.expect("the plan"),
            self.database(),
            now + SignedDuration::from_hours(6)
        );
        let path = self.stage.path(&format!("attestations/{name}.toml"));
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("it is written");
    }

    /// The name of the production database.
    pub(crate) fn database(&self) -> String {
        name_of(self.stage.source())
    }

    /// Cuts over.
    pub(crate) fn cut_over(&self) -> Walk {
        self.cut_over_as(&self.database())
    }

    /// Cuts over, with the confirmation as it was typed.
    pub(crate) fn cut_over_as(&self, go: &str) -> Walk {
        let (arguments, evidence) = self.cutover(go);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let answer = self.stage.run(&arguments);
        Walk { answer, evidence }
    }

    /// Begins to cut over, and does not wait for the end; returns the evidence folder as well.
    pub(crate) fn start_to_cut_over(&self) -> (Child, PathBuf) {
        let (arguments, evidence) = self.cutover(&self.database());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        (self.stage.start(&arguments), evidence)
    }

    fn cutover(&self, go: &str) -> (Vec<String>, PathBuf) {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let evidence = self.stage.path(&format!("evidence_cutover_{number}"));
        let folder = evidence.to_string_lossy().into_owned();
        let arguments = [
            "release",
            "cutover",
            "--plan",
            &self.plan,
            "--rehearsal",
            &self.rehearsal,
            "--evidence",
            &folder,
            "--go",
            go,
        ];
        (arguments.map(str::to_owned).to_vec(), evidence)
    }
}

/// Commits everything.
fn commit(stage: &Stage) {
    called(stage, "git", &["add", "-A"]);
    let message = ["commit", "-q", "-m", "A release"];
    let mut arguments = vec![
        "-c",
        "user.name=operator",
        "-c",
        "user.email=operator@example.org",
    ];
    arguments.extend(message);
    called(stage, "git", &arguments);
}

fn called(stage: &Stage, program: &str, arguments: &[&str]) {
    let mut command = Command::new(program);
    let output = command
        .args(arguments)
        .current_dir(stage.path("."))
        .output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {output:?}"
    );
}
