//! Private servers: nothing is left behind, and what is kept is found again.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use alembic_rs::db::{Cell, Connection, Environment, Sandbox, SandboxError, SandboxOptions};

fn answer(sandbox: &Sandbox, sql: &str) -> Cell {
    let parameters = sandbox.parameters(sandbox.url()).expect("parameters");
    let mut connection = Connection::connect(&parameters).expect("a connection");
    let rows = connection.query(sql).expect("rows");
    rows.single().expect("one value").clone()
}

fn text_answer(sandbox: &Sandbox, sql: &str) -> String {
    answer(sandbox, sql).as_text().expect("text").to_owned()
}

fn folder_of(sandbox: &Sandbox) -> PathBuf {
    let data = text_answer(sandbox, "SHOW data_directory");
    Path::new(&data).parent().expect("a parent").to_owned()
}

#[test]
fn a_temporary_server_is_gone_when_dropped() {
    let sandbox = Sandbox::start(&SandboxOptions::Temporary, &Environment::of_process())
        .expect("a private server");
    let folder = folder_of(&sandbox);
    assert!(folder.join("server.log").is_file());
    drop(sandbox);
    assert!(!folder.exists(), "{} is removed", folder.display());
}

/// What the process does that the next test kills: it holds a sandbox and says where.
#[test]
fn hold_a_sandbox_if_told_to() {
    if std::env::var_os("ALEMBIC_RS_TEST_HOLDER").is_none() {
        return;
    }
    let sandbox = Sandbox::start(&SandboxOptions::Temporary, &Environment::of_process())
        .expect("a private server");
    println!("\nholding {}", folder_of(&sandbox).display());
    thread::sleep(Duration::from_secs(60));
}

fn holder() -> (Child, PathBuf) {
    let mut child = Command::new(std::env::current_exe().expect("a path"))
        .args([
            "--exact",
            "db::sandbox::hold_a_sandbox_if_told_to",
            "--nocapture",
        ])
        .env("ALEMBIC_RS_TEST_HOLDER", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let output = child.stdout.as_mut().expect("piped");
    let folder = BufReader::new(output)
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("holding ").map(PathBuf::from))
        .expect("a sandbox is held");
    (child, folder)
}

#[test]
fn nothing_is_left_when_the_process_is_killed() {
    for signal in ["KILL", "INT", "TERM"] {
        let (mut child, folder) = holder();
        let pid = std::fs::read_to_string(folder.join("data/postmaster.pid")).expect("a pid file");
        let server = pid.lines().next().expect("a pid").to_owned();
        let kill = Command::new("kill")
            .args(["-s", signal, &child.id().to_string()])
            .status();
        assert!(kill.expect("kill runs").success());
        let mut rest = String::new();
        child
            .stdout
            .take()
            .expect("piped")
            .read_to_string(&mut rest)
            .expect("read");
        child.wait().expect("ended");
        let gone = (0..500).any(|_| {
            thread::sleep(Duration::from_millis(10));
            !folder.exists()
        });
        assert!(gone, "after SIG{signal} {} is removed", folder.display());
        // A dead server may still be listed if nobody has waited for it; it has no program then.
        let command = std::fs::read(format!("/proc/{server}/cmdline")).unwrap_or_default();
        assert!(command.is_empty(), "after SIG{signal} the server has ended");
    }
}

#[test]
fn a_kept_server_stays_and_is_found_again() {
    let parent = tempfile::Builder::new()
        .prefix("kept-")
        .tempdir_in("/tmp")
        .expect("a folder");
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(parent.path(), open).expect("opened");
    let folder = parent.path().join("cluster");
    let start = || {
        Sandbox::start(
            &SandboxOptions::Kept(folder.clone()),
            &Environment::of_process(),
        )
        .expect("a private server")
    };
    let stop = |sandbox: &Sandbox| {
        let command = sandbox.stop_command().expect("a command").to_owned();
        let stopped = Command::new("sh")
            .args(["-c", &command])
            .output()
            .expect("sh runs");
        assert!(stopped.status.success(), "{stopped:?}");
        let stopped = (0..500).any(|_| {
            thread::sleep(Duration::from_millis(10));
            !folder.join("data/postmaster.pid").exists()
        });
        assert!(stopped, "{command}");
    };
    let first = start();
    let started = text_answer(&first, "SELECT pg_postmaster_start_time()::text");
    first.create_database("shop").expect("a database");
    drop(first);
    let second = start();
    assert_eq!(
        text_answer(&second, "SELECT pg_postmaster_start_time()::text"),
        started
    );
    stop(&second);
    let third = start();
    assert_ne!(
        text_answer(&third, "SELECT pg_postmaster_start_time()::text"),
        started
    );
    let found = answer(
        &third,
        "SELECT count(*) FROM pg_database WHERE datname = 'shop'",
    );
    assert_eq!(found, Cell::Integer(1));
    stop(&third);
}

#[test]
fn one_folder_is_one_server_however_many_ask() {
    let parent = tempfile::Builder::new()
        .prefix("kept-")
        .tempdir_in("/tmp")
        .expect("a folder");
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(parent.path(), open).expect("opened");
    let folder = parent.path().join("cluster");
    let pids: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    let options = SandboxOptions::Kept(folder.clone());
                    let sandbox = Sandbox::start(&options, &Environment::of_process())
                        .expect("a private server");
                    text_answer(&sandbox, "SELECT pg_postmaster_start_time()::text")
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"))
            .collect()
    });
    assert!(pids.iter().all(|pid| *pid == pids[0]), "{pids:?}");
    let pid = std::fs::read_to_string(folder.join("data/postmaster.pid")).expect("running");
    let pid = pid.lines().next().expect("a pid").to_owned();
    let kill = Command::new("kill")
        .args(["-s", "QUIT", &pid])
        .status()
        .expect("kill runs");
    assert!(kill.success());
}

#[test]
fn folders_that_cannot_be_used_are_refused_untouched() {
    let parent = tempfile::tempdir().expect("a folder");
    let start = |folder: &Path| {
        let options = SandboxOptions::Kept(folder.to_owned());
        Sandbox::start(&options, &Environment::of_process()).expect_err("refused")
    };
    std::fs::write(parent.path().join("precious"), "x").expect("written");
    let error = start(parent.path());
    assert!(matches!(error, SandboxError::NotASandbox { .. }), "{error}");
    let long = parent.path().join("x".repeat(100));
    let error = start(&long);
    assert!(matches!(error, SandboxError::PathTooLong { .. }), "{error}");
    assert!(!long.exists());
}

#[test]
fn databases_are_made_from_many_threads() {
    let sandbox = Sandbox::shared().expect("a private server");
    thread::scope(|scope| {
        for index in 0..8 {
            scope.spawn(move || {
                let name = format!("thread \"{index}\"");
                let url = sandbox.create_database(&name).expect("a database");
                let parameters = sandbox.parameters(&url).expect("parameters");
                let mut connection = Connection::connect(&parameters).expect("a connection");
                let rows = connection.query("SELECT current_database()").expect("rows");
                assert_eq!(rows.single(), Some(&Cell::Text(name)));
            });
        }
    });
}
