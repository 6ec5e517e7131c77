//! Clones, made of real databases: exact, or not there.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::{
    Cell, ClientPrograms, CloneError, CloneMark, Connection, DatabaseIdentity, Environment,
    LockAttempt, LockKey, Parameters, Provisioned, Provisioner, ReadOnlySession, Replacement,
};

use super::support::{connect, new_database};
use super::tls::TlsServer;
use crate::upgrade::project::column;

const SOURCE: &str = "
CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s');
CREATE TABLE funds (id serial PRIMARY KEY, name text NOT NULL UNIQUE, mood mood, note bytea);
INSERT INTO funds (name, mood, note)
    SELECT 'fund ' || n, 'ok', decode(md5(n::text), 'hex') FROM generate_series(1, 1000) n;
CREATE VIEW sad AS SELECT * FROM funds WHERE mood = 'sad';
CREATE SCHEMA \"Ärger\";
CREATE TABLE \"Ärger\".\"a \"\"b\"\"\" (fund integer REFERENCES funds);
INSERT INTO \"Ärger\".\"a \"\"b\"\"\" VALUES (7);
SELECT lo_create(4711);
";

/// What tells two databases apart, as far as `pg_catalog` shows it in few words.
const FINGERPRINT: &str = "
SELECT c.oid::regclass || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' ||
       a.attnotnull
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_|^information_')
   AND a.attnum > 0
UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
UNION ALL SELECT 'funds ' || md5(string_agg(f::text, ',' ORDER BY id)) FROM funds f
UNION ALL SELECT 'a ' || fund FROM \"Ärger\".\"a \"\"b\"\"\"
UNION ALL SELECT 'sequence ' || last_value FROM funds_id_seq
UNION ALL SELECT 'large object ' || oid FROM pg_largeobject_metadata
UNION ALL SELECT 'search_path ' || current_setting('search_path')
ORDER BY 1";

fn parameters(url: &DatabaseUrl) -> Parameters {
    Parameters::resolve(url, &Environment::default()).expect("parameters")
}

fn source() -> DatabaseUrl {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    connection.execute(SOURCE).expect("a source");
    connection
        .execute(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = \"Ärger\", public',
                                        current_database()); END $$",
        )
        .expect("a setting");
    url
}

fn programs() -> ClientPrograms {
    ClientPrograms::find(&Environment::of_process(), 0).expect("pg_dump and psql")
}

fn dump(
    provisioner: &Provisioner<'_>,
    programs: &ClientPrograms,
) -> Result<Provisioned, CloneError> {
    let session = ReadOnlySession::open(provisioner.source).expect("a session");
    let outcome = provisioner.dump(programs, session.snapshot(), "5s");
    assert!(session.finish().expect("the proof").holds());
    outcome
}

fn names(url: &DatabaseUrl, name: &str) -> usize {
    let name = name.replace('\'', "''");
    column(
        url,
        &format!("SELECT datname::text FROM pg_database WHERE datname = E'{name}'"),
    )
    .len()
}

#[test]
fn both_ways_of_copying_are_exact() {
    let source_url = source();
    let source = parameters(&source_url);
    for (name, by_dump) in [("clöne \"of\" it's", true), ("Clone=by template", false)] {
        let provisioner = Provisioner {
            source: &source,
            server: &source,
            name,
            replacement: Replacement::Refused,
            protected: &[],
        };
        let made = if by_dump {
            dump(&provisioner, &programs())
        } else {
            provisioner.template()
        };
        let made = made.expect(name);
        assert_eq!(made.parameters.database, name);
        assert!(made.source_bytes > 0);
        assert_eq!(made.transferred_bytes.is_some(), by_dump);
        let url = source_url.with_database(name);
        assert_eq!(
            column(&url, FINGERPRINT),
            column(&source_url, FINGERPRINT),
            "{name}"
        );
        let rows = column(&url, FINGERPRINT);
        assert!(rows.contains(&"large object 4711".to_owned()), "{rows:?}");
        assert!(
            rows.contains(&"search_path \"Ärger\", public".to_owned()),
            "{rows:?}"
        );
        let mut connection = connect(&url).expect("a connection");
        let mark = CloneMark::read(&mut connection, name).expect("a mark");
        assert_eq!(
            mark,
            Some(CloneMark::Complete {
                taken_at: made.taken_at
            })
        );
        // Nobody comes in unasked.
        let rows = column(
            &url,
            "SELECT has_database_privilege('pg_monitor', current_database(), 'CONNECT')::text",
        );
        assert_eq!(rows, ["false"]);
        drop(connection);

        let again = provisioner.template().expect_err("it exists");
        assert!(matches!(again, CloneError::Exists { .. }), "{again}");
        assert!(again.to_string().contains("replace = true"), "{again}");
        let replaced = Provisioner {
            replacement: Replacement::Allowed,
            ..provisioner.clone()
        };
        assert!(replaced.template().expect("replaced").replaced);
        provisioner.remove().expect("dropped");
        provisioner.remove().expect("dropped twice");
        assert_eq!(names(&source_url, name), 0);
    }
}

#[test]
fn what_is_protected_is_never_replaced() {
    let source_url = source();
    let source = parameters(&source_url);
    let production_url = new_database();
    let production = {
        let mut connection = connect(&production_url).expect("a connection");
        DatabaseIdentity::read(&mut connection).expect("an identity")
    };
    let protected = [production.clone()];
    let mut provisioner = Provisioner {
        source: &source,
        server: &source,
        name: &source.database,
        replacement: Replacement::Allowed,
        protected: &protected,
    };
    for outcome in [provisioner.template(), dump(&provisioner, &programs())] {
        assert!(
            matches!(outcome, Err(CloneError::IsSource { .. })),
            "{outcome:?}"
        );
    }
    assert!(matches!(
        provisioner.remove(),
        Err(CloneError::IsSource { .. })
    ));
    provisioner.name = &production.database;
    for outcome in [provisioner.template(), dump(&provisioner, &programs())] {
        assert!(
            matches!(outcome, Err(CloneError::IsProtected { .. })),
            "{outcome:?}"
        );
    }
    assert!(matches!(
        provisioner.remove(),
        Err(CloneError::IsProtected { .. })
    ));
    assert_eq!(names(&source_url, &source.database), 1);
    assert_eq!(names(&source_url, &production.database), 1);
}

#[test]
fn a_database_in_use_is_left_alone_and_the_users_are_named() {
    let source_url = source();
    let source = parameters(&source_url);
    let provisioner = Provisioner {
        source: &source,
        server: &source,
        name: "clone_in_use",
        replacement: Replacement::Allowed,
        protected: &[],
    };
    let user = connect(&source_url).expect("a connection");
    let pid = user.backend_pid().expect("a process");
    let error = provisioner
        .template()
        .expect_err("the source is in use")
        .to_string();
    assert!(error.contains(&format!("process {pid}")), "{error}");
    assert!(error.contains("method = \"dump\""), "{error}");
    dump(&provisioner, &programs()).expect("a dump lets users be");
    drop(user);

    let in_clone = connect(&source_url.with_database("clone_in_use")).expect("a connection");
    let pid = in_clone.backend_pid().expect("a process");
    let error = provisioner
        .template()
        .expect_err("the clone is in use")
        .to_string();
    assert!(error.contains(&format!("process {pid}")), "{error}");
}

#[test]
fn two_runs_do_not_make_the_same_clone() {
    let source_url = source();
    let source = parameters(&source_url);
    let name = "clone_made_twice";
    let maintenance = parameters(&source_url.with_database("postgres"));
    let lock = alembic_rs::db::AdvisoryLock::acquire(
        &maintenance,
        LockKey::of_database(name),
        std::time::Duration::ZERO,
    );
    let LockAttempt::Acquired(mut lock) = lock.expect("a connection") else {
        panic!("nobody else has it")
    };
    assert!(lock.is_held().expect("an answer"));
    let provisioner = Provisioner {
        source: &source,
        server: &source,
        name,
        replacement: Replacement::Allowed,
        protected: &[],
    };
    let error = provisioner.template().expect_err("locked");
    let holder = format!("process {}", lock.backend_pid().expect("a process"));
    assert!(error.to_string().contains(&holder), "{error}");
    drop(lock);
    provisioner.template().expect("not locked");
}

/// A folder with programs of these names that are shell scripts.
fn scripts(scripts: [(&str, &str); 2]) -> (tempfile::TempDir, ClientPrograms) {
    let folder = tempfile::tempdir().expect("a folder");
    for (program, script) in scripts {
        let path = folder.path().join(program);
        let text = format!(
            "#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'pg_dump (PostgreSQL) 99.0'; exit; fi\n\
             {script}\n"
        );
        std::fs::write(&path, text).expect("written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("set");
    }
    let found = ClientPrograms::find_in([folder.path().to_owned()], 99).expect("found");
    (folder, found)
}

/// The real program.
fn real(program: &str) -> PathBuf {
    let rows = column(
        &new_database(),
        "SELECT setting FROM pg_config WHERE name = 'BINDIR'",
    );
    PathBuf::from(&rows[0]).join(program)
}

#[test]
fn a_copy_that_breaks_off_leaves_nothing() {
    let source_url = source();
    let source = parameters(&source_url);
    let (pg_dump, psql) = (real("pg_dump"), real("psql"));
    let (pg_dump, psql) = (pg_dump.display(), psql.display());
    let whole = format!("exec {pg_dump} \"$@\"");
    let load = format!("exec {psql} \"$@\"");
    for (what, dump_script, load_script) in [
        (
            "killed",
            format!("{pg_dump} \"$@\" | head -n 60; kill -9 $$"),
            load.clone(),
        ),
        (
            "failed",
            format!("{pg_dump} \"$@\" | head -n 60; exit 1"),
            load.clone(),
        ),
        (
            "refused",
            format!("{pg_dump} \"$@\"; echo 'SELECT 1/0;'"),
            load.clone(),
        ),
        (
            "load killed",
            whole.clone(),
            format!("head -c 500 | {psql} \"$@\"; kill -9 $$"),
        ),
    ] {
        let (_folder, programs) = scripts([("pg_dump", &dump_script), ("psql", &load_script)]);
        let provisioner = Provisioner {
            source: &source,
            server: &source,
            name: "clone_broken_off",
            replacement: Replacement::Refused,
            protected: &[],
        };
        let error = dump(&provisioner, &programs).expect_err(what);
        assert!(
            matches!(error, CloneError::Failed { .. }),
            "{what}: {error}"
        );
        assert_eq!(names(&source_url, "clone_broken_off"), 0, "{what}");
    }
}

#[test]
fn an_unfinished_copy_is_nobodys_clone() {
    let source_url = source();
    let source = parameters(&source_url);
    // What a run leaves that is killed at once: its copy with the mark that it began with.
    let name = "clone_unfinished";
    let (pg_dump, psql) = (real("pg_dump"), real("psql"));
    let seen = tempfile::tempdir().expect("a folder");
    let seen = seen.path().join("mark");
    let (_folder, programs) = scripts([
        (
            "pg_dump",
            &format!(
                "{} -XAtd '{name}' -c \"SELECT shobj_description(oid, 'pg_database') FROM \
                 pg_database WHERE datname = '{name}'\" > {}; exec {} \"$@\"",
                psql.display(),
                seen.display(),
                pg_dump.display()
            ),
        ),
        ("psql", &format!("exec {} \"$@\"", psql.display())),
    ]);
    let provisioner = Provisioner {
        source: &source,
        server: &source,
        name,
        replacement: Replacement::Refused,
        protected: &[],
    };
    dump(&provisioner, &programs).expect("copied");
    let mark = std::fs::read_to_string(&seen).expect("the mark while it was copied");
    let mut connection = connect(&source_url).expect("a connection");
    let comment = format!("COMMENT ON DATABASE {name} IS '{}'", mark.trim());
    connection.execute(&comment).expect("as it was");
    let found = CloneMark::read(&mut connection, name).expect("a mark");
    assert_eq!(found, Some(CloneMark::Unfinished), "{mark}");
    drop(connection);
    // It is no clone that would have to be replaced.
    let made = provisioner.template().expect("made anew");
    assert!(!made.replaced);
}

#[test]
fn no_password_stands_in_the_arguments() {
    let source_url = source();
    let mut source = parameters(&source_url);
    source.addresses[0].password = Some(alembic_rs::config::Secret::new("open sesame"));
    let (pg_dump, psql) = (real("pg_dump"), real("psql"));
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("arguments");
    let script = |program: &PathBuf| {
        format!(
            "echo \"$0 $*\" >> {}; test \"$PGPASSWORD\" = 'open sesame' || exit 9; exec {} \"$@\"",
            log.display(),
            program.display()
        )
    };
    let (_folder, programs) = scripts([("pg_dump", &script(&pg_dump)), ("psql", &script(&psql))]);
    let provisioner = Provisioner {
        source: &source,
        server: &source,
        name: "clone_with_password",
        replacement: Replacement::Refused,
        protected: &[],
    };
    dump(&provisioner, &programs).expect("copied");
    let arguments = std::fs::read_to_string(&log).expect("the arguments");
    assert_eq!(arguments.lines().count(), 2, "{arguments}");
    assert!(!arguments.contains("sesame"), "{arguments}");
    assert!(arguments.contains("--snapshot="), "{arguments}");
}

#[test]
fn a_copy_over_the_network_is_encrypted_and_uses_the_password_file() {
    let server = TlsServer::start();
    server.execute("ALTER ROLE open CREATEDB");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("passwords");
    std::fs::write(&file, "localhost:*:*:open:right\n").expect("written");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("set");
    let query = format!("sslmode=verify-full&passfile={}", file.display());
    let parameters = |login: &str| {
        let url = DatabaseUrl::parse(&server.url(login, &query)).expect("a URL");
        parameters(&url)
    };
    let source = parameters("open");
    // What the programs say of their sessions stands in the rows that are copied.
    let mut connection = Connection::connect(&source).expect("a connection");
    let rows = connection
        .query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        .expect("a row");
    assert_eq!(rows.single().and_then(Cell::as_bool), Some(true));
    drop(connection);
    let (pg_dump, psql) = (real("pg_dump"), real("psql"));
    let seen = folder.path().join("encrypted");
    let (_folder, programs) = scripts([
        ("pg_dump", &format!("exec {} \"$@\"", pg_dump.display())),
        (
            "psql",
            &format!(
                "{0} -XAtc 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()' < /dev/null \
                 > {1}; exec {0} \"$@\"",
                psql.display(),
                seen.display()
            ),
        ),
    ]);
    let provisioner = Provisioner {
        source: &source,
        server: &source,
        name: "clone_over_tls",
        replacement: Replacement::Refused,
        protected: &[],
    };
    dump(&provisioner, &programs).expect("copied");
    assert_eq!(
        std::fs::read_to_string(&seen).expect("an answer").trim(),
        "t"
    );

    let wrong = parameters("open:hush-hush");
    let refused = Provisioner {
        source: &source,
        server: &wrong,
        name: "clone_refused",
        ..provisioner
    };
    let error = dump(&refused, &programs).expect_err("a wrong password");
    assert!(
        error.to_string().contains("password authentication failed"),
        "{error}"
    );
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
}
