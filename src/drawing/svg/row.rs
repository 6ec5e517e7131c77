//! One row of the SVG: the revision, its words, and a tooltip that says the rest.

use crate::drawing::card::Card;
use crate::drawing::lanes::{Colour, Placement};
use crate::drawing::picture::{Content, Row, State};
use crate::drawing::width::{clip, width};

use super::strands::x;
use super::style::{RADIUS, ROW};
use super::xml::escaped;

/// Pixels of one column of text in the font of identifiers; written into the file, so that every
/// font takes as much.
const ID_COLUMN: f64 = 7.3;
/// About the pixels of one column in the small text of pills.
const PILL_COLUMN: f64 = 6.4;
/// About the pixels of one column in the font of titles.
const TITLE_COLUMN: f64 = 7.7;
/// Columns of text after which a title is cut; the tooltip has all of it.
const TITLE_WIDTH: usize = 110;
/// Columns of text after which an identifier is cut.
const ID_WIDTH: usize = 40;
/// Columns of text after which a label is cut.
const LABEL_WIDTH: usize = 40;
/// Pixels of a day such as 2024-05-01 with the space behind it.
const DAY_PIXELS: usize = 82;

/// Where the words of the rows stand; the same for all of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordColumns {
    /// Pixels of the identifiers with the space behind them.
    id: usize,
    /// Whether days are shown.
    has_days: bool,
}

impl WordColumns {
    /// Places that fit all rows.
    pub(super) fn new(rows: &[Row<'_>]) -> Self {
        let mut columns = Self {
            id: 0,
            has_days: false,
        };
        for row in rows {
            if let Content::Revision(card) = &row.content {
                let id = clip(card.id, ID_WIDTH, "…");
                columns.id = columns.id.max(pixels(width(&id), ID_COLUMN) + 12);
                columns.has_days |= day(card).is_some();
            }
        }
        columns
    }
}

/// The marks of a row and where its text ends.
#[derive(Debug)]
pub(super) struct DrawnRow {
    /// The elements.
    pub(super) markup: String,
    /// About the right end of the text in pixels.
    pub(super) right: usize,
}

/// Draws a row: `y` is its middle, `left` where the words begin, `told` what has no line.
pub(super) fn draw(
    row: &Row<'_>,
    placement: &Placement,
    y: usize,
    left: usize,
    columns: WordColumns,
    told: &[String],
) -> DrawnRow {
    let mut words = Words {
        markup: String::new(),
        at: left,
        baseline: y + 4,
        middle: y,
    };
    let late = row.state == Some(State::Pending);
    let tooltip = match &row.content {
        Content::Run(run) => {
            words.text("soft", &format!("{} revisions", run.count), TITLE_COLUMN);
            words.at += 10;
            let ends = format!("{} … {}", run.newest, run.oldest);
            words.text("id soft", &ends, ID_COLUMN);
            format!("{} revisions that follow one another", run.count)
        }
        Content::Revision(card) => {
            card_words(card, row, columns, told, &mut words);
            tooltip(card, row)
        }
    };
    let class = if late { "r late" } else { "r" };
    let node = node(row, placement, y);
    let markup = format!(
        "<g class=\"{class}\"><title>{}</title><rect class=\"hit\" y=\"{}\" width=\"100%\" \
         height=\"{ROW}\"/>{node}{}</g>\n",
        escaped(&tooltip),
        y - ROW / 2,
        words.markup
    );
    DrawnRow {
        markup,
        right: words.at,
    }
}

fn card_words(
    card: &Card<'_>,
    row: &Row<'_>,
    columns: WordColumns,
    told: &[String],
    words: &mut Words,
) {
    let id_ends = words.at + columns.id;
    words.id(&clip(card.id, ID_WIDTH, "…"));
    words.at = id_ends;
    if columns.has_days {
        let day_ends = words.at + DAY_PIXELS;
        if let Some(day) = day(card) {
            words.text("day", day, 0.0);
        }
        words.at = day_ends;
    }
    if row.state == Some(State::Current) {
        words.pill("now", "current");
    }
    for word in card.words().filter(|word| word.ends_with("head")) {
        words.pill("head", word);
    }
    for label in &card.labels {
        words.pill("", &clip(label, LABEL_WIDTH, "…"));
    }
    if !card.title.is_empty() {
        words.text("t", &clip(&card.title, TITLE_WIDTH, "…"), TITLE_COLUMN);
        words.at += 10;
    }
    for link in told {
        words.text("soft", &format!("({link})"), TITLE_COLUMN);
        words.at += 10;
    }
}

/// The words of a row, from left to right.
struct Words {
    markup: String,
    at: usize,
    baseline: usize,
    middle: usize,
}

impl Words {
    fn text(&mut self, class: &str, text: &str, column: f64) {
        self.markup.push_str(&format!(
            "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
            self.at,
            self.baseline,
            escaped(text)
        ));
        self.at += pixels(width(text), column);
    }

    /// An identifier takes the same place in every font.
    fn id(&mut self, text: &str) {
        let length = pixels(width(text), ID_COLUMN);
        self.markup.push_str(&format!(
            "<text class=\"id\" x=\"{}\" y=\"{}\" textLength=\"{length}\">{}</text>",
            self.at,
            self.baseline,
            escaped(text)
        ));
        self.at += length;
    }

    fn pill(&mut self, class: &str, text: &str) {
        let length = pixels(width(text), PILL_COLUMN) + 14;
        let space = if class.is_empty() { "" } else { " " };
        self.markup.push_str(&format!(
            "<g class=\"pill{space}{class}\"><rect x=\"{}\" y=\"{}\" width=\"{length}\" \
             height=\"16\" rx=\"8\"/><text x=\"{}\" y=\"{}\">{}</text></g>",
            self.at,
            self.middle - 8,
            self.at + length / 2,
            self.baseline,
            escaped(text)
        ));
        self.at += length + 6;
    }
}

/// The revision itself: a circle, a diamond where it merges, hollow where it is pending.
pub(super) fn node(row: &Row<'_>, placement: &Placement, y: usize) -> String {
    let center = x(placement.column);
    let Colour(colour) = placement.colour;
    let card = match &row.content {
        Content::Revision(card) => card,
        Content::Run(_) => {
            // The dots interrupt the line, which would hide them.
            let dots = [y - 5, y, y + 5].map(|y| {
                format!("<circle class=\"f{colour}\" cx=\"{center}\" cy=\"{y}\" r=\"1.7\"/>")
            });
            return format!(
                "<rect class=\"bg\" x=\"{}\" y=\"{}\" width=\"6\" height=\"18\"/>{}",
                center - 3,
                y - 9,
                dots.concat()
            );
        }
    };
    let fill = match row.state {
        Some(State::Pending) => format!("hole k{colour}"),
        Some(State::Current | State::Applied) | None => format!("n f{colour}"),
    };
    let mut markup = String::new();
    if card.head.is_some() || row.state == Some(State::Current) {
        markup.push_str(&format!(
            "<circle class=\"halo k{colour}\" cx=\"{center}\" cy=\"{y}\" r=\"{}\"/>",
            RADIUS + 3
        ));
    }
    if card.is_merge_point {
        let reach = RADIUS + 1;
        markup.push_str(&format!(
            "<path class=\"{fill}\" d=\"M{center} {}l{reach} {reach}-{reach} {reach}-{reach}-{reach}z\"/>",
            y - reach
        ));
    } else {
        markup.push_str(&format!(
            "<circle class=\"{fill}\" cx=\"{center}\" cy=\"{y}\" r=\"{RADIUS}\"/>"
        ));
    }
    markup
}

/// All there is to say of a revision.
fn tooltip(card: &Card<'_>, row: &Row<'_>) -> String {
    let mut lines = vec![card.id.to_owned()];
    if !card.title.is_empty() {
        lines.push(card.title.to_string());
    }
    let state = row.state.map(|state| match state {
        State::Current => "current",
        State::Applied => "applied",
        State::Pending => "pending",
    });
    let words: Vec<&str> = card.words().chain(state).collect();
    if !words.is_empty() {
        lines.push(words.join(", "));
    }
    let mut list = |name: &str, entries: &[&str]| {
        if !entries.is_empty() {
            lines.push(format!("{name}: {}", entries.join(", ")));
        }
    };
    list("Labels", &card.labels);
    list(
        if card.is_merge_point {
            "Merges"
        } else {
            "Parent"
        },
        &card.parents,
    );
    list("Depends on", &card.dependencies);
    list("Path", &[card.path.as_ref()]);
    list("Created", card.created.as_slice());
    lines.join("\n")
}

/// The day on which a revision was made, where the docstring has it in ISO 8601.
fn day<'card>(card: &Card<'card>) -> Option<&'card str> {
    let day = card.created?.get(..10)?;
    let is_iso = day.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    is_iso.then_some(day)
}

/// Pixels of so many columns of text.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a text of at most some hundred columns"
)]
pub(super) fn pixels(columns: usize, each: f64) -> usize {
    (columns as f64 * each).ceil() as usize
}
