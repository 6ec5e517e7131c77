//! Who may sign: a file in the form of `ssh-keygen`'s ALLOWED SIGNERS.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::key::PublicKey;
use super::pattern::list_has;
use super::signature::{SignatureError, SshSignature};
use crate::governance::reading::read_file;

/// The longest such a file may be, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// Why a file of allowed signers cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AllowedSignersError {
    /// It cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A line is not understood, or says what is not followed.
    #[error("{}:{line}: {reason}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it, and the remedy.
        reason: String,
    },
}

/// The keys of those who may sign.
#[derive(Debug, Clone)]
pub struct AllowedSigners {
    signers: Vec<Signer>,
}

/// A line of the file.
#[derive(Debug, Clone)]
struct Signer {
    principals: Vec<String>,
    key: PublicKey,
    namespaces: Option<String>,
    valid_after: Option<Timestamp>,
    valid_before: Option<Timestamp>,
}

/// The key that has signed something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SignerKey {
    /// Its kind, such as `ssh-ed25519`.
    pub kind: String,
    /// Its fingerprint, as `ssh-keygen -l` shows it.
    pub fingerprint: String,
}

impl AllowedSigners {
    /// Reads the file.
    ///
    /// A principal is a person's exact name: patterns, certificate authorities, options that are
    /// not known, and times without a `Z` are refused, for each would let somebody sign that the
    /// file does not name, or at a time it does not say.
    ///
    /// # Errors
    /// A file that cannot be read, and the first line that is not understood.
    pub fn read(path: &Path) -> Result<Self, AllowedSignersError> {
        let unreadable = |source| AllowedSignersError::Unreadable {
            path: path.to_owned(),
            source,
        };
        let bytes = read_file(path, MOST_BYTES).map_err(unreadable)?;
        let text = String::from_utf8(bytes)
            .map_err(|error| unreadable(std::io::Error::other(error.utf8_error())))?;
        let mut signers = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let signer = Signer::read(line).map_err(|reason| AllowedSignersError::Line {
                path: path.to_owned(),
                line: index + 1,
                reason,
            })?;
            signers.push(signer);
        }
        Ok(Self { signers })
    }

    /// Verifies that a key of `principal`, which may sign in `namespace` at `now`, has signed
    /// `message`.
    ///
    /// # Errors
    /// Whatever keeps the signature from holding.
    pub fn verify(
        &self,
        principal: &str,
        namespace: &str,
        message: &[u8],
        signature: &SshSignature,
        now: Timestamp,
    ) -> Result<SignerKey, SignatureError> {
        signature.verify(namespace, message)?;
        let key = signature.key();
        let refused = |reason: &str| SignatureError::NotAllowed {
            fingerprint: key.fingerprint(),
            principal: principal.to_owned(),
            reason: reason.to_owned(),
        };
        let of_key: Vec<&Signer> = self.signers.iter().filter(|one| one.key == *key).collect();
        if of_key.is_empty() {
            return Err(refused("the key is not in the file of allowed signers"));
        }
        let of_person: Vec<&&Signer> = of_key
            .iter()
            .filter(|one| one.principals.iter().any(|name| name == principal))
            .collect();
        if of_person.is_empty() {
            return Err(refused("it is somebody else's"));
        }
        let of_namespace: Vec<&&&Signer> = of_person
            .iter()
            .filter(|one| {
                one.namespaces
                    .as_ref()
                    .is_none_or(|list| list_has(list, namespace))
            })
            .collect();
        if of_namespace.is_empty() {
            return Err(refused("its namespaces do not have this one"));
        }
        let is_valid = |one: &&&Signer| {
            one.valid_after.is_none_or(|after| now >= after)
                && one.valid_before.is_none_or(|before| now < before)
        };
        if !of_namespace.iter().any(|one| is_valid(one)) {
            return Err(refused("valid-after or valid-before does not let it"));
        }
        Ok(SignerKey {
            kind: key.kind().unwrap_or_default().to_owned(),
            fingerprint: key.fingerprint(),
        })
    }
}

impl Signer {
    fn read(line: &str) -> Result<Self, String> {
        let fields = fields(line).ok_or("a quote is not closed")?;
        let (principals, rest) = fields.split_first().ok_or("there is nothing in it")?;
        let principals: Vec<String> = principals
            .trim_matches('"')
            .split(',')
            .map(str::to_owned)
            .collect();
        for principal in &principals {
            if principal.is_empty() || principal.contains(['*', '?', '!']) {
                return Err(format!(
                    "'{principal}' is a pattern, or nothing; name each person, so that a key \
                     stands for one"
                ));
            }
        }
        let mut signer = Self {
            principals,
            key: PublicKey::of_bytes(&[]),
            namespaces: None,
            valid_after: None,
            valid_before: None,
        };
        let is_key = |field: &String| {
            ["ssh-", "ecdsa-", "sk-", "rsa-"]
                .iter()
                .any(|kind| field.starts_with(kind))
        };
        let options = rest.iter().take_while(|field| !is_key(field));
        let mut count = 0;
        for option in options.flat_map(|field| parts(field)) {
            signer.option(&option)?;
        }
        count += rest.iter().take_while(|field| !is_key(field)).count();
        let (Some(kind), Some(base64)) = (rest.get(count), rest.get(count + 1)) else {
            return Err("there is no key in it; write: principal key-type base64-key".to_owned());
        };
        signer.key = PublicKey::of_text(kind, base64)
            .ok_or_else(|| format!("'{}' is no key of the kind {kind}", shortened(base64)))?;
        Ok(signer)
    }

    fn option(&mut self, option: &str) -> Result<(), String> {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let value = value.trim_matches('"');
        match name.to_ascii_lowercase().as_str() {
            "namespaces" if !value.is_empty() => self.namespaces = Some(value.to_owned()),
            "valid-after" => self.valid_after = Some(moment(value)?),
            "valid-before" => self.valid_before = Some(moment(value)?),
            "cert-authority" => {
                return Err(
                    "certificates are not verified here; name each person's own key".to_owned(),
                );
            }
            _ => {
                return Err(format!(
                    "the option '{}' is not understood",
                    shortened(name)
                ));
            }
        }
        Ok(())
    }
}

/// `YYYYMMDD[HHMM[SS]]Z`.
fn moment(text: &str) -> Result<Timestamp, String> {
    let wrong = || {
        format!(
            "'{}' is no time; write YYYYMMDDHHMMSSZ, with the Z: without it ssh-keygen means the \
             zone of whoever asks",
            shortened(text)
        )
    };
    let digits = text.strip_suffix('Z').ok_or_else(wrong)?;
    let whole = match digits.len() {
        8 => format!("{digits}000000"),
        12 => format!("{digits}00"),
        14 => digits.to_owned(),
        _ => return Err(wrong()),
    };
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    let civil = DateTime::strptime("%Y%m%d%H%M%S", &whole).map_err(|_| wrong())?;
    let zoned = civil.to_zoned(TimeZone::UTC).map_err(|_| wrong())?;
    Ok(zoned.timestamp())
}

/// The fields of a line: white space parts them, but not between quotes.
fn fields(line: &str) -> Option<Vec<String>> {
    split(line, char::is_whitespace)
}

/// The options of a field: commas part them, but not between quotes.
fn parts(field: &str) -> Vec<String> {
    split(field, |letter| letter == ',').unwrap_or_default()
}

fn split(text: &str, parts: impl Fn(char) -> bool) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut is_quoted = false;
    for letter in text.chars() {
        if letter == '"' {
            is_quoted = !is_quoted;
        }
        if parts(letter) && !is_quoted {
            if !field.is_empty() {
                fields.push(std::mem::take(&mut field));
            }
        } else {
            field.push(letter);
        }
    }
    if !field.is_empty() {
        fields.push(field);
    }
    (!is_quoted).then_some(fields)
}

/// The beginning of what somebody has written, for a message.
fn shortened(text: &str) -> String {
    text.chars().take(40).flat_map(char::escape_debug).collect()
}
