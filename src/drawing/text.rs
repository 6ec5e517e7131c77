//! The text form, in the manner of `git log --graph`: one line for each revision, newest first.

use super::card::Card;
use super::cells::{Arrivals, Cell, arrival_line, passing, passing_line, revision_line};
use super::glyph::{Alphabet, Glyph};
use super::lanes::{Colour, Lanes, Placement};
use super::picture::{Content, Picture, Row, Run, State};
use super::width::{clip, printable, width};

/// The words of all rows begin in one place as long as the lanes are no wider than this.
const WIDEST_MARGIN: usize = 24;

/// Whether lines and words have colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// None.
    Plain,
    /// Those of a terminal, as ANSI escape sequences.
    Terminal,
}

/// How much of a revision is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Details {
    /// One line.
    Line,
    /// Parents, dependencies, file and date below it.
    Block,
}

/// How long a line may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineWidth {
    /// As long as it is.
    Unlimited,
    /// So many columns of a terminal; what is longer ends in an ellipsis.
    Columns(usize),
}

/// How the text form looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextOptions {
    /// The characters of the lines.
    pub alphabet: Alphabet,
    /// The colours.
    pub colours: Colours,
    /// How much is said of each revision.
    pub details: Details,
    /// How long a line may be.
    pub width: LineWidth,
}

/// Draws a picture as text; an empty one is the empty string.
pub fn text(picture: &Picture<'_>, options: &TextOptions) -> String {
    let margin = margin(picture);
    let mut page = Page {
        picture,
        options,
        margin,
        output: String::new(),
    };
    let mut lanes = Lanes::default();
    for (place, row) in picture.rows.iter().enumerate() {
        let placement = lanes.place(place, &row.links);
        page.row(row, &placement, &lanes);
    }
    let left_out = picture.summary.left_out;
    if left_out > 0 {
        let revisions = if left_out == 1 {
            "revision"
        } else {
            "revisions"
        };
        let words = format!("({left_out} older {revisions} not shown)");
        page.line(&[], vec![(Ink::Faint, words)]);
    }
    page.output
}

/// The column where the words of every row begin.
fn margin(picture: &Picture<'_>) -> usize {
    let mut lanes = Lanes::default();
    let mut widest = 0;
    for (place, row) in picture.rows.iter().enumerate() {
        let placement = lanes.place(place, &row.links);
        let columns = [placement.column, lanes.columns().len().saturating_sub(1)];
        let joints = placement.joints.iter().map(|joint| joint.column);
        let last = joints.chain(columns).max().unwrap_or_default();
        widest = widest.max(2 * last + 1);
    }
    widest.min(WIDEST_MARGIN)
}

/// What a piece of a line is, for its colour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    Plain,
    Lane(Colour),
    Id,
    Label,
    Head,
    Current,
    Pending,
    Faint,
}

impl Ink {
    /// The parameters of the escape sequence "select graphic rendition".
    fn parameters(self) -> &'static str {
        const LANES: [&str; super::lanes::COLOURS] =
            ["34", "33", "32", "35", "36", "31", "94", "92"];
        match self {
            Self::Plain => "",
            Self::Lane(colour) => LANES[colour.0],
            Self::Id => "33",
            Self::Label => "1;36",
            Self::Head => "1;32",
            Self::Current => "1;35",
            Self::Pending => "31",
            Self::Faint => "2",
        }
    }
}

struct Page<'page> {
    picture: &'page Picture<'page>,
    options: &'page TextOptions,
    margin: usize,
    output: String,
}

impl Page<'_> {
    fn row(&mut self, row: &Row<'_>, placement: &Placement, lanes: &Lanes) {
        let columns = lanes.columns();
        if placement.is_below_an_end {
            self.line(&passing_line(&passing(placement, columns)), Vec::new());
        }
        let arrivals = if placement.is_tangled() {
            self.line(&arrival_line(placement, columns), Vec::new());
            Arrivals::Above
        } else {
            Arrivals::Here
        };
        let (glyph, mut words) = match &row.content {
            Content::Revision(card) => (Glyph::Revision(row.state), card_words(card, row)),
            Content::Run(run) => (Glyph::Run, self.run_words(run, row.state)),
        };
        let told = self.picture.told_links(row, &placement.without_lane);
        words.extend(told.map(|words| (Ink::Faint, format!(" ({words})"))));
        if let Content::Revision(card) = &row.content
            && !card.title.is_empty()
        {
            words.push((Ink::Plain, format!(", {}", card.title)));
        }
        self.line(&revision_line(glyph, placement, columns, arrivals), words);
        if self.options.details == Details::Block
            && let Content::Revision(card) = &row.content
        {
            let lanes = passing_line(columns);
            for line in detail_lines(card) {
                self.line(&lanes, vec![(Ink::Faint, format!("    {line}"))]);
            }
        }
    }

    fn run_words(&self, run: &Run<'_>, state: Option<State>) -> Vec<(Ink, String)> {
        let ellipsis = self.ellipsis();
        let state = state.and_then(state_words);
        let mut words = vec![(
            Ink::Faint,
            format!(
                "{} revisions, {} {ellipsis} {}",
                run.count, run.newest, run.oldest
            ),
        )];
        words.extend(state.map(|(ink, word)| (ink, format!(" ({word})"))));
        words
    }

    fn ellipsis(&self) -> &'static str {
        match self.options.alphabet {
            Alphabet::Unicode => "…",
            Alphabet::Ascii => "...",
        }
    }

    /// Writes a line: lanes, the margin, words.
    fn line(&mut self, cells: &[Cell], words: Vec<(Ink, String)>) {
        let limit = match self.options.width {
            LineWidth::Unlimited => usize::MAX,
            LineWidth::Columns(columns) => columns,
        };
        // Lanes never take so much of a terminal that nothing can be read beside them.
        let lane_limit = if limit == usize::MAX {
            limit
        } else {
            (limit / 3 * 2).max(1)
        };
        let mut pieces: Vec<(Ink, String)> = Vec::new();
        for cell in cells {
            let character = cell.glyph.character(self.options.alphabet);
            let ink = cell.colour.map_or(Ink::Plain, Ink::Lane);
            match pieces.last_mut() {
                Some((last, text)) if *last == ink => text.push(character),
                Some(_) | None => pieces.push((ink, character.to_string())),
            }
        }
        let pieces = self.clipped(pieces, lane_limit);
        let taken: usize = pieces.iter().map(|(_, text)| width(text)).sum();
        let mut line = pieces;
        if !words.is_empty() {
            let margin = self.margin.min(lane_limit);
            let blanks = margin.saturating_sub(taken) + 2;
            line.push((Ink::Plain, " ".repeat(blanks)));
            let words = words
                .into_iter()
                .map(|(ink, text)| (ink, printable(&text).into_owned()));
            line.extend(words);
        }
        let line = self.clipped(line, limit);
        self.write(&line);
    }

    /// The pieces that fit in `limit` columns, the last one with an ellipsis where some do not.
    fn clipped(&self, pieces: Vec<(Ink, String)>, limit: usize) -> Vec<(Ink, String)> {
        let whole: usize = pieces.iter().map(|(_, text)| width(text)).sum();
        if whole <= limit {
            return pieces;
        }
        let ellipsis = self.ellipsis();
        let mut room = limit;
        let mut kept = Vec::new();
        for (ink, text) in pieces {
            let columns = width(&text);
            // What just fits is cut too where more follows: the ellipsis needs its place.
            if columns + width(ellipsis) <= room {
                room -= columns;
                kept.push((ink, text));
                continue;
            }
            let marked = format!("{text}{}", " ".repeat(width(ellipsis) + 1));
            kept.push((ink, clip(&marked, room, ellipsis).into_owned()));
            break;
        }
        kept
    }

    fn write(&mut self, pieces: &[(Ink, String)]) {
        let start = self.output.len();
        for (ink, text) in pieces {
            let parameters = ink.parameters();
            if self.options.colours == Colours::Plain || parameters.is_empty() {
                self.output.push_str(text);
            } else {
                self.output
                    .push_str(&format!("\u{1b}[{parameters}m{text}\u{1b}[0m"));
            }
        }
        let end = self.output[start..].trim_end_matches(' ').len();
        self.output.truncate(start + end);
        self.output.push('\n');
    }
}

/// A revision in Alembic's words, without its title.
fn card_words(card: &Card<'_>, row: &Row<'_>) -> Vec<(Ink, String)> {
    let mut words = vec![(Ink::Id, card.id.to_owned())];
    if !card.labels.is_empty() {
        words.push((Ink::Label, format!(" ({})", card.labels.join(", "))));
    }
    let mut marks: Vec<(Ink, &str)> = card
        .words()
        .map(|word| {
            let is_head = word.ends_with("head");
            (if is_head { Ink::Head } else { Ink::Faint }, word)
        })
        .collect();
    // Alembic puts `(current)` behind `(head)` and before the points.
    let place = usize::from(card.head.is_some());
    if let Some(state) = row.state.and_then(state_words) {
        marks.insert(place, state);
    }
    words.extend(
        marks
            .into_iter()
            .map(|(ink, word)| (ink, format!(" ({word})"))),
    );
    words
}

fn state_words(state: State) -> Option<(Ink, &'static str)> {
    match state {
        State::Current => Some((Ink::Current, "current")),
        State::Pending => Some((Ink::Pending, "pending")),
        State::Applied => None,
    }
}

/// The lines below a revision (`-v`), in the words of Alembic's block.
fn detail_lines(card: &Card<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let relation = if card.is_merge_point {
        "Merges"
    } else {
        "Parent"
    };
    let parents = if card.parents.is_empty() {
        "<base>".to_owned()
    } else {
        card.parents.join(", ")
    };
    lines.push(format!("{relation}: {parents}"));
    if !card.dependencies.is_empty() {
        lines.push(format!("Also depends on: {}", card.dependencies.join(", ")));
    }
    lines.push(format!("Path: {}", card.path));
    lines.extend(card.created.map(|date| format!("Create Date: {date}")));
    lines
}

#[cfg(test)]
mod tests {
    use super::{Colours, Details, LineWidth, TextOptions, text};
    use crate::drawing::sample::{found, hostile, picture, shop};
    use crate::drawing::width::width;
    use crate::drawing::{Alphabet, PictureOptions, Runs};
    use crate::script::ScriptDirectory;
    use crate::script::fixture::map;

    const PLAIN: TextOptions = TextOptions {
        alphabet: Alphabet::Unicode,
        colours: Colours::Plain,
        details: Details::Line,
        width: LineWidth::Unlimited,
    };

    #[test]
    fn a_history() {
        let scripts = shop();
        let picture = picture(&scripts, &PictureOptions::default());
        insta::assert_snapshot!("text", text(&picture, &PLAIN));
        let options = TextOptions {
            alphabet: Alphabet::Ascii,
            details: Details::Block,
            ..PLAIN
        };
        insta::assert_snapshot!("text_ascii_verbose", text(&picture, &options));
    }

    #[test]
    fn what_is_pending_on_a_terminal() {
        let scripts = shop();
        let current = found(&scripts, &["bbbb1111"]);
        let options = PictureOptions {
            limit: Some(8),
            current: Some(&current),
            ..PictureOptions::default()
        };
        let picture = picture(&scripts, &options);
        let options = TextOptions {
            colours: Colours::Terminal,
            width: LineWidth::Columns(48),
            ..PLAIN
        };
        let drawn = text(&picture, &options).replace('\u{1b}', "ESC");
        insta::assert_snapshot!("text_terminal", drawn);
    }

    #[test]
    fn long_runs_are_folded() {
        let lines: String = (1..40)
            .map(|number| format!("r{number}: r{}\n", number - 1))
            .collect();
        let scripts = ScriptDirectory::new(map(&format!("r0:\n{lines}x: r20\n")), Vec::new());
        let options = PictureOptions {
            runs: Runs::Folded,
            ..PictureOptions::default()
        };
        let expected = "\
●    r39 (head)
⋮    18 revisions, r38 … r21
│ ●  x (head)
●─╯  r20 (branchpoint)
⋮    19 revisions, r19 … r1
●    r0
";
        assert_eq!(text(&picture(&scripts, &options), &PLAIN), expected);
    }

    #[test]
    fn lines_fit_the_terminal() {
        for scripts in [shop(), hostile()] {
            let picture = picture(&scripts, &PictureOptions::default());
            for columns in 1..60 {
                let options = TextOptions {
                    width: LineWidth::Columns(columns),
                    ..PLAIN
                };
                let drawn = text(&picture, &options);
                assert_eq!(drawn.lines().count(), picture.rows.len());
                for line in drawn.lines() {
                    assert!(width(line) <= columns, "{columns}: {line}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_nothing() {
        let scripts = ScriptDirectory::new(map(""), Vec::new());
        let picture = picture(&scripts, &PictureOptions::default());
        assert_eq!(text(&picture, &PLAIN), "");
    }
}
