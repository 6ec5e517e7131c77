//! Which database is which, by what the databases say.

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::{Environment, Parameters};
use alembic_rs::governance::{DatabaseSettings, RootCause};
use alembic_rs::release::{
    DatabasePart, Obstacle, Target, check_apart_from_declared, in_environment,
};

use crate::db::support::{connect, new_database};
use crate::db::tls::TlsServer;

/// The settings of the database whose URL the variable `URL` has.
pub(super) fn settings(database: &str) -> DatabaseSettings {
    DatabaseSettings {
        url_environment: "URL".to_owned(),
        dsn_environment: None,
        database: database.to_owned(),
        host: None,
        role: None,
        system_identifier: None,
        require_ssl: false,
    }
}

/// The name of a database on the private server.
pub(super) fn name_of(url: &DatabaseUrl) -> String {
    let parameters = Parameters::resolve(url, &Environment::default()).expect("parameters");
    parameters.database
}

/// A database of the private server as a target.
pub(super) fn target(part: DatabasePart, url: &DatabaseUrl) -> Target {
    let parameters = Parameters::resolve(url, &Environment::default()).expect("parameters");
    Target::reach_by(part, &settings(&name_of(url)), parameters).expect("reached")
}

fn reach(settings: &DatabaseSettings, variables: &[(&str, &str)]) -> Result<Target, Obstacle> {
    let environment = Environment::with_variables(variables.iter().copied());
    Target::reach(
        DatabasePart::Source,
        settings,
        &in_environment(&environment),
    )
}

#[test]
fn a_database_is_the_one_that_was_declared() {
    let url = new_database();
    let target = target(DatabasePart::Production, &url);
    let seen = target.check_identity().expect("it is");
    assert!(seen.contains(&target.seen().system_identifier), "{seen}");
    let host = target.identity().server;
    let host = host.rsplit_once(':').expect("host and port").0;
    let wanted = |change: &dyn Fn(&mut DatabaseSettings)| {
        let mut settings = settings(&name_of(&url));
        change(&mut settings);
        Target::reach_by(DatabasePart::Source, &settings, target.parameters().clone())
            .expect("reached")
            .check_identity()
    };
    assert!(wanted(&|settings| settings.host = Some(host.to_owned())).is_ok());
    assert!(wanted(&|settings| settings.role = Some("postgres".to_owned())).is_ok());
    let changes: [(&dyn Fn(&mut DatabaseSettings), &str); 4] = [
        (
            &|settings| settings.database = "netzprod".to_owned(),
            "instead of \"netzprod\"",
        ),
        (
            &|settings| settings.host = Some("db.example".to_owned()),
            "instead of \"db.example\"",
        ),
        (
            &|settings| settings.role = Some("ada".to_owned()),
            "instead of \"ada\"",
        ),
        (
            &|settings| settings.system_identifier = Some("1".to_owned()),
            "instead of \"1\"",
        ),
    ];
    for (change, expected) in changes {
        let error = wanted(change).expect_err(expected).detail;
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_clone_is_neither_its_source_nor_production() {
    let (one, other) = (new_database(), new_database());
    let source = target(DatabasePart::Source, &one);
    let copy = target(DatabasePart::Clone, &other);
    copy.check_apart_from(&[&source]).expect("two databases");
    let same = target(DatabasePart::Clone, &one);
    let error = same
        .check_apart_from(&[&copy, &source])
        .expect_err("one database");
    assert!(error.detail.contains("the clone is the source"), "{error}");

    let mut production = settings(&name_of(&one));
    let error = check_apart_from_declared(&same, &production).expect_err("not to be told");
    assert!(error.detail.contains("system_identifier"), "{error}");
    production.system_identifier = Some(same.seen().system_identifier.clone());
    let error = check_apart_from_declared(&same, &production).expect_err("it is production");
    assert!(error.detail.contains("the clone is production"), "{error}");
    check_apart_from_declared(&copy, &production).expect("another database");
}

#[test]
fn a_database_that_was_made_anew_is_another_one() {
    let url = new_database();
    let target = target(DatabasePart::Clone, &url);
    target.connect().expect("the same");
    let name = name_of(&url);
    let mut elsewhere = connect(&url.with_database("postgres")).expect("a connection");
    elsewhere
        .execute(&format!("DROP DATABASE {name}"))
        .expect("dropped");
    elsewhere
        .execute(&format!("CREATE DATABASE {name} TEMPLATE template0"))
        .expect("made");
    let error = target.connect().expect_err("another oid");
    assert!(
        error.detail.contains("is not the database it was"),
        "{error}"
    );
}

#[test]
fn a_variable_that_leads_nowhere_is_named() {
    for (variables, expected, cause) in [
        (&[][..], "URL is not set", RootCause::Connection),
        (&[("URL", "")], "URL is not set", RootCause::Connection),
        (
            &[("URL", "mysql://ada:hush@h/d")],
            "only PostgreSQL",
            RootCause::Connection,
        ),
        (
            &[("URL", "postgresql://ada:hush@127.0.0.1:1/d")],
            "refused",
            RootCause::Connection,
        ),
        (
            &[("URL", "postgresql://ada:hush@a,b/d?host=a&host=b")],
            "",
            RootCause::Connection,
        ),
    ] {
        let error = reach(&settings("d"), variables).expect_err(expected);
        assert!(error.detail.contains(expected), "{error}");
        assert!(!error.detail.contains("hush"), "{error}");
        assert!(
            expected.is_empty() || error.root_cause == cause,
            "{error:?}"
        );
    }
}

#[test]
fn encryption_is_proven_and_a_wrong_password_is_classified_and_never_shown() {
    let server = TlsServer::start();
    let mut settings = settings("postgres");
    settings.require_ssl = true;
    settings.dsn_environment = Some("DSN".to_owned());
    let full = server.url("open:right", "sslmode=verify-full");
    let variables = |url: &str, dsn: &str| {
        Environment::with_variables([("URL", url.to_owned()), ("DSN", dsn.to_owned())])
    };
    let reach = |url: &str| {
        let environment = variables(url, &full);
        Target::reach(
            DatabasePart::Production,
            &settings,
            &in_environment(&environment),
        )
    };
    let target = reach(&full).expect("reached");
    let seen = target.check_encryption().expect("encrypted");
    assert!(
        seen.contains("TLSv1.") && seen.contains("host verified"),
        "{seen}"
    );
    assert!(target.identity().encrypted);
    let unverified = reach(
        &server
            .url("open:right", "sslmode=require")
            .replace("authority", "no"),
    );
    let seen = unverified
        .expect("reached")
        .check_encryption()
        .expect("encrypted");
    assert!(seen.contains("not verified"), "{seen}");
    for mode in ["disable", "allow", "prefer"] {
        let error = reach(&server.url("open:right", &format!("sslmode={mode}"))).expect_err(mode);
        assert_eq!(error.root_cause, RootCause::Ssl, "{error}");
        assert!(error.detail.contains("sslmode=verify-full"), "{error}");
    }
    for (url, cause) in [
        (
            server.url("open:hush-hush", "sslmode=require"),
            RootCause::Authentication,
        ),
        (
            server.url("open", "sslmode=require"),
            RootCause::Authentication,
        ),
        (
            server.url("open:hush-hush", "sslmode=verify-full&host=127.0.0.1"),
            RootCause::Ssl,
        ),
    ] {
        let error = reach(&url).expect_err("refused");
        assert_eq!(error.root_cause, cause, "{error}");
        assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    }

    // The two variables of the runbook.
    let second = |dsn: &str| target.check_second_variable(&in_environment(&variables(&full, dsn)));
    assert!(second(&full).expect("the same").is_some());
    for (dsn, expected) in [
        (
            full.replace("/postgres?", "/template1?"),
            "do not lead to the same database",
        ),
        (
            server.url("tls:right", "sslmode=verify-full"),
            "do not lead to the same database",
        ),
        (server.url("open:right", "sslmode=prefer"), "clear text"),
        (String::new(), "DSN is not set"),
    ] {
        let error = second(&dsn).expect_err(expected);
        assert!(error.detail.contains(expected), "{error}");
    }
}
