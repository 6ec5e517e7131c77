//! How `pg_dump` and `psql` are told where to connect: by their environment, never by arguments.
//!
//! Counterpart: the table of `PG*` variables in libpq's `fe-connect.c`. Arguments are visible to
//! every user of the machine; the environment of a process only to its own user.

use std::ffi::OsString;
use std::process::Command;

use super::super::parameters::{ChannelBinding, Host, Parameters, TargetSession};
use super::super::tls::{
    Negotiation, RootCertificates, ServerNameIndication, SslMode, TlsVersionLimit,
};
use super::error::CloneError;

/// Gives `command` the variables that lead to the server of `parameters`, and to its database;
/// every `PG*` variable of ours is taken away.
///
/// # Errors
/// [`CloneError::ManyHosts`].
pub(super) fn lead(
    command: &mut Command,
    parameters: &Parameters,
    options: &str,
) -> Result<(), CloneError> {
    for (name, _) in std::env::vars_os() {
        if name.as_encoded_bytes().starts_with(b"PG") {
            command.env_remove(name);
        }
    }
    command.env("LC_ALL", "C");
    for (name, value) in variables(parameters, options)? {
        command.env(name, value);
    }
    Ok(())
}

fn variables(
    parameters: &Parameters,
    options: &str,
) -> Result<Vec<(&'static str, OsString)>, CloneError> {
    let [server] = parameters.addresses.as_slice() else {
        return Err(CloneError::ManyHosts {
            count: parameters.addresses.len(),
        });
    };
    let mut variables: Vec<(&'static str, OsString)> = vec![
        ("PGPORT", server.port.to_string().into()),
        ("PGUSER", parameters.user.clone().into()),
        ("PGDATABASE", parameters.database.clone().into()),
        // Our own sessions do not speak it either.
        ("PGGSSENCMODE", "disable".into()),
        ("PGAPPNAME", "alembic-rs".into()),
    ];
    match &server.host {
        Host::Socket(folder) => variables.push(("PGHOST", folder.clone().into())),
        Host::Name(name) => variables.push(("PGHOST", name.clone().into())),
        Host::Address { name, address } => {
            variables.extend(name.clone().map(|name| ("PGHOST", name.into())));
            variables.push(("PGHOSTADDR", address.to_string().into()));
        }
    }
    if let Some(password) = &server.password {
        variables.push(("PGPASSWORD", password.expose().into()));
    }
    let own = parameters.options.as_deref().unwrap_or_default();
    variables.push(("PGOPTIONS", format!("{own} {options}").trim().into()));
    if let Some(allowed) = parameters.connect_timeout {
        variables.push(("PGCONNECT_TIMEOUT", allowed.as_secs().to_string().into()));
    }
    let binding = match parameters.channel_binding {
        ChannelBinding::Disable => "disable",
        ChannelBinding::Prefer => "prefer",
        ChannelBinding::Require => "require",
    };
    variables.push(("PGCHANNELBINDING", binding.into()));
    let session = match parameters.target_session {
        TargetSession::Any => None,
        TargetSession::ReadWrite => Some("read-write"),
        TargetSession::ReadOnly => Some("read-only"),
        TargetSession::Primary => Some("primary"),
        TargetSession::Standby => Some("standby"),
        TargetSession::PreferStandby => Some("prefer-standby"),
    };
    variables.extend(session.map(|session| ("PGTARGETSESSIONATTRS", session.into())));
    encryption(parameters, &mut variables);
    Ok(variables)
}

fn encryption(parameters: &Parameters, variables: &mut Vec<(&'static str, OsString)>) {
    let tls = &parameters.tls;
    let mode = match tls.mode {
        SslMode::Disable => "disable",
        SslMode::Allow => "allow",
        SslMode::Prefer => "prefer",
        SslMode::Require => "require",
        SslMode::VerifyCa => "verify-ca",
        SslMode::VerifyFull => "verify-full",
    };
    variables.push(("PGSSLMODE", mode.into()));
    match &tls.roots {
        RootCertificates::System => variables.push(("PGSSLROOTCERT", "system".into())),
        RootCertificates::File(path) => variables.push(("PGSSLROOTCERT", path.into())),
        RootCertificates::Nowhere => {}
    }
    let files = [
        ("PGSSLCERT", &tls.certificate),
        ("PGSSLKEY", &tls.private_key),
        ("PGSSLCRL", &tls.revocations),
    ];
    for (name, path) in files {
        if let Some(path) = path.as_ref().filter(|path| path.exists()) {
            variables.push((name, path.into()));
        }
    }
    let version = |limit| match limit {
        TlsVersionLimit::Older => "TLSv1",
        TlsVersionLimit::Version12 => "TLSv1.2",
        TlsVersionLimit::Version13 => "TLSv1.3",
    };
    let oldest = version(tls.oldest_version);
    variables.push(("PGSSLMINPROTOCOLVERSION", oldest.into()));
    let newest = version(tls.newest_version);
    variables.push(("PGSSLMAXPROTOCOLVERSION", newest.into()));
    if tls.negotiation == Negotiation::Direct {
        variables.push(("PGSSLNEGOTIATION", "direct".into()));
    }
    if tls.server_name_indication == ServerNameIndication::Withhold {
        variables.push(("PGSSLSNI", "0".into()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::environment::Environment;
    use super::super::super::parameters::Parameters;
    use super::variables;
    use crate::config::DatabaseUrl;

    fn shown(url: &str) -> Vec<String> {
        let url = DatabaseUrl::parse(url).expect("a URL");
        let parameters = Parameters::resolve(&url, &Environment::default()).expect("resolved");
        variables(&parameters, "-c default_transaction_read_only=on")
            .expect("one host")
            .into_iter()
            .map(|(name, value)| format!("{name}={}", value.display()))
            .collect()
    }

    #[test]
    fn every_setting_of_the_url_reaches_the_programs() {
        let found = shown(
            "postgresql://ada:p%40ss@db.example:6000/the%20shop?sslmode=verify-full\
             &sslrootcert=/ca.pem&options=-c%20search_path%3Dx&connect_timeout=7\
             &hostaddr=10.0.0.1&channel_binding=require&target_session_attrs=primary",
        );
        for expected in [
            "PGHOST=db.example",
            "PGHOSTADDR=10.0.0.1",
            "PGPORT=6000",
            "PGUSER=ada",
            "PGPASSWORD=p@ss",
            // SQLAlchemy leaves the name of the database as it stands.
            "PGDATABASE=the%20shop",
            "PGSSLMODE=verify-full",
            "PGSSLROOTCERT=/ca.pem",
            "PGSSLMINPROTOCOLVERSION=TLSv1.2",
            "PGOPTIONS=-c search_path=x -c default_transaction_read_only=on",
            "PGCONNECT_TIMEOUT=7",
            "PGCHANNELBINDING=require",
            "PGTARGETSESSIONATTRS=primary",
        ] {
            assert!(
                found.iter().any(|line| line == expected),
                "{expected}: {found:?}"
            );
        }
        assert!(
            shown("postgresql://ada@/shop?host=/run/pg").contains(&"PGHOST=/run/pg".to_owned())
        );
    }
}
