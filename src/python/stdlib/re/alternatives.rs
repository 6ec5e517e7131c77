//! Alternatives that the crates would not try one after the other.

/// Whether all alternatives, which begin at these bytes of a translation, begin alike with
/// something that can be matched in several ways.
///
/// The crate takes that out of them (`lift_common_prefix`), so that another alternative may win.
pub(super) fn share_variable_beginning(text: &str, starts: &[usize]) -> bool {
    let ends = starts.iter().skip(1).map(|start| start - 1);
    let mut alternatives = starts
        .iter()
        .zip(ends.chain([text.len()]))
        .map(|(start, end)| without_openings(&text[*start..end]));
    let Some(first) = alternatives.next() else {
        return false;
    };
    let mut shared = first.len();
    for other in alternatives {
        let alike = first
            .iter()
            .zip(&other)
            .take_while(|(left, right)| left == right);
        shared = shared.min(alike.count());
    }
    starts.len() > 1
        && first[..shared]
            .iter()
            .any(|piece| matches!(&**piece, "*" | "+" | "?" | "{" | "|"))
}

/// A translation as characters, of which an escaped one is one, without what opens plain groups.
fn without_openings(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let opening = ["(?:", "(?i:", "(?s:", "(?m:", "(?-u:"]
            .into_iter()
            .find(|opening| rest.starts_with(opening));
        let length = match (opening, character) {
            (Some(opening), _) => {
                rest = &rest[opening.len()..];
                continue;
            }
            (None, '\\') => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            (None, other) => other.len_utf8(),
        };
        pieces.push(rest[..length].to_owned());
        rest = &rest[length..];
    }
    pieces
}
