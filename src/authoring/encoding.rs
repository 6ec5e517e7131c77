//! The encodings revision files can be written in: `output_encoding`.

use super::error::AuthoringError;

/// An encoding of Python's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputEncoding {
    /// `utf-8`.
    Utf8,
    /// `ascii`.
    Ascii,
    /// `latin-1`.
    Latin1,
}

impl OutputEncoding {
    /// The encoding with one of the names Python has for it.
    ///
    /// # Errors
    /// Where it is none of those that can be written here.
    pub fn named(name: &str) -> Result<Self, AuthoringError> {
        match name.to_ascii_lowercase().replace(['_', ' '], "-").as_str() {
            "utf-8" | "utf8" | "u8" | "cp65001" => Ok(Self::Utf8),
            "ascii" | "us-ascii" | "646" => Ok(Self::Ascii),
            "latin-1" | "latin1" | "latin" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819"
            | "l1" => Ok(Self::Latin1),
            _ => Err(AuthoringError::UnknownEncoding(name.to_owned())),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Ascii => "ascii",
            Self::Latin1 => "latin-1",
        }
    }

    /// The bytes of `text`.
    pub(super) fn encode(self, text: &str) -> Result<Vec<u8>, AuthoringError> {
        let limit = match self {
            Self::Utf8 => return Ok(text.as_bytes().to_vec()),
            Self::Ascii => 0x7f,
            Self::Latin1 => 0xff,
        };
        text.chars()
            .map(|character| match u8::try_from(character) {
                Ok(byte) if byte <= limit => Ok(byte),
                Ok(_) | Err(_) => Err(AuthoringError::NotEncodable {
                    encoding: self.name().to_owned(),
                    character,
                }),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_a_byte_or_an_error() {
        let encoded = |name, text: &str| OutputEncoding::named(name)?.encode(text);
        assert_eq!(encoded("UTF_8", "ü").unwrap(), "ü".as_bytes());
        assert_eq!(encoded("Latin-1", "aü").unwrap(), [b'a', 0xfc]);
        assert_eq!(
            encoded("ascii", "aü").unwrap_err().to_string(),
            "Template rendering failed: output_encoding 'ascii' has no 'ü'"
        );
        assert!(encoded("latin1", "€").is_err());
        assert!(encoded("utf-16", "a").is_err());
    }
}
