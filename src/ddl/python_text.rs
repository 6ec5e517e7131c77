//! Texts as Python writes them: `repr()`, `str()` of numbers, `str.strip()`.

use std::fmt::Write;

/// `str.strip()`: what `str.isspace()` says goes from both ends.
pub(super) fn strip(text: &str) -> &str {
    // Python counts the four separators of ASCII as space, Unicode's White_Space does not.
    text.trim_matches(|c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c))
}

/// `repr()` of a string.
pub(super) fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut result = String::with_capacity(text.len() + 2);
    result.push(quote);
    for character in text.chars() {
        match character {
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            c if c == quote => {
                result.push('\\');
                result.push(c);
            }
            c if (c as u32) < 0x20 || (0x7f..0xa1).contains(&(c as u32)) || c == '\u{ad}' => {
                // Writing to a String cannot fail.
                let _ = write!(result, "\\x{:02x}", c as u32);
            }
            c => result.push(c),
        }
    }
    result.push(quote);
    result
}

/// `repr()` of a float.
pub(super) fn float(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    // Both languages write the shortest digits that read back as the same number; they differ in
    // when they use an exponent.
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{value}");
        return if plain.contains('.') {
            plain
        } else {
            plain + ".0"
        };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_print_as_in_python() {
        let values = [
            0.1,
            1e16,
            123_456_789_012_345.0,
            1e-5,
            0.0001,
            -0.0,
            1e300,
            2.5e-10,
        ];
        let printed = values.map(float);
        assert_eq!(
            printed,
            [
                "0.1",
                "1e+16",
                "123456789012345.0",
                "1e-05",
                "0.0001",
                "-0.0",
                "1e+300",
                "2.5e-10"
            ]
        );
    }

    #[test]
    fn strings_print_as_in_python() {
        assert_eq!(repr("it's"), "\"it's\"");
        assert_eq!(repr("it's \"x\""), r#"'it\'s "x"'"#);
        assert_eq!(repr("a\\\n\u{1}é"), "'a\\\\\\n\\x01é'");
    }

    #[test]
    fn strip_takes_what_python_calls_space() {
        assert_eq!(strip("\u{1c}\n a \u{a0}\t"), "a");
    }
}
