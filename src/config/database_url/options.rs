//! The query options of a URL, and what they mean as libpq keywords.
//!
//! Counterpart: `create_connect_args` and `_split_multihost_from_url` of SQLAlchemy's PostgreSQL
//! dialects, `urllib.parse.parse_qsl`, and libpq's `PQconninfoOptions`. libpq's own names are
//! understood for every driver; what only one driver has is listed below.

use percent_encoding::percent_decode_str;

use super::{DatabaseUrl, DatabaseUrlError, Driver, Secret};

/// libpq's connection keywords whose meaning is carried out.
const KEYWORDS: [&str; 42] = [
    "application_name",
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "dbname",
    "fallback_application_name",
    "gssdelegation",
    "gssencmode",
    "gsslib",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "krbsrvname",
    "load_balance_hosts",
    "options",
    "passfile",
    "password",
    "port",
    "replication",
    "require_auth",
    "requirepeer",
    "service",
    "servicefile",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcertmode",
    "sslcompression",
    "sslcrl",
    "sslcrldir",
    "sslkey",
    "sslmode",
    "sslnegotiation",
    "sslpassword",
    "sslrootcert",
    "sslsni",
    "target_session_attrs",
    "tcp_user_timeout",
    "user",
];

/// Options of asyncpg and of its SQLAlchemy dialect that tune the client alone: which server is
/// met and what is done there does not depend on them.
const ASYNCPG_CLIENT_OPTIONS: [&str; 5] = [
    "async_fallback",
    "max_cacheable_statement_size",
    "max_cached_statement_lifetime",
    "prepared_statement_cache_size",
    "statement_cache_size",
];

/// What a query option is to be taken for.
enum Meaning {
    Keyword(&'static str),
    /// Has no influence on the server side; may be left out.
    ClientOnly,
    Unsupported(&'static str),
    Unknown,
}

fn meaning(driver: Driver, name: &str) -> Meaning {
    match (driver, name) {
        (Driver::Asyncpg, "ssl") => return Meaning::Keyword("sslmode"),
        (Driver::Asyncpg | Driver::Pg8000, "database") => return Meaning::Keyword("dbname"),
        (Driver::Asyncpg, name) if ASYNCPG_CLIENT_OPTIONS.contains(&name) => {
            return Meaning::ClientOnly;
        }
        (Driver::Asyncpg, "command_timeout") => {
            return Meaning::Unsupported(
                "statements are not limited in time by the client; set statement_timeout in \
                 options instead",
            );
        }
        (Driver::Asyncpg, "service" | "servicefile") => {
            return Meaning::Unsupported("asyncpg disregards a service that is not in a DSN");
        }
        _ => {}
    }
    KEYWORDS
        .into_iter()
        .find(|keyword| *keyword == name)
        .map_or(Meaning::Unknown, Meaning::Keyword)
}

/// Everything a URL says, as libpq keywords, each once.
pub(super) fn settings(url: &DatabaseUrl) -> Result<Vec<(&'static str, Secret)>, DatabaseUrlError> {
    let mut settings: Vec<(&'static str, Secret)> = Vec::new();
    let mut set = |keyword, value: String| {
        settings.retain(|(known, _)| *known != keyword);
        settings.push((keyword, Secret::new(value)));
    };
    // Python's truth: an empty text or the port 0 is as good as none.
    let nonempty = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    if let Some(host) = nonempty(&url.host) {
        set("host", host);
    }
    if let Some(database) = nonempty(&url.database) {
        set("dbname", database);
    }
    if let Some(username) = nonempty(&url.username) {
        set("user", username);
    }
    if let Some(password) = url
        .password
        .as_ref()
        .filter(|password| !password.expose().is_empty())
    {
        set("password", password.expose().to_owned());
    }
    if let Some(port) = url.port.filter(|port| *port != 0) {
        set("port", port.to_string());
    }
    let mut unknown = Vec::new();
    for (name, values) in &url.query {
        let keyword = match meaning(url.driver, name) {
            Meaning::Keyword(keyword) => keyword,
            Meaning::ClientOnly => continue,
            Meaning::Unsupported(reason) => {
                return Err(DatabaseUrlError::UnsupportedOption {
                    name: name.clone(),
                    reason,
                });
            }
            Meaning::Unknown => {
                unknown.push(name.clone());
                continue;
            }
        };
        match values.as_slice() {
            _ if keyword == "host" || keyword == "port" => {}
            [value] => set(keyword, value.clone()),
            _ => return Err(DatabaseUrlError::RepeatedOption { name: name.clone() }),
        }
    }
    if !unknown.is_empty() {
        return Err(DatabaseUrlError::UnknownOptions {
            driver: url.driver,
            names: unknown,
        });
    }
    let (hosts, ports) = hosts_and_ports(option(url, "host"), option(url, "port"))?;
    if let Some(hosts) = hosts {
        set("host", hosts);
    }
    if let Some(ports) = ports {
        set("port", ports);
    }
    Ok(settings)
}

fn option<'a>(url: &'a DatabaseUrl, name: &str) -> &'a [String] {
    url.query
        .iter()
        .find(|(known, _)| known == name)
        .map_or(&[], |(_, values)| values.as_slice())
}

/// The query's `host` and `port` as libpq's comma-separated lists; `None` leaves the authority's.
fn hosts_and_ports(
    host: &[String],
    port: &[String],
) -> Result<(Option<String>, Option<String>), DatabaseUrlError> {
    let mut hosts: Vec<String> = Vec::new();
    let mut ports: Option<Vec<String>> = None;
    match host {
        [] => {}
        [host] => {
            hosts = host.split(',').map(str::to_owned).collect();
            if let (1, [], Some((name, number))) = (
                hosts.len(),
                port,
                host.split_once(':').filter(|pair| is_internet_host(*pair)),
            ) {
                ports = Some(vec![number.to_owned()]);
                hosts = vec![name.to_owned()];
            }
        }
        several => {
            let mut numbers = Vec::new();
            for token in several {
                let (name, number) = token.split_once(':').unwrap_or((token, ""));
                if number.contains(':') {
                    return Err(DatabaseUrlError::Port);
                }
                hosts.push(name.to_owned());
                numbers.push(number.to_owned());
            }
            ports = Some(numbers);
        }
    }
    if !port.is_empty() {
        if ports.is_some() {
            return Err(DatabaseUrlError::MixedHostForms);
        }
        ports = Some(
            port.iter()
                .flat_map(|port| port.split(','))
                .map(str::to_owned)
                .collect(),
        );
    }
    let Some(mut ports) = ports else {
        // Several hosts without a port each have the default one, whatever the authority says.
        let several = (hosts.len() > 1).then(|| ",".repeat(hosts.len() - 1));
        return Ok((joined(&hosts), several));
    };
    for port in &mut ports {
        let number = port.trim();
        if !number.is_empty() && number.parse::<u16>().is_err() {
            return Err(DatabaseUrlError::Port);
        }
        *port = number.to_owned();
    }
    let count = hosts.len().max(1);
    if ports.len() != count {
        return Err(DatabaseUrlError::HostsAndPorts);
    }
    let ports = joined(&ports).filter(|ports| !ports.is_empty());
    Ok((joined(&hosts), ports))
}

fn is_internet_host((name, port): (&str, &str)) -> bool {
    name.chars()
        .all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter))
        && port.chars().all(|letter| letter.is_ascii_digit())
}

fn joined(list: &[String]) -> Option<String> {
    if list.is_empty() {
        None
    } else {
        Some(list.join(","))
    }
}

/// `urllib.parse.parse_qsl`, values of one name gathered: blank values are dropped.
pub(super) fn parse_query(text: &str) -> Vec<(String, Vec<String>)> {
    let decoded = |text: &str| {
        percent_decode_str(&text.replace('+', " "))
            .decode_utf8_lossy()
            .into_owned()
    };
    let mut query: Vec<(String, Vec<String>)> = Vec::new();
    for pair in text.split('&') {
        let Some((name, value)) = pair.split_once('=').filter(|(_, value)| !value.is_empty())
        else {
            continue;
        };
        let (name, value) = (decoded(name), decoded(value));
        match query.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => query.push((name, vec![value])),
        }
    }
    query
}

/// Whether the value of a query option must not be shown.
pub(super) fn is_secret(name: &str) -> bool {
    matches!(name, "password" | "sslpassword")
}

/// `urllib.parse.quote`: everything but letters, digits, `_.-~` and `safe` becomes `%XX`.
pub(super) fn quote(text: &str, safe: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for byte in text.bytes() {
        let letter = char::from(byte);
        if letter.is_ascii_alphanumeric() || "_.-~".contains(letter) || safe.contains(letter) {
            quoted.push(letter);
        } else {
            quoted.push_str(percent_encoding::percent_encode_byte(byte));
        }
    }
    quoted
}

/// `urllib.parse.quote_plus`: as [`quote`], a space becomes `+`.
pub(super) fn quote_plus(text: &str) -> String {
    quote(text, " ").replace(' ', "+")
}

#[cfg(test)]
mod tests {
    use super::super::DatabaseUrl;

    fn settings(text: &str) -> String {
        match DatabaseUrl::parse(text) {
            Ok(url) => {
                let mut settings: Vec<_> = url
                    .settings()
                    .iter()
                    .map(|(keyword, value)| format!("{keyword}={}", value.expose()))
                    .collect();
                settings.sort();
                settings.join(" ")
            }
            Err(error) => error.to_string(),
        }
    }

    /// Right what `create_connect_args` of SQLAlchemy's psycopg2 dialect returns.
    #[test]
    fn means_what_sqlalchemy_hands_to_the_driver() {
        for (query, expected) in [
            (
                "u:p@h:5/db?host=a:1&host=b",
                "dbname=db host=a,b password=p port=1, user=u",
            ),
            (
                "u:p@h:5/db?host=a,b&port=1,2",
                "dbname=db host=a,b password=p port=1,2 user=u",
            ),
            ("u@h:5/db?host=a:7", "dbname=db host=a port=7 user=u"),
            (
                "u@h:5/db?host=/run/x",
                "dbname=db host=/run/x port=5 user=u",
            ),
            ("u@h:5/db?port=3", "dbname=db host=h port=3 user=u"),
            ("u@h:5/db?host=a,b", "dbname=db host=a,b port=, user=u"),
            (
                "u@h:5/db?host=a,b&port=1",
                "number of hosts and ports don't match",
            ),
            ("u@h/db?host=::1", "dbname=db host=::1 user=u"),
            (
                "u@h:0/db?dbname=x&user=y&password=z",
                "dbname=x host=h password=z user=y",
            ),
            (
                "h/db?host=a:x&host=b",
                "the port in the database URL is not a number from 0 to 65535",
            ),
            ("h/db?port=1&port=2&host=a,b", "dbname=db host=a,b port=1,2"),
            ("/?user=x", "user=x"),
        ] {
            assert_eq!(
                settings(&format!("postgresql://{query}")),
                expected,
                "{query}"
            );
        }
    }

    #[test]
    fn knows_the_options_of_asyncpg() {
        assert_eq!(
            settings("postgresql+asyncpg://h/d?ssl=require&prepared_statement_cache_size=0"),
            "dbname=d host=h sslmode=require"
        );
        assert!(settings("postgresql+asyncpg://h/d?command_timeout=5").contains("not supported"));
    }
}
