//! Percent escapes in addresses.

/// Characters that are never quoted.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_.-~".contains(&byte)
}

/// Quotes every byte that is not unreserved and not in `safe`.
pub(super) fn quote(data: &[u8], safe: &str) -> String {
    let mut quoted = String::with_capacity(data.len());
    for byte in data {
        if is_unreserved(*byte) || (byte.is_ascii() && safe.as_bytes().contains(byte)) {
            quoted.push(char::from(*byte));
        } else {
            quoted += &format!("%{byte:02X}");
        }
    }
    quoted
}

/// Quotes, with plus signs for spaces.
pub(super) fn quote_plus(data: &[u8], safe: &str) -> String {
    quote(data, &format!("{safe} ")).replace(' ', "+")
}

/// Replaces percent escapes; bytes that are not UTF-8 become the replacement character.
pub(super) fn unquote(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_as_python_does() {
        // python3.11: urllib.parse.quote, quote_plus and unquote
        assert_eq!(quote("a b/ü~%".as_bytes(), "/"), "a%20b/%C3%BC~%25");
        assert_eq!(quote_plus(b"a b/+", ""), "a+b%2F%2B");
        assert_eq!(unquote("a%20b%zz%C3%BC+"), "a b%zzü+");
    }
}
