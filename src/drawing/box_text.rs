//! What stands in the box of a revision, for the formats that draw boxes.

use super::picture::{Content, Row, State};
use super::width::clip;

/// Longer titles are cut: a box is as wide as its longest line.
const TITLE_WIDTH: usize = 60;

/// The lines of a box: the identifier, the title, and the words of `history` in parentheses.
pub(super) fn box_lines(row: &Row<'_>) -> Vec<String> {
    let card = match &row.content {
        Content::Run(run) => {
            return vec![
                format!("{} revisions", run.count),
                format!("{} … {}", run.newest, run.oldest),
            ];
        }
        Content::Revision(card) => card,
    };
    let mut lines = vec![card.id.to_owned()];
    if !card.title.is_empty() {
        lines.push(clip(&card.title, TITLE_WIDTH, "…").into_owned());
    }
    let state = row.state.and_then(|state| match state {
        State::Current => Some("current"),
        State::Pending => Some("pending"),
        State::Applied => None,
    });
    let labels = (!card.labels.is_empty()).then(|| card.labels.join(", "));
    let words = card.words().chain(state).map(str::to_owned);
    let marks: Vec<String> = labels
        .into_iter()
        .chain(words)
        .map(|word| format!("({word})"))
        .collect();
    if !marks.is_empty() {
        lines.push(marks.join(" "));
    }
    lines
}
