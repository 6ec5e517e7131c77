//! Encryption and passwords, against a server on TCP that has them.
//!
//! The certificates were made by `certificates/make.sh`.

use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::ConnectErrorKind::{self, Authentication, Tls};
use alembic_rs::db::{Cell, Connection, DbError, Environment, Parameters, Sandbox, SandboxOptions};

/// Who may come how: passwords for all, but `ada` by certificate and `plain` in clear only.
const AUTHENTICATION: &str = "
local     all all                  trust
hostnossl all plain 127.0.0.1/32   scram-sha-256
hostssl   all ada   127.0.0.1/32   cert
hostssl   all tls   127.0.0.1/32   scram-sha-256
host      all open  127.0.0.1/32   scram-sha-256
host      all old   127.0.0.1/32   md5
host      all clear 127.0.0.1/32   password
";

/// A server on TCP that has certificates and passwords: `right` is that of everybody.
pub(crate) struct TlsServer {
    folder: tempfile::TempDir,
    process: Child,
    port: u16,
}

impl TlsServer {
    pub(crate) fn start() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("tls-")
            .tempdir_in("/tmp")
            .expect("a folder");
        let set_mode = |path: &Path, mode| {
            let permissions = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(path, permissions).expect("changed");
        };
        set_mode(folder.path(), 0o755);
        let options = SandboxOptions::Kept(folder.path().join("s"));
        let sandbox = Sandbox::start(&options, &Environment::of_process()).expect("a server");
        let parameters = sandbox.parameters(sandbox.url()).expect("parameters");
        let mut connection = Connection::connect(&parameters).expect("a connection");
        connection
            .execute(
                "SET password_encryption = 'scram-sha-256';
                 CREATE ROLE plain LOGIN PASSWORD 'right'; CREATE ROLE ada LOGIN;
                 CREATE ROLE tls LOGIN PASSWORD 'right'; CREATE ROLE open LOGIN PASSWORD 'right';
                 CREATE ROLE clear LOGIN PASSWORD 'right';
                 SET password_encryption = 'md5'; CREATE ROLE old LOGIN PASSWORD 'right'",
            )
            .expect("roles");
        let rows = connection
            .query("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
            .expect("rows");
        let Some(Cell::Text(programs)) = rows.single() else {
            panic!("{rows:?}")
        };
        drop(connection);
        let stop = sandbox.stop_command().expect("a command");
        assert!(
            Command::new("sh")
                .args(["-c", stop])
                .output()
                .expect("sh runs")
                .status
                .success()
        );
        let data = folder.path().join("s/data");
        while data.join("postmaster.pid").exists() {
            thread::sleep(Duration::from_millis(10));
        }
        let owner = data.metadata().expect("metadata");
        std::fs::write(data.join("pg_hba.conf"), AUTHENTICATION).expect("written");
        for entry in std::fs::read_dir(certificate("")).expect("a folder") {
            let source = entry.expect("an entry").path();
            let target = data.join(source.file_name().expect("a name"));
            std::fs::copy(&source, &target).expect("copied");
            set_mode(&target, 0o600);
            chown(&target, Some(owner.uid()), Some(owner.gid())).expect("owned");
        }
        let port = TcpListener::bind("127.0.0.1:0")
            .expect("a port")
            .local_addr()
            .expect("bound");
        let mut command = Command::new(Path::new(programs).join("postgres"));
        command
            .args(["-D", "data", "-p", &port.port().to_string()])
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "ssl=on"])
            .args(["-c", "ssl_ca_file=authority.crt"])
            .args([
                "-c",
                "ssl_cert_file=server.crt",
                "-c",
                "ssl_key_file=server.key",
            ])
            .current_dir(folder.path().join("s"))
            .stderr(Stdio::null());
        // Only root has made the data folder somebody else's.
        let own = folder.path().metadata().expect("metadata").uid();
        if own != owner.uid() {
            command.uid(owner.uid()).gid(owner.gid());
        }
        let process = command.spawn().expect("started");
        let server = Self {
            folder,
            process,
            port: port.port(),
        };
        let ready = (0..1000).any(|_| {
            thread::sleep(Duration::from_millis(10));
            server.connect("open:right", "sslmode=disable", &[]).is_ok()
        });
        assert!(ready, "the server becomes ready");
        server
    }

    /// A URL of the server's database `postgres`, the certificates' authority trusted.
    pub(crate) fn url(&self, login: &str, query: &str) -> String {
        format!(
            "postgresql://{login}@localhost:{}/postgres?hostaddr=127.0.0.1&{query}&sslrootcert={}",
            self.port,
            certificate("authority.crt").display()
        )
    }

    /// Runs statements as the superuser, over the socket.
    pub(crate) fn execute(&self, sql: &str) {
        let socket = self.folder.path().join("s");
        let socket = socket.to_str().expect("text");
        let url = DatabaseUrl::for_socket(socket, self.port, "postgres", "postgres");
        crate::db::support::connect(&url.expect("a URL"))
            .expect("a connection")
            .execute(sql)
            .expect("executed");
    }

    fn parameters(&self, login: &str, query: &str) -> Parameters {
        let url = format!(
            "postgresql://{login}@localhost:{}/postgres?{query}",
            self.port
        );
        let url = DatabaseUrl::parse(&url).expect("a valid URL");
        let environment = Environment::default().with_home_folder(self.folder.path().join("home"));
        Parameters::resolve(&url, &environment).expect("parameters")
    }

    fn connect(
        &self,
        login: &str,
        query: &str,
        certificates: &[(&str, &str)],
    ) -> Result<Connection, DbError> {
        let mut query = format!("{query}&hostaddr=127.0.0.1");
        for (option, name) in certificates {
            query = format!("{query}&{option}={}", certificate(name).display());
        }
        Connection::connect(&self.parameters(login, &query))
    }

    /// Whether the connection is encrypted, or why there is none.
    fn outcome(
        &self,
        login: &str,
        query: &str,
        certificates: &[(&str, &str)],
    ) -> Result<bool, (ConnectErrorKind, String)> {
        match self.connect(login, query, certificates) {
            Ok(mut connection) => {
                let question = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
                let rows = connection.query(question).expect("rows");
                let encrypted = rows.single().and_then(Cell::as_bool).expect("a boolean");
                assert_eq!(encrypted, connection.is_encrypted());
                Ok(encrypted)
            }
            Err(DbError::Connect(error)) => Err((error.kind(), error.to_string())),
            Err(other) => panic!("{other}"),
        }
    }

    fn use_certificate(&self, name: &str) {
        let socket = self.folder.path().join("s");
        let url = DatabaseUrl::for_socket(
            socket.to_str().expect("text"),
            self.port,
            "postgres",
            "postgres",
        )
        .expect("a URL");
        let parameters = Parameters::resolve(&url, &Environment::default()).expect("parameters");
        let mut connection = Connection::connect(&parameters).expect("a connection");
        for suffix in ["crt", "key"] {
            let target = socket.join("data").join(format!("server.{suffix}"));
            let bytes = std::fs::read(certificate(&format!("{name}.{suffix}"))).expect("read");
            std::fs::write(target, bytes).expect("written");
        }
        connection
            .execute("SELECT pg_reload_conf()")
            .expect("reloaded");
        thread::sleep(Duration::from_millis(200));
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        let pid = self.process.id().to_string();
        let _ = Command::new("kill").args(["-s", "QUIT", &pid]).status();
        let _ = self.process.wait();
    }
}

fn certificate(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/db/certificates")
        .join(name)
}

#[test]
fn sslmode_means_what_it_means_to_libpq() {
    let server = TlsServer::start();
    let tls = |login, query| server.outcome(login, query, &[]);
    // Without a root certificate.
    for (login, query, encrypted) in [
        ("open:right", "sslmode=disable", false),
        ("open:right", "sslmode=allow", false),
        ("open:right", "sslmode=prefer", true),
        ("open:right", "sslmode=require", true),
        ("tls:right", "sslmode=allow", true),
        ("tls:right", "sslmode=require&channel_binding=require", true),
        ("plain:right", "sslmode=prefer", false),
        ("old:right", "sslmode=prefer", true),
        ("clear:right", "sslmode=prefer", true),
    ] {
        assert_eq!(tls(login, query), Ok(encrypted), "{login} {query}");
    }
    let refused = |login, query, kind, text: &str| {
        let (found, message) = server.outcome(login, query, &[]).expect_err(query);
        assert_eq!(found, kind, "{login} {query}: {message}");
        assert!(message.contains(text), "{login} {query}: {message}");
    };
    refused(
        "tls:right",
        "sslmode=disable",
        Authentication,
        "no pg_hba.conf entry",
    );
    refused(
        "plain:right",
        "sslmode=require",
        Authentication,
        "no pg_hba.conf entry",
    );
    let failed = "password authentication failed for user \"open\"";
    refused("open:wrong", "sslmode=require", Authentication, failed);
    refused(
        "open",
        "sslmode=require",
        Authentication,
        "fe_sendauth: no password supplied",
    );
    refused(
        "plain:right",
        "sslmode=disable&channel_binding=require",
        Authentication,
        "channel",
    );
    refused(
        "open:right",
        "sslmode=verify-full",
        Tls,
        "root certificate file",
    );

    // With one.
    let root = |name| [("sslrootcert", name)];
    let authority = root("authority.crt");
    assert_eq!(
        server.outcome("open:right", "sslmode=verify-ca", &authority),
        Ok(true)
    );
    assert_eq!(
        server.outcome("open:right", "sslmode=verify-full", &authority),
        Ok(true)
    );
    for mode in ["require", "verify-ca", "verify-full"] {
        let query = format!("sslmode={mode}");
        let outcome = server.outcome("open:right", &query, &root("stranger.crt"));
        let (kind, message) = outcome.expect_err("not trusted");
        assert_eq!(kind, Tls);
        assert!(message.contains("UnknownIssuer"), "{message}");
    }
    // Where encryption is only preferred, one that cannot be trusted is done without.
    assert_eq!(
        server.outcome("open:right", "sslmode=prefer", &root("stranger.crt")),
        Ok(false)
    );
    let by_number = "sslmode=verify-full&host=127.0.0.1";
    let (kind, message) = server
        .outcome("open:right", by_number, &authority)
        .expect_err("name");
    assert_eq!(kind, Tls);
    assert!(message.contains("not valid for name"), "{message}");
    assert_eq!(
        server.outcome("open:right", "sslmode=verify-ca&host=127.0.0.1", &authority),
        Ok(true)
    );

    // A client certificate.
    let key = server.folder.path().join("client.key");
    std::fs::copy(certificate("client.key"), &key).expect("copied");
    let identity = [
        ("sslrootcert", "authority.crt"),
        ("sslcert", "client.crt"),
        ("sslkey", key.to_str().expect("text")),
    ];
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).expect("changed");
    let (kind, message) = server
        .outcome("ada", "sslmode=verify-full", &identity)
        .expect_err("a key that others may read");
    assert_eq!(kind, Tls);
    assert!(message.contains("has group or world access"), "{message}");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).expect("changed");
    assert_eq!(
        server.outcome("ada", "sslmode=verify-full", &identity),
        Ok(true)
    );
    refused(
        "ada",
        "sslmode=require",
        Authentication,
        "valid client certificate",
    );

    // Certificates that rustls alone would refuse and OpenSSL does not.
    server.use_certificate("common-name");
    assert_eq!(
        server.outcome("open:right", "sslmode=verify-full", &authority),
        Ok(true)
    );
    server.use_certificate("version-1");
    assert_eq!(tls("open:right", "sslmode=require"), Ok(true));
    server.use_certificate("self-signed");
    let own = root("self-signed.crt");
    assert_eq!(
        server.outcome("open:right", "sslmode=verify-full", &own),
        Ok(true)
    );
    assert_eq!(tls("open:right", "sslmode=require"), Ok(true));
    let (kind, _) = server
        .outcome("open:right", "sslmode=verify-ca", &authority)
        .expect_err("no");
    assert_eq!(kind, Tls);
}
