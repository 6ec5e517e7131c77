//! Text on a terminal: what is safe to print, how wide it is, and where it is cut.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The beginning of a text that takes at most `columns`; `ellipsis` stands for the rest.
pub(super) fn clip<'text>(text: &'text str, columns: usize, ellipsis: &str) -> Cow<'text, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let room = columns.saturating_sub(width(ellipsis));
    let mut taken = 0;
    let mut end = 0;
    for (start, character) in text.char_indices() {
        taken += character.width().unwrap_or(0);
        if taken > room {
            break;
        }
        end = start + character.len_utf8();
    }
    let kept = text[..end].trim_end_matches(['\u{200d}', ' ']);
    if columns < width(ellipsis) {
        Cow::Borrowed(kept)
    } else {
        Cow::Owned(format!("{kept}{ellipsis}"))
    }
}

/// A text without what would control a terminal or turn the direction of what follows: such
/// characters become U+FFFD.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if text.contains(is_unsafe) {
        Cow::Owned(text.replace(is_unsafe, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character is no text but a command: to a terminal, or to whoever lays out lines.
pub(super) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}'
        )
}

#[cfg(test)]
mod tests {
    use super::{clip, printable, width};

    #[test]
    fn a_cut_counts_columns_and_not_characters() {
        assert_eq!(clip("short", 5, "…"), "short");
        assert_eq!(clip("longer", 5, "…"), "long…");
        assert_eq!(clip("längere", 5, "..."), "lä...");
        assert_eq!(clip("表を追加する", 6, "…"), "表を…");
        assert_eq!(width("表を"), 4);
        assert_eq!(clip("anything", 0, "…"), "");
    }

    #[test]
    fn nothing_reaches_the_terminal_but_text() {
        assert_eq!(
            printable("a\u{1b}[31mb\u{202e}c"),
            "a\u{fffd}[31mb\u{fffd}c"
        );
        assert_eq!(printable("é 表 🎉"), "é 表 🎉");
    }
}
