//! Taking addresses apart (`urlsplit` in `Lib/urllib/parse.py`).

/// The parts of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) scheme: String,
    pub(super) authority: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) fragment: String,
}

/// Takes `url` apart; the sentence of the `ValueError` where it is malformed.
pub(super) fn split(url: &str, scheme: &str) -> Result<Parts, String> {
    let cleaned: String = url
        .trim_start_matches(|character| character <= ' ')
        .chars()
        .filter(|character| !matches!(character, '\t' | '\r' | '\n'))
        .collect();
    let mut rest = cleaned.as_str();
    let mut parts = Parts {
        scheme: scheme.to_string(),
        authority: String::new(),
        path: String::new(),
        query: String::new(),
        fragment: String::new(),
    };
    if let Some((before, behind)) = rest.split_once(':')
        && before.starts_with(|first: char| first.is_ascii_alphabetic())
        && before
            .chars()
            .all(|next| next.is_ascii_alphanumeric() || "+-.".contains(next))
    {
        parts.scheme = before.to_lowercase();
        rest = behind;
    }
    if let Some(behind) = rest.strip_prefix("//") {
        let end = behind.find(['/', '?', '#']).unwrap_or(behind.len());
        parts.authority = behind[..end].to_string();
        rest = &behind[end..];
        if parts.authority.contains('[') != parts.authority.contains(']') {
            return Err("Invalid IPv6 URL".into());
        }
    }
    if let Some((before, fragment)) = rest.split_once('#') {
        parts.fragment = fragment.to_string();
        rest = before;
    }
    if let Some((before, query)) = rest.split_once('?') {
        parts.query = query.to_string();
        rest = before;
    }
    parts.path = rest.to_string();
    Ok(parts)
}

/// Schemes whose last path segment may have parameters.
const WITH_PARAMETERS: &[&str] = &[
    "", "ftp", "hdl", "prospero", "http", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms",
    "sftp", "tel",
];

/// Takes the parameters off the last segment of a path.
pub(super) fn split_parameters(scheme: &str, path: &str) -> (String, String) {
    if !WITH_PARAMETERS.contains(&scheme) {
        return (path.to_string(), String::new());
    }
    let segment = path.rfind('/').unwrap_or(0);
    match path[segment..].find(';') {
        Some(index) => {
            let at = segment + index;
            (path[..at].to_string(), path[at + 1..].to_string())
        }
        None => (path.to_string(), String::new()),
    }
}

/// Schemes whose addresses have an authority even where it is empty.
const WITH_AUTHORITY: &[&str] = &[
    "", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp",
    "snews", "prospero", "rtsp", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git",
    "git+ssh", "ws", "wss",
];

/// Puts an address together again.
pub(super) fn join(parts: &Parts) -> String {
    let mut url = parts.path.clone();
    let known = !parts.scheme.is_empty() && WITH_AUTHORITY.contains(&parts.scheme.as_str());
    if !parts.authority.is_empty() || (known && !url.starts_with("//")) {
        if !url.is_empty() && !url.starts_with('/') {
            url.insert(0, '/');
        }
        url = format!("//{}{url}", parts.authority);
    }
    if !parts.scheme.is_empty() {
        url = format!("{}:{url}", parts.scheme);
    }
    if !parts.query.is_empty() {
        url = format!("{url}?{}", parts.query);
    }
    if !parts.fragment.is_empty() {
        url = format!("{url}#{}", parts.fragment);
    }
    url
}

/// The user name, password, host and port an authority names.
pub(super) struct Authority<'a> {
    pub(super) user: Option<&'a str>,
    pub(super) password: Option<&'a str>,
    pub(super) host: Option<String>,
    pub(super) port: Option<&'a str>,
}

/// Takes an authority apart.
pub(super) fn authority(text: &str) -> Authority<'_> {
    let (information, address) = match text.rsplit_once('@') {
        Some((information, address)) => (Some(information), address),
        None => (None, text),
    };
    let (user, password) = match information.map(|text| text.split_once(':').ok_or(text)) {
        Some(Ok((user, password))) => (Some(user), Some(password)),
        Some(Err(user)) => (Some(user), None),
        None => (None, None),
    };
    let (host, port) = match address
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'))
    {
        Some((host, rest)) => (host, rest.split_once(':').map(|(_, port)| port)),
        None => match address.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (address, None),
        },
    };
    Authority {
        user,
        password,
        host: (!host.is_empty()).then(|| host.to_lowercase()),
        port: port.filter(|port| !port.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_apart_and_together() {
        let url = "PostgreSQL://u:p%40@[::1]:5432/db;x?q=1#f";
        let parts = split(url, "").unwrap();
        assert_eq!(parts.scheme, "postgresql");
        assert_eq!(parts.authority, "u:p%40@[::1]:5432");
        assert_eq!(
            (&*parts.path, &*parts.query, &*parts.fragment),
            ("/db;x", "q=1", "f")
        );
        let found = authority(&parts.authority);
        assert_eq!((found.user, found.password), (Some("u"), Some("p%40")));
        assert_eq!(
            (found.host.as_deref(), found.port),
            (Some("::1"), Some("5432"))
        );
        // python3.11: urllib.parse.urlunsplit(urlsplit(…)) for each
        for (url, joined) in [
            ("http:/a", "http:///a"),
            ("mailto:a@b", "mailto:a@b"),
            ("sqlite:///x.db", "sqlite:/x.db"),
            ("//h/p", "//h/p"),
            ("a/b?c", "a/b?c"),
        ] {
            assert_eq!(join(&split(url, "").unwrap()), joined);
        }
    }
}
