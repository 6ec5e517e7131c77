//! Wrapping of messages at the terminal's width, as Python's `textwrap.wrap` does it.

/// Lines of at most `width` characters, each beginning with `indent`.
///
/// As in Python: white space becomes single blanks' worth of breaking places and is kept inside a
/// line, a hyphen between letters is a breaking place too, and a word that fits on no line is cut.
pub(super) fn wrap(text: &str, width: usize, indent: &str) -> Vec<String> {
    let room = width.saturating_sub(indent.chars().count()).max(1);
    let mut chunks: Vec<String> = split_chunks(text);
    chunks.reverse();
    let mut lines: Vec<String> = Vec::new();
    while !chunks.is_empty() {
        if !lines.is_empty() && chunks.last().is_some_and(|chunk| chunk.trim().is_empty()) {
            chunks.pop();
        }
        let mut line: Vec<String> = Vec::new();
        let mut length = 0;
        while let Some(chunk) = chunks.pop() {
            let chunk_length = chunk.chars().count();
            if length + chunk_length <= room {
                length += chunk_length;
                line.push(chunk);
                continue;
            }
            if chunk_length > room {
                let head: String = chunk.chars().take(room - length).collect();
                let tail: String = chunk.chars().skip(room - length).collect();
                line.push(head);
                chunks.push(tail);
            } else {
                chunks.push(chunk);
            }
            break;
        }
        if line.last().is_some_and(|chunk| chunk.trim().is_empty()) {
            line.pop();
        }
        if !line.is_empty() {
            lines.push(format!("{indent}{}", line.concat()));
        }
    }
    lines
}

/// Words and the white space between them; a hyphenated word is several chunks.
fn split_chunks(text: &str) -> Vec<String> {
    let mut chunks = Vec::new();
    let mut current = String::new();
    let mut in_space = false;
    for character in text.chars().map(|character| match character {
        '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' => ' ',
        other => other,
    }) {
        if (character == ' ') != in_space && !current.is_empty() {
            push_word(&mut chunks, &std::mem::take(&mut current));
        }
        in_space = character == ' ';
        current.push(character);
    }
    if !current.is_empty() {
        push_word(&mut chunks, &current);
    }
    chunks
}

/// Splits a word behind each hyphen that stands between two letters.
fn push_word(chunks: &mut Vec<String>, word: &str) {
    let characters: Vec<char> = word.chars().collect();
    let is_letter = |index: usize| characters.get(index).is_some_and(|c| c.is_alphabetic());
    let mut start = 0;
    for index in 2..characters.len() {
        let breaks = characters[index] == '-'
            && index >= start + 2
            && is_letter(index - 1)
            && is_letter(index + 1)
            && is_letter(index + 2);
        if breaks {
            chunks.push(characters[start..=index].iter().collect());
            start = index + 1;
        }
    }
    chunks.push(characters[start..].iter().collect());
}

#[cfg(test)]
mod tests {
    use super::wrap;

    // Expected lines were printed by Python 3.11's textwrap.wrap with both indents set.

    #[test]
    fn a_message_wraps_between_words() {
        let text = "FAILED: Multiple head revisions are present for given argument 'head'; please \
                    specify a specific target revision";
        assert_eq!(
            wrap(text, 60, "  "),
            [
                "  FAILED: Multiple head revisions are present for given",
                "  argument 'head'; please specify a specific target revision",
            ]
        );
    }

    #[test]
    fn long_words_are_cut_and_hyphenated_ones_broken() {
        assert_eq!(wrap("abcdefghij", 6, "  "), ["  abcd", "  efgh", "  ij"]);
        assert_eq!(wrap("well-known fact", 9, ""), ["well-", "known", "fact"]);
    }

    #[test]
    fn a_terminal_of_width_one_ends() {
        assert_eq!(wrap("ab c", 1, "  "), ["  a", "  b", "  c"]);
    }
}
