//! The provisioning of a rehearsal, by the program: what is no exact copy is no clone.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::{CloneMark, Sandbox};
use serde_json::Value;
use tempfile::TempDir;

use super::targets::name_of;
use crate::db::support::{connect, new_database};
use crate::program::{Answer, files_below, fixture, run_with, start_with, write_files};
use crate::upgrade::project::column;

/// The governed fixture in a folder of its own, with a source of its own.
struct Rehearsal {
    folder: TempDir,
    source: DatabaseUrl,
    clone: String,
}

/// The variables of the fixture's databases.
const SOURCE: &str = "SOURCE_DATABASE_URL";
const CLONE: &str = "CLONE_DATABASE_URL";

impl Rehearsal {
    /// A source that equals the anchor, to be copied by `method`, with further keys for `[clone]`.
    fn new(method: &str, keys: &str) -> Self {
        let source = new_database();
        let sql = fs::read_to_string(fixture("governed").join("source.sql")).expect("the source");
        connect(&source)
            .expect("a connection")
            .execute(&sql)
            .expect("loaded");
        let clone = format!("{}_clone", name_of(&source));
        Self::of(source, clone, method, keys)
    }

    fn of(source: DatabaseUrl, clone: String, method: &str, keys: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        write_files(folder.path(), &files_below(&fixture("governed")));
        let path = folder.path().join("release.toml");
        let text = fs::read_to_string(&path).expect("release.toml");
        let (before, rest) = text.split_once("[clone]").expect("a clone");
        let (_, after) = rest.split_once("\n[").expect("a section after it");
        let before = before.replacen(
            "database = \"netzprod\"",
            &format!("database = \"{}\"", name_of(&source)),
            1,
        );
        let section = format!(
            "[clone]\nurl_environment = \"{CLONE}\"\ndatabase = \"{clone}\"\nmethod = \"{method}\"\n\
             no_backup = \"it is made anew for every test\"\n{keys}\n"
        );
        fs::write(&path, format!("{before}{section}\n[{after}")).expect("written");
        // A rehearsal asks for nobody's approval; the file belongs to the plan.
        let signers = folder.path().join("approvals/allowed_signers");
        if !signers.exists() {
            fs::create_dir_all(folder.path().join("approvals")).expect("a folder");
            fs::write(&signers, "# nobody yet\n").expect("written");
        }
        Self {
            folder,
            source,
            clone,
        }
    }

    /// The same databases, another project.
    fn again(&self, method: &str, keys: &str) -> Self {
        Self::of(self.source.clone(), self.clone.clone(), method, keys)
    }

    fn clone_url(&self) -> DatabaseUrl {
        self.source.with_database(&self.clone)
    }

    fn server(&self) -> String {
        Sandbox::shared().expect("a server").url().to_string()
    }

    fn rehearse(&self) -> Outcome {
        let (source, server) = (self.source.to_string(), self.server());
        let path = std::env::var("PATH").unwrap_or_default();
        self.rehearse_with(&[
            (SOURCE, Some(&source)),
            (CLONE, Some(&server)),
            ("PATH", Some(&path)),
        ])
    }

    /// As [`Self::rehearse`], of a clone that is there.
    fn rehearse_existing(&self) -> Outcome {
        let (source, clone) = (self.source.to_string(), self.clone_url().to_string());
        self.rehearse_with(&[(SOURCE, Some(&source)), (CLONE, Some(&clone))])
    }

    fn rehearse_with(&self, variables: &[(&str, Option<&str>)]) -> Outcome {
        let arguments = ["release", "rehearse", "--evidence", "evidence"];
        let answer = run_with(self.folder.path(), &arguments, variables);
        let evidence = self.folder.path().join("evidence");
        assert!(evidence.is_dir(), "{answer:?}");
        Outcome {
            evidence: files_below(&evidence),
            answer,
        }
    }
}

struct Outcome {
    /// The files of the evidence folder.
    evidence: BTreeMap<String, String>,
    answer: Answer,
}

impl Outcome {
    /// How a gate was judged at last: `passed`, `failed` …, and the sentence.
    fn gate(&self, gate: &str) -> (String, String) {
        let ledger = &self.evidence["ledger.jsonl"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        ledger
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
            .filter(|entry| entry["event"]["event"] == "judged" && entry["event"]["gate"] == gate)
            .map(|entry| {
                let judged = &entry["event"];
                (text(&judged["outcome"]["is"]), text(&judged["detail"]))
            })
            .next_back()
            .unwrap_or_else(|| panic!("{gate} was not judged: {:?}\n{ledger}", self.answer))
    }

    fn passed(&self, gate: &str) -> String {
        let (outcome, detail) = self.gate(gate);
        assert_eq!(outcome, "passed", "{gate}: {detail}");
        detail
    }

    /// The gate has failed, and the run with it.
    fn failed(&self, gate: &str, expected: &str) {
        let (outcome, detail) = self.gate(gate);
        assert_eq!(outcome, "failed", "{gate}: {detail}");
        assert!(detail.contains(expected), "{gate}: {detail}");
        assert!(
            !matches!(self.answer.exit, Some(0) | None),
            "{:?}",
            self.answer
        );
        assert!(!self.answer.stdout.contains("PASS"), "{:?}", self.answer);
    }

    fn log(&self, name: &str) -> &str {
        &self.evidence[name]
    }
}

#[test]
fn a_clone_is_made_either_way_and_proven_to_be_exact() {
    for method in ["template", "dump"] {
        let rehearsal = Rehearsal::new(method, "");
        let outcome = rehearsal.rehearse();
        outcome.passed("clone-not-production");
        outcome.passed("clone-provisioned");
        let exact = outcome.passed("clone-exact-copy");
        assert!(exact.contains("structure equal"), "{exact}");
        let isolated = outcome.passed("clone-isolated");
        assert!(
            isolated.contains("CONNECT for PUBLIC: revoked"),
            "{isolated}"
        );
        outcome.passed("row-count-parity");
        let log = outcome.log("clone_provisioning_attestation.log");
        for expected in [
            "T0: 20",
            "no transaction id assigned",
            "log position",
            "made by",
        ] {
            assert!(log.contains(expected), "{expected}: {log}");
        }
        let counts = outcome.log("clone_rowcount_parity.log");
        for table in ["funds", "users", "nav_snapshots", "monthly_report_packs"] {
            assert!(counts.contains(&format!("public.{table}")), "{counts}");
        }
        // It is there now, and is not overwritten.
        let again = rehearsal.again(method, "");
        again
            .rehearse()
            .failed("clone-provisioned", "replace = true");
        let replaced = rehearsal.again(method, "replace = true").rehearse();
        let log = replaced.log("clone_provisioning_attestation.log");
        assert!(log.contains("was replaced: yes"), "{log}");
    }
}

/// A clone that somebody has made, and then changed.
fn existing(change: &str, keys: &str) -> Rehearsal {
    let rehearsal = Rehearsal::new("existing", keys);
    let (source, clone) = (name_of(&rehearsal.source), &rehearsal.clone);
    let mut elsewhere = connect(&rehearsal.source.with_database("postgres")).expect("a connection");
    elsewhere
        .execute(&format!(
            "CREATE DATABASE \"{clone}\" TEMPLATE \"{source}\""
        ))
        .expect("a clone");
    let mut inside = connect(&rehearsal.clone_url()).expect("a connection");
    inside.execute(change).expect(change);
    rehearsal
}

#[test]
fn a_clone_that_is_not_exact_is_told_by_what_differs() {
    existing("", "")
        .rehearse_existing()
        .passed("clone-exact-copy");
    for (change, expected) in [
        (
            "SET session_replication_role = replica; DELETE FROM monthly_report_packs
              WHERE ctid = (SELECT min(ctid) FROM monthly_report_packs)",
            "143 in the clone",
        ),
        ("CREATE TABLE extra (x int)", "extra"),
        ("ALTER TABLE funds ADD COLUMN extra int", "extra"),
        ("CREATE INDEX extra ON users ((1))", "extra"),
        (
            "UPDATE funds SET name = name || '!' WHERE ctid = (SELECT min(ctid) FROM funds)",
            "other contents",
        ),
    ] {
        let outcome = existing(change, "").rehearse_existing();
        outcome.failed("clone-exact-copy", expected);
        assert_eq!(outcome.answer.exit, Some(11), "{change}");
    }
}

#[test]
fn a_clone_must_be_apart_alone_finished_and_young() {
    // The source under the name of the clone.
    let rehearsal = Rehearsal::new("existing", "");
    let same = Rehearsal::of(
        rehearsal.source.clone(),
        name_of(&rehearsal.source),
        "existing",
        "",
    );
    same.rehearse_existing()
        .failed("clone-not-production", "the clone is the source");

    let rehearsal = existing("", "");
    let stranger = connect(&rehearsal.clone_url()).expect("a connection");
    let pid = stranger.backend_pid().expect("a process");
    rehearsal
        .rehearse_existing()
        .failed("clone-isolated", &format!("process {pid}"));
    drop(stranger);

    let old = "maximal_age = \"1h\"";
    existing("", old)
        .rehearse_existing()
        .failed("clone-provisioned", "how old the clone is cannot be told");
    let mark = |text: &str| {
        format!(
            "DO $$ BEGIN EXECUTE format('COMMENT ON DATABASE %I IS ''alembic-rs clone, {text}''', \
             current_database()); END $$"
        )
    };
    existing(&mark("complete, taken at 2026-01-01T00:00:00Z"), old)
        .rehearse_existing()
        .failed("clone-provisioned", "the clone was taken at 2026-01-01");
    existing(&mark("unfinished"), "")
        .rehearse_existing()
        .failed("clone-provisioned", "left unfinished");
}

#[test]
fn a_disk_without_room_is_found_before_anything_is_made() {
    let rehearsal = Rehearsal::new("template", "minimal_free_bytes = 9000000000000000000");
    let outcome = rehearsal.rehearse();
    outcome.failed("disk-headroom", "must be left");
    let made = format!(
        "SELECT datname::text FROM pg_database WHERE datname = '{}'",
        rehearsal.clone
    );
    assert!(column(&rehearsal.source, &made).is_empty());
    Rehearsal::new("template", "minimal_free_bytes = 1")
        .rehearse()
        .passed("disk-headroom");
}

/// Programs that copy a part and then wait, so that somebody can be killed in between.
fn slow_programs(folder: &Path) -> PathBuf {
    let rows = column(
        &new_database(),
        "SELECT setting FROM pg_config WHERE name = 'BINDIR'",
    );
    let real = Path::new(&rows[0]);
    let programs = folder.join("programs");
    fs::create_dir(&programs).expect("a folder");
    let reached = folder.join("reached");
    let dump = format!(
        "#!/bin/sh\nif [ \"$1\" = --version ]; then exec {0}/pg_dump --version; fi\n\
         {0}/pg_dump \"$@\" | head -n 150\ntouch {1}\nsleep 4\n",
        real.display(),
        reached.display()
    );
    let load = format!("#!/bin/sh\nexec {}/psql \"$@\"\n", real.display());
    for (name, script) in [("pg_dump", dump), ("psql", load)] {
        let path = programs.join(name);
        fs::write(&path, script).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("set");
    }
    programs
}

#[test]
fn a_rehearsal_killed_while_it_copies_leaves_nothing_that_passes() {
    let rehearsal = Rehearsal::new("dump", "");
    let programs = slow_programs(rehearsal.folder.path());
    let (source, server) = (rehearsal.source.to_string(), rehearsal.server());
    let mut child = start_with(
        rehearsal.folder.path(),
        &["release", "rehearse", "--evidence", "evidence"],
        &[
            (SOURCE, &source),
            (CLONE, &server),
            ("PATH", &format!("{}:/usr/bin:/bin", programs.display())),
        ],
        Stdio::null(),
    );
    let reached = rehearsal.folder.path().join("reached");
    let is_reached = (0..600).any(|_| {
        thread::sleep(Duration::from_millis(50));
        reached.exists()
    });
    child.kill().expect("SIGKILL");
    child.wait().expect("it has ended");
    assert!(is_reached, "half of the dump was copied");
    let mut connection = connect(&rehearsal.source).expect("a connection");
    let mark = CloneMark::read(&mut connection, &rehearsal.clone).expect("a mark");
    assert_eq!(mark, Some(CloneMark::Unfinished));
    drop(connection);
    // What was left is no clone, whoever says so, and is made anew without being asked.
    let left = rehearsal.again("existing", "").rehearse_existing();
    left.failed("clone-provisioned", "left unfinished");
    let anew = rehearsal.again("dump", "").rehearse();
    anew.passed("clone-exact-copy");
}
