//! `sqlalchemy.engine.URL` as a value: its parts, and the text made of them.
//!
//! The counterpart of `sqlalchemy/engine/url.py`. Only for an `env.py` that takes a URL apart or
//! puts one together; a URL that is passed on as a text is never touched.

use std::fmt::Write;

/// The parts of a database URL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct UrlParts {
    pub(super) drivername: String,
    pub(super) username: Option<String>,
    pub(super) password: Option<String>,
    pub(super) host: Option<String>,
    pub(super) port: Option<i64>,
    pub(super) database: Option<String>,
    /// Keys in order, each with its values.
    pub(super) query: Vec<(String, Vec<String>)>,
}

/// Whether a rendered URL shows its password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PasswordDisplay {
    Shown,
    Hidden,
}

impl UrlParts {
    /// Takes a URL apart (`make_url`); `None` where SQLAlchemy cannot parse it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (drivername, rest) = text.split_once("://")?;
        let is_name = |character: char| character.is_alphanumeric() || "_+".contains(character);
        if drivername.is_empty() || !drivername.chars().all(is_name) {
            return None;
        }
        let mut parts = Self {
            drivername: drivername.to_owned(),
            ..Self::default()
        };
        let rest = parts.take_user(rest);
        let rest = parts.take_host(rest)?;
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        parts.database = match path.strip_prefix('/') {
            Some(database) => Some(database.to_owned()),
            None if path.is_empty() => None,
            // SQLAlchemy's pattern stops here and forgets the rest; a URL like that is a mistake.
            None => return None,
        };
        for pair in query
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty())
        {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            // `parse_qsl` leaves out what has no value.
            if !value.is_empty() {
                parts.add_query(form_decoded(key)?, form_decoded(value)?);
            }
        }
        Some(parts)
    }

    /// `user[:password]@`: the user ends at the first colon or slash, the password at the first @.
    fn take_user<'a>(&mut self, text: &'a str) -> &'a str {
        let end = text.find([':', '/']).unwrap_or(text.len());
        // The name is greedy: it reaches to the last @ before a colon or slash.
        if let Some(at) = text[..end].rfind('@') {
            self.username = decoded(&text[..at]);
            return &text[at + 1..];
        }
        let with_password = text[end..]
            .strip_prefix(':')
            .and_then(|rest| rest.split_once('@'));
        match with_password {
            Some((password, rest)) => {
                self.username = decoded(&text[..end]);
                self.password = decoded(password);
                rest
            }
            None => text,
        }
    }

    fn take_host<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let mut rest = text;
        let bracketed = text
            .strip_prefix('[')
            .and_then(|inner| inner.split_once(']'));
        if let Some((host, tail)) = bracketed.filter(|(host, _)| !host.contains(['/', '?'])) {
            self.host = Some(host.to_owned());
            rest = tail;
        } else {
            let end = text.find(['/', ':', '?']).unwrap_or(text.len());
            if end > 0 {
                self.host = Some(text[..end].to_owned());
            }
            rest = &rest[end..];
        }
        if let Some(tail) = rest.strip_prefix(':') {
            let end = tail.find(['/', '?']).unwrap_or(tail.len());
            if end > 0 {
                self.port = Some(tail[..end].parse().ok()?);
            }
            rest = &tail[end..];
        }
        Some(rest)
    }

    pub(super) fn add_query(&mut self, key: String, value: String) {
        match self.query.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value),
            None => self.query.push((key, vec![value])),
        }
    }

    /// The URL as a text (`render_as_string`).
    pub(super) fn render(&self, password_display: PasswordDisplay) -> String {
        let mut text = format!("{}://", self.drivername);
        if let Some(username) = &self.username {
            text += &quoted(username, " +");
            if let Some(password) = &self.password {
                text.push(':');
                match password_display {
                    PasswordDisplay::Shown => text += &quoted(password, " +"),
                    PasswordDisplay::Hidden => text += "***",
                }
            }
            text.push('@');
        }
        match &self.host {
            Some(host) if host.contains(':') => text.extend(["[", host, "]"]),
            Some(host) => text += host,
            None => {}
        }
        if let Some(port) = self.port {
            text.extend([":", &port.to_string()]);
        }
        if let Some(database) = &self.database {
            text.extend(["/", database]);
        }
        let mut query: Vec<_> = self.query.iter().collect();
        query.sort();
        let pairs: Vec<String> = query
            .iter()
            .flat_map(|(key, values)| values.iter().map(move |value| (key, value)))
            .map(|(key, value)| format!("{}={}", form_quoted(key), form_quoted(value)))
            .collect();
        if !pairs.is_empty() {
            text.extend(["?", &pairs.join("&")]);
        }
        text
    }
}

/// `urllib.parse.quote(text, safe)`; the slash is not safe.
fn quoted(text: &str, safe: &str) -> String {
    let mut output = String::with_capacity(text.len());
    for byte in text.bytes() {
        let character = char::from(byte);
        if byte.is_ascii_alphanumeric()
            || "_.-~".contains(character)
            || (byte.is_ascii() && safe.contains(character))
        {
            output.push(character);
        } else {
            write!(output, "%{byte:02X}").expect("writing to a String does not fail");
        }
    }
    output
}

/// `urllib.parse.quote_plus`.
fn form_quoted(text: &str) -> String {
    quoted(text, " ").replace(' ', "+")
}

/// `urllib.parse.unquote`; `None` where the bytes are not UTF-8, which Python would replace.
fn decoded(text: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.ok().map(std::borrow::Cow::into_owned)
}

fn form_decoded(text: &str) -> Option<String> {
    decoded(&text.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_taken_apart_as_sqlalchemy_does() {
        let url = UrlParts::parse("postgresql+psycopg2://us%40er:p%3Aw/x@h:5433/db?b=2&a=1&a=x+y")
            .unwrap();
        assert_eq!(url.drivername, "postgresql+psycopg2");
        assert_eq!(url.username.as_deref(), Some("us@er"));
        assert_eq!(url.password.as_deref(), Some("p:w/x"));
        assert_eq!(url.host.as_deref(), Some("h"));
        assert_eq!(url.port, Some(5433));
        assert_eq!(url.database.as_deref(), Some("db"));
        assert_eq!(
            url.render(PasswordDisplay::Shown),
            "postgresql+psycopg2://us%40er:p%3Aw%2Fx@h:5433/db?a=1&a=x+y&b=2"
        );
        assert_eq!(
            url.render(PasswordDisplay::Hidden),
            "postgresql+psycopg2://us%40er:***@h:5433/db?a=1&a=x+y&b=2"
        );
        let socket = UrlParts::parse("postgresql:///db?host=/tmp").unwrap();
        assert_eq!(
            (socket.host, socket.database.as_deref()),
            (None, Some("db"))
        );
        let six = UrlParts::parse("postgresql://[::1]:1/d").unwrap();
        assert_eq!(six.render(PasswordDisplay::Shown), "postgresql://[::1]:1/d");
        assert_eq!(UrlParts::parse("no url"), None);
        assert_eq!(UrlParts::parse("postgresql://h:port/d"), None);
    }
}
