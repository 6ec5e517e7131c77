//! Text within XML.

use crate::drawing::width::is_unsafe;

/// A text as character data or as the value of an attribute; what XML 1.0 cannot hold, and what
/// turns the direction of the text behind it, becomes U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' | ' ' => escaped.push(character),
            other if is_unsafe(other) => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_is_text() {
        assert_eq!(
            super::escaped("<script>'a' & \"b\"</script>\u{0}\u{1b}"),
            "&lt;script&gt;&#39;a&#39; &amp; &quot;b&quot;&lt;/script&gt;\u{fffd}\u{fffd}"
        );
    }
}
