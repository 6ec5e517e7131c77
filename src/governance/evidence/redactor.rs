//! Keeping secrets out of evidence.
//!
//! Counterpart: row 66 of the requirements, "password placeholder, never literal".

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read};

use regex::{NoExpand, Regex, RegexBuilder, bytes};

use super::error::EvidenceError;
use super::secret_pattern::{WIDEST, pattern};

/// What stands where a secret was.
const MASK: &str = "***";

/// The shortest secret that can be told from ordinary text, inside of base64 too.
const SHORTEST: usize = 5;

/// The longest that is looked for; a cloud's access tokens have about 4,000 characters.
const LONGEST: usize = 8192;

/// How large the compiled expression may become, in bytes.
const LARGEST_EXPRESSION: usize = 64 << 20;

/// How much of a file is looked at in one go, in bytes.
const PIECE: usize = 1 << 18;

/// Replaces secrets in texts, and finds them in files.
///
/// A secret is found as it is, percent-encoded, escaped as in JSON, Python, SQL or HTML, in base64
/// and in hexadecimal. What is compressed or encrypted is not looked into.
#[derive(Clone)]
pub struct Redactor {
    expressions: Option<Expressions>,
}

#[derive(Clone)]
struct Expressions {
    text: Regex,
    bytes: bytes::Regex,
    /// The most bytes that a secret takes in any of its forms.
    longest: usize,
}

impl Redactor {
    /// A redactor for these secrets; empty ones are none.
    ///
    /// # Errors
    /// A secret has fewer than 5 or more than 8,192 characters.
    pub fn new<S: AsRef<str>>(secrets: impl IntoIterator<Item = S>) -> Result<Self, EvidenceError> {
        let mut secrets: Vec<String> = secrets
            .into_iter()
            .map(|secret| secret.as_ref().to_owned())
            .filter(|secret| !secret.is_empty())
            .collect();
        // Of two secrets that begin alike, the longer is to be replaced as a whole.
        secrets.sort_by_key(|secret| (std::cmp::Reverse(secret.len()), secret.clone()));
        secrets.dedup();
        let lengths = secrets.iter().map(|secret| secret.chars().count());
        if let Some(length) = lengths.clone().find(|length| *length < SHORTEST) {
            return Err(EvidenceError::SecretTooShort { length });
        }
        let Some(longest) = lengths.max() else {
            return Ok(Self { expressions: None });
        };
        if longest > LONGEST {
            return Err(EvidenceError::SecretTooLong { length: longest });
        }
        let expression = secrets
            .iter()
            .map(|secret| pattern(secret))
            .collect::<Vec<_>>()
            .join("|");
        // The error would show the pattern, and by it the secret.
        let too_long = || EvidenceError::SecretTooLong { length: longest };
        let text = RegexBuilder::new(&expression)
            .size_limit(LARGEST_EXPRESSION)
            .build()
            .map_err(|_| too_long())?;
        let bytes = bytes::RegexBuilder::new(&expression)
            .size_limit(LARGEST_EXPRESSION)
            .build()
            .map_err(|_| too_long())?;
        Ok(Self {
            expressions: Some(Expressions {
                text,
                bytes,
                longest: longest * WIDEST,
            }),
        })
    }

    /// A redactor for a run without any secret.
    pub fn without_secrets() -> Self {
        Self { expressions: None }
    }

    /// The text with `***` for each secret.
    pub fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match &self.expressions {
            Some(expressions) => expressions.text.replace_all(text, NoExpand(MASK)),
            None => Cow::Borrowed(text),
        }
    }

    /// Whether a secret is in the bytes.
    pub fn finds_in(&self, bytes: &[u8]) -> bool {
        let expressions = self.expressions.as_ref();
        expressions.is_some_and(|expressions| expressions.bytes.is_match(bytes))
    }

    /// Whether a secret is in what `reader` gives, whatever its length.
    ///
    /// # Errors
    /// The reader's.
    pub fn finds_in_reader(&self, reader: &mut impl Read) -> io::Result<bool> {
        let Some(expressions) = &self.expressions else {
            return Ok(false);
        };
        let mut window = Vec::with_capacity(PIECE + expressions.longest);
        loop {
            let read = reader
                .by_ref()
                .take(PIECE as u64)
                .read_to_end(&mut window)?;
            if expressions.bytes.is_match(&window) {
                return Ok(true);
            }
            if read == 0 {
                return Ok(false);
            }
            // A secret may lie across the border of two pieces.
            let kept = window.len().min(expressions.longest);
            window.drain(..window.len() - kept);
        }
    }
}

impl fmt::Debug for Redactor {
    /// Without the secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Redactor").finish_non_exhaustive()
    }
}
