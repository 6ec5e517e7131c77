//! Patterns of OpenSSH's lists: `*`, `?`, and `!` for what is left out (`ssh_config(5)`, PATTERNS).

/// Whether a list of patterns with commas between them has `text`; one with `!` that fits leaves it
/// out, whatever others say.
pub(super) fn list_has(list: &str, text: &str) -> bool {
    let mut has = false;
    for pattern in list.split(',').map(str::trim) {
        match pattern.strip_prefix('!') {
            Some(pattern) if fits(pattern, text) => return false,
            Some(_) => {}
            None => has |= fits(pattern, text),
        }
    }
    has
}

/// Whether a pattern fits; the time is proportional to both lengths.
fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut place) = (0, 0);
    // Where the last star stands, and how much of the text it has taken.
    let mut star: Option<(usize, usize)> = None;
    while place < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, place));
                at += 1;
            }
            Some(letter) if *letter == b'?' || *letter == text[place] => {
                at += 1;
                place += 1;
            }
            Some(_) | None => match star {
                Some((star_at, taken)) => {
                    star = Some((star_at, taken + 1));
                    at = star_at + 1;
                    place = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|letter| *letter == b'*')
}

#[cfg(test)]
mod tests {
    use super::list_has;

    #[test]
    fn lists_are_matched_as_openssh_does() {
        assert!(list_has("file,alembic-rs-release", "alembic-rs-release"));
        assert!(list_has("alembic-*", "alembic-rs-release"));
        assert!(list_has("*-*-??lease", "alembic-rs-release"));
        assert!(!list_has("file", "alembic-rs-release"));
        assert!(!list_has("*,!alembic-*", "alembic-rs-release"));
        assert!(!list_has("", "a"));
        let hostile = "*a".repeat(2_000);
        assert!(!list_has(&hostile, &"a".repeat(1_999)));
    }
}
