//! Pieces of Markdown.

/// Text between backticks; with more of them where it has some itself.
pub(super) fn code(text: &str) -> String {
    let line = text.replace(['\n', '\r'], " ");
    let mut longest = 0;
    let mut current = 0;
    for letter in line.chars() {
        current = if letter == '`' { current + 1 } else { 0 };
        longest = longest.max(current);
    }
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{line}{space}{fence}")
}

/// Words of somebody else, in one line, without what Markdown would make something of.
pub(super) fn words(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
    {
        if "\\`*_[]<>#|".contains(letter) {
            line.push('\\');
        }
        line.push(letter);
    }
    line
}

/// A box, ticked or not.
pub(super) fn tick(is_ticked: bool) -> &'static str {
    if is_ticked { "- [x]" } else { "- [ ]" }
}

/// A step of a transcript: the command and the evidence it leaves.
pub(super) fn step(command: &str, evidence: &str) -> String {
    format!("{} -> {}", code(command), code(evidence))
}
