//! libpq's connection keywords and the environment variables behind them.
//!
//! Counterpart: `PQconninfoOptions` in libpq's `fe-connect.c` (PostgreSQL 18).

/// The keywords that a variable of the environment can set, with that variable.
const VARIABLES: [(&str, &str); 34] = [
    ("application_name", "PGAPPNAME"),
    ("channel_binding", "PGCHANNELBINDING"),
    ("client_encoding", "PGCLIENTENCODING"),
    ("connect_timeout", "PGCONNECT_TIMEOUT"),
    ("dbname", "PGDATABASE"),
    ("gssdelegation", "PGGSSDELEGATION"),
    ("gssencmode", "PGGSSENCMODE"),
    ("gsslib", "PGGSSLIB"),
    ("host", "PGHOST"),
    ("hostaddr", "PGHOSTADDR"),
    ("krbsrvname", "PGKRBSRVNAME"),
    ("load_balance_hosts", "PGLOADBALANCEHOSTS"),
    ("options", "PGOPTIONS"),
    ("passfile", "PGPASSFILE"),
    ("password", "PGPASSWORD"),
    ("port", "PGPORT"),
    ("require_auth", "PGREQUIREAUTH"),
    ("requirepeer", "PGREQUIREPEER"),
    ("service", "PGSERVICE"),
    ("servicefile", "PGSERVICEFILE"),
    ("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION"),
    ("ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION"),
    ("sslcert", "PGSSLCERT"),
    ("sslcertmode", "PGSSLCERTMODE"),
    ("sslcompression", "PGSSLCOMPRESSION"),
    ("sslcrl", "PGSSLCRL"),
    ("sslcrldir", "PGSSLCRLDIR"),
    ("sslkey", "PGSSLKEY"),
    ("sslmode", "PGSSLMODE"),
    ("sslnegotiation", "PGSSLNEGOTIATION"),
    ("sslrootcert", "PGSSLROOTCERT"),
    ("sslsni", "PGSSLSNI"),
    ("target_session_attrs", "PGTARGETSESSIONATTRS"),
    ("user", "PGUSER"),
];

/// The keywords without a variable.
const WITHOUT_VARIABLE: [&str; 8] = [
    "fallback_application_name",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "replication",
    "sslpassword",
    "tcp_user_timeout",
];

/// The variables that become settings of the session (`EnvironmentOptions` in `fe-connect.c`).
pub(super) const SESSION_VARIABLES: [(&str, &str); 3] = [
    ("PGTZ", "timezone"),
    ("PGDATESTYLE", "datestyle"),
    ("PGGEQO", "geqo"),
];

/// All keywords that have a variable, with it.
pub(super) fn with_variables() -> impl Iterator<Item = (&'static str, &'static str)> {
    VARIABLES.into_iter()
}

/// The keyword that is spelt `name`.
pub(super) fn find(name: &str) -> Option<&'static str> {
    VARIABLES
        .into_iter()
        .map(|(keyword, _)| keyword)
        .chain(WITHOUT_VARIABLE)
        .find(|keyword| *keyword == name)
}
