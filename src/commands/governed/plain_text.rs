//! Texts of others on a terminal: they stay on their line, command nothing and turn nothing around.

/// A text with nothing in it that a terminal obeys, or that turns the direction of what follows.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if is_command(letter) {
                '\u{fffd}'
            } else {
                letter
            }
        })
        .collect()
}

/// The same on one line, whatever lines it has: a space for each break.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    plain(&words.join(" "))
}

/// The same, with its lines.
pub(super) fn plain_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(plain).collect();
    lines.join("\n")
}

fn is_command(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::{one_line, plain, plain_lines};

    #[test]
    fn a_text_of_others_commands_nothing() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c"), "a\u{fffd}[31mb\u{fffd}c");
        assert_eq!(plain("é 表 🎉"), "é 表 🎉");
    }

    #[test]
    fn a_line_break_is_a_space_or_a_line_break_and_no_replacement() {
        assert_eq!(
            one_line("differs\n  Remedy: do\r\nit"),
            "differs Remedy: do it"
        );
        assert_eq!(
            plain_lines("differs\nRemedy\u{7}"),
            "differs\nRemedy\u{fffd}"
        );
    }
}
