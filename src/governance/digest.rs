//! SHA-256 digests, as evidence and plans write them.

use std::fmt;
use std::io::{self, Read};
use std::path::Path;

use ring::digest::{Context, SHA256};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::governance::reading::open_file;

/// A SHA-256 digest; text of 64 lower-case hexadecimal digits, as `sha256sum` writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// A digest that was computed elsewhere.
    pub const fn from_bytes(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// The digest of bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        let mut state = Context::new(&SHA256);
        state.update(bytes.as_ref());
        Self::finish(state)
    }

    /// The digest of a file, read in pieces.
    ///
    /// # Errors
    /// It is no regular file, or the system's where it cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        Self::of_reader(&mut open_file(path)?).map(|(digest, _)| digest)
    }

    /// The digest of all that a reader gives, and its length in bytes.
    ///
    /// # Errors
    /// The reader's.
    pub fn of_reader(reader: &mut dyn Read) -> io::Result<(Self, u64)> {
        let mut state = Context::new(&SHA256);
        let mut piece = vec![0; 1 << 16];
        let mut bytes = 0;
        loop {
            match reader.read(&mut piece) {
                Ok(0) => return Ok((Self::finish(state), bytes)),
                Ok(length) => {
                    state.update(&piece[..length]);
                    bytes += length as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn finish(state: Context) -> Self {
        let digest = state.finish();
        let bytes = digest.as_ref().try_into();
        Self(bytes.expect("a SHA-256 digest has 32 bytes"))
    }

    /// Reads 64 lower-case hexadecimal digits; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let bytes = text.as_bytes();
        if bytes.len() != 64 {
            return None;
        }
        let mut digest = [0; 32];
        for (place, pair) in digest.iter_mut().zip(bytes.chunks_exact(2)) {
            *place = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self(digest))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("'{text}' is no SHA-256 digest")))
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    /// FIPS 180-2, appendix B.1.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn it_is_written_and_read_as_sha256sum_does() {
        assert_eq!(Digest::of("abc").to_string(), ABC);
        assert_eq!(Digest::parse(ABC), Some(Digest::of("abc")));
        assert_eq!(Digest::parse(&ABC.to_uppercase()), None);
        assert_eq!(Digest::parse(&ABC[1..]), None);
        assert_eq!(Digest::parse(&"é".repeat(32)), None);
    }
}
