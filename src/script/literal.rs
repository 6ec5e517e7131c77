//! String literals, as Python's tokenizer and `unicode_escape` decode them.

/// A string literal in a text.
pub(crate) struct StringLiteral<'text> {
    /// What stands between the quotes, escapes and all.
    body: &'text str,
    /// Whether backslashes stand for themselves.
    raw: bool,
    /// Offset behind the closing quotes.
    pub(crate) end: usize,
}

/// Reads the literal at `start`, where its prefix or its opening quote stands.
///
/// `None` where there is no closed literal, and for prefixes whose value is no plain string
/// (bytes, f-strings).
pub(crate) fn string_literal(text: &str, start: usize) -> Option<StringLiteral<'_>> {
    let bytes = text.as_bytes();
    let (raw, quote_at) = match (bytes.get(start)?, bytes.get(start + 1)) {
        (b'"' | b'\'', _) => (false, start),
        (b'r' | b'R', Some(b'"' | b'\'')) => (true, start + 1),
        (b'u' | b'U', Some(b'"' | b'\'')) => (false, start + 1),
        _ => return None,
    };
    let (body_start, body_end, end) = string_extent(bytes, quote_at)?;
    Some(StringLiteral {
        body: text.get(body_start..body_end)?,
        raw,
        end,
    })
}

/// The body's first byte, the byte behind its last, and the byte behind the closing quotes of the
/// string whose opening quote stands at `quote_at`; `None` where it is not closed.
pub(crate) fn string_extent(bytes: &[u8], quote_at: usize) -> Option<(usize, usize, usize)> {
    let quote = *bytes.get(quote_at)?;
    let triple = bytes.get(quote_at + 1) == Some(&quote) && bytes.get(quote_at + 2) == Some(&quote);
    let width = if triple { 3 } else { 1 };
    let start = quote_at + width;
    let mut position = start;
    loop {
        match *bytes.get(position)? {
            b'\\' => position += 2,
            b'\n' if !triple => return None,
            byte if byte == quote => {
                if !triple
                    || (bytes.get(position + 1) == Some(&quote)
                        && bytes.get(position + 2) == Some(&quote))
                {
                    return Some((start, position, position + width));
                }
                position += 1;
            }
            _ => position += 1,
        }
    }
}

/// The byte behind the f-string whose opening quote stands at `quote_at`.
///
/// Up to Python 3.11 the first closing quote ends it; since then (PEP 701) the expressions in it
/// may hold the same quote. `None` where the two might not mean the same, or it is not closed.
pub(crate) fn formatted_extent(bytes: &[u8], quote_at: usize) -> Option<usize> {
    let (start, body_end, end) = string_extent(bytes, quote_at)?;
    fields_are_closed(&bytes[start..body_end]).then_some(end)
}

/// Whether every replacement field of an f-string ends within its body, as far as can be said
/// without parsing the expressions.
fn fields_are_closed(body: &[u8]) -> bool {
    let mut position = 0;
    let mut depth = 0_u32;
    let mut format_may_have_begun = false;
    while let Some(byte) = body.get(position) {
        let next = body.get(position + 1);
        match (depth, byte) {
            (0, b'{') if next == Some(&b'{') => position += 1,
            (0, b'{') => {
                depth = 1;
                format_may_have_begun = false;
            }
            (0, b'\\') if next == Some(&b'N') => return false,
            (0, b'\\') if next != Some(&b'{') => position += 1,
            (0, _) => {}
            (_, b'{') => depth += 1,
            (_, b'}') => depth -= 1,
            (_, b'\\' | b'#') => return false,
            (_, b':') => format_may_have_begun = true,
            (_, b'"' | b'\'') => match string_extent(body, position) {
                Some((_, _, end)) if !format_may_have_begun => {
                    position = end;
                    continue;
                }
                Some(_) | None => return false,
            },
            (_, _) => {}
        }
        position += 1;
    }
    depth == 0
}

impl StringLiteral<'_> {
    /// Appends the value to `value`; `None` where only Python's tables know it (`\N{…}`) or where
    /// Rust has no such string (a lone surrogate), or where the escape is an error.
    pub(crate) fn decode_into(&self, value: &mut String) -> Option<()> {
        if self.raw || !self.body.contains('\\') {
            value.push_str(self.body);
            return Some(());
        }
        let mut rest = self.body;
        while let Some(backslash) = rest.find('\\') {
            value.push_str(&rest[..backslash]);
            let escape = &rest[backslash + 1..];
            let letter = escape.chars().next()?;
            let mut taken = letter.len_utf8();
            match letter {
                '\n' => {}
                '\\' | '\'' | '"' => value.push(letter),
                'a' => value.push('\u{07}'),
                'b' => value.push('\u{08}'),
                'f' => value.push('\u{0c}'),
                'n' => value.push('\n'),
                'r' => value.push('\r'),
                't' => value.push('\t'),
                'v' => value.push('\u{0b}'),
                '0'..='7' => {
                    taken = escape
                        .bytes()
                        .take(3)
                        .take_while(|byte| matches!(byte, b'0'..=b'7'))
                        .count();
                    value.push(char::from_u32(
                        u32::from_str_radix(&escape[..taken], 8).ok()?,
                    )?);
                }
                'x' | 'u' | 'U' => {
                    let digits = match letter {
                        'x' => 2,
                        'u' => 4,
                        _ => 8,
                    };
                    taken = 1 + digits;
                    let code = escape.get(1..taken)?;
                    if !code.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                        return None;
                    }
                    value.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
                }
                'N' => return None,
                unknown => {
                    value.push('\\');
                    value.push(unknown);
                }
            }
            rest = &escape[taken..];
        }
        value.push_str(rest);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{formatted_extent, string_literal};

    fn decoded(source: &str) -> Option<String> {
        let mut value = String::new();
        string_literal(source, 0)?.decode_into(&mut value)?;
        Some(value)
    }

    /// Expected values are those of Python 3.11.
    #[test]
    fn literals_decode_as_python_decodes_them() {
        for (source, value) in [
            (r#""plain""#, Some("plain")),
            (r"'it\'s'", Some("it's")),
            (r#"r"a\nb""#, Some(r"a\nb")),
            (r#"u"\x41\u00e9\U0001F600\101\0""#, Some("Aé\u{1F600}A\0")),
            (r#""\d \é""#, Some(r"\d \é")),
            ("\"\"\"a\"b\"\"c\\\nd\"\"\"", Some("a\"b\"\"cd")),
            ("'''a\nb'''", Some("a\nb")),
            (r#""\ud800""#, None),
            (r#""\N{BULLET}""#, None),
            (r#"b"bytes""#, None),
            ("'open\n'", None),
            ("'''open", None),
        ] {
            assert_eq!(decoded(source).as_deref(), value, "{source}");
        }
    }

    /// Both ends are those of Python 3.11 and 3.12, or none is claimed.
    #[test]
    fn an_f_string_ends_where_all_versions_of_python_end_it() {
        for (source, length) in [
            (r#""a{b}c" d"#, Some(7)),
            (r#""{a['b']}" d"#, Some(10)),
            (r#""{{" d"#, Some(4)),
            (r#""{a:{b}}" d"#, Some(9)),
            (r#""\\{a}\"" d"#, Some(9)),
            ("\"\"\"{a[\"b\"]}\n\"\"\" d", Some(15)),
            (r#""{a["b"]}" d"#, None),
            (r#""{a["}"]}" d"#, None),
            (r#""{a:'} {'}"'}" d"#, None),
            (r#""{'\n'}" d"#, Some(8)),
            ("\"{a #}\" d", None),
        ] {
            assert_eq!(formatted_extent(source.as_bytes(), 0), length, "{source}");
        }
    }
}
