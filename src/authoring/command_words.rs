//! A command line split into words as a POSIX shell splits it: `shlex.split`.

/// The words of `line`, or why it has none.
pub(super) fn split_words(line: &str) -> Result<Vec<String>, &'static str> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            // Python's shlex knows these blanks and no others.
            ' ' | '\t' | '\r' | '\n' => words.extend(word.take()),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match characters.next() {
                        None => return Err("No closing quotation"),
                        Some('\'') => break,
                        Some(quoted) => word.push(quoted),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match characters.next() {
                        None => return Err("No closing quotation"),
                        Some('"') => break,
                        Some('\\') => match characters.next() {
                            None => return Err("No escaped character"),
                            Some(escaped @ ('"' | '\\')) => word.push(escaped),
                            Some(other) => word.extend(['\\', other]),
                        },
                        Some(quoted) => word.push(quoted),
                    }
                }
            }
            '\\' => match characters.next() {
                None => return Err("No escaped character"),
                Some(escaped) => word.get_or_insert_default().push(escaped),
            },
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::split_words;

    // Expected words were printed by Python 3.11's shlex.split.

    #[test]
    fn quotes_and_backslashes() {
        for (line, words) in [
            ("-l 79  x", &["-l", "79", "x"][..]),
            (r#"a'b c'"d e"f"#, &["ab cd ef"]),
            (r#""a\"b\\c\d" '\'"#, &[r#"a"b\c\d"#, r"\"]),
            (r"a\ b \n", &["a b", "n"]),
            ("'' \"\"", &["", ""]),
            ("a#b #c", &["a#b", "#c"]),
            ("", &[]),
        ] {
            assert_eq!(split_words(line).unwrap(), words, "{line}");
        }
        assert_eq!(split_words("a 'b"), Err("No closing quotation"));
        assert_eq!(split_words("a\\"), Err("No escaped character"));
    }
}
