//! Reads a drawing back: follows its lines, character by character, as an eye would.
//!
//! It knows nothing of lanes. What it finds must be what was drawn, or the drawing misleads.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    Alphabet, Colours, Details, LineWidth, Picture, PictureOptions, Runs, TextOptions, text,
};
use crate::script::fixture::{random, revisions};
use crate::script::{Revision, RevisionMap, ScriptDirectory, Selector};

/// A line from a revision down to another: solid lines are parents, dotted ones dependencies.
type Line = (String, String, bool);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Heading {
    Down,
    Left,
    Right,
}

struct Drawing {
    cells: Vec<Vec<char>>,
}

impl Drawing {
    fn read(text: &str) -> Self {
        Self {
            cells: text.lines().map(|line| line.chars().collect()).collect(),
        }
    }

    fn at(&self, row: usize, column: usize) -> char {
        let cell = self.cells.get(row).and_then(|line| line.get(column));
        cell.copied().unwrap_or(' ')
    }

    /// The identifier written beside the revision of a line.
    fn id(&self, row: usize) -> String {
        let line: String = self.cells[row].iter().collect();
        let (_, words) = line.split_once('r').expect("an identifier begins with r");
        let digits = words.split(|letter: char| !letter.is_ascii_digit()).next();
        format!("r{}", digits.unwrap_or_default())
    }

    fn revisions(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (row, line) in self.cells.iter().enumerate() {
            let columns = line.iter().enumerate().filter(|(_, cell)| **cell == '●');
            found.extend(columns.map(|(column, _)| (row, column)));
        }
        found
    }

    fn lines(&self) -> BTreeSet<Line> {
        let mut lines = BTreeSet::new();
        for (row, column) in self.revisions() {
            let mut ways = vec![(row + 1, column, Heading::Down, false)];
            ways.push((row, column + 1, Heading::Right, false));
            ways.extend((column > 0).then(|| (row, column.wrapping_sub(1), Heading::Left, false)));
            while let Some((at_row, at_column, heading, dotted)) = ways.pop() {
                let cell = self.at(at_row, at_column);
                // What a line passes under says nothing of the line itself.
                let turns_dotted = "╥╫".contains(cell);
                let dotted = dotted
                    || match heading {
                        Heading::Down => "┊┘└╨".contains(cell),
                        Heading::Left | Heading::Right => "┄┐┌".contains(cell),
                    };
                let mut go = |to| {
                    let dotted = dotted || (to == Heading::Down && turns_dotted);
                    match to {
                        Heading::Down => ways.push((at_row + 1, at_column, to, dotted)),
                        Heading::Right => ways.push((at_row, at_column + 1, to, dotted)),
                        Heading::Left if at_column > 0 => {
                            ways.push((at_row, at_column - 1, to, dotted));
                        }
                        Heading::Left => {}
                    }
                };
                match (heading, cell) {
                    (_, '●') => {
                        lines.insert((self.id(row), self.id(at_row), dotted));
                    }
                    // What comes from above goes on or bends; where a line passes, it goes on.
                    (Heading::Down, '│' | '┊' | '├' | '┤' | '┼' | '╫') => {
                        go(Heading::Down);
                    }
                    (Heading::Down, '╯' | '┘') => go(Heading::Left),
                    (Heading::Down, '╰' | '└') => go(Heading::Right),
                    (Heading::Down, '┴' | '╨') => {
                        go(Heading::Left);
                        go(Heading::Right);
                    }
                    // What comes from the side passes under plain lines and bends down at corners.
                    (Heading::Left | Heading::Right, '─' | '┄' | '│' | '┊' | '┴' | '╨') =>
                    {
                        go(heading);
                    }
                    (Heading::Right, '╮' | '┐' | '┤') | (Heading::Left, '╭' | '┌' | '├') =>
                    {
                        go(Heading::Down);
                    }
                    (Heading::Left | Heading::Right, '┬' | '╥' | '┼' | '╫' | '├' | '┤') =>
                    {
                        go(Heading::Down);
                        go(heading);
                    }
                    _ => {}
                }
            }
        }
        lines
    }
}

fn drawn(scripts: &ScriptDirectory, alphabet: Alphabet) -> String {
    let all = scripts
        .walk_revisions(Selector::Symbol("base"), Selector::Symbol("heads"))
        .expect("everything is a range");
    let options = PictureOptions::default();
    assert_eq!(options.runs, Runs::Drawn);
    let picture = Picture::new(scripts, &all, &options);
    let options = TextOptions {
        alphabet,
        colours: Colours::Plain,
        details: Details::Line,
        width: LineWidth::Unlimited,
    };
    text(&picture, &options)
}

fn directory(revisions: Vec<Revision>) -> ScriptDirectory {
    let map = RevisionMap::new(revisions).expect("the graph is sound");
    ScriptDirectory::new(map, Vec::new())
}

/// What the files declare.
fn declared(map: &RevisionMap) -> BTreeSet<Line> {
    let mut lines = BTreeSet::new();
    for index in map.indices() {
        let parents: Vec<_> = map.down_revisions(index).collect();
        for parent in map.all_down_revisions(index) {
            lines.insert((
                map.id(index).to_string(),
                map.id(parent).to_string(),
                !parents.contains(&parent),
            ));
        }
    }
    lines
}

/// Draws a graph and reads it back.
fn verify(scripts: &ScriptDirectory) -> Result<(), TestCaseError> {
    let map = scripts.map();
    let text = drawn(scripts, Alphabet::Unicode);
    let drawing = Drawing::read(&text);
    let mut ids: Vec<String> = drawing
        .revisions()
        .into_iter()
        .map(|(row, _)| drawing.id(row))
        .collect();
    ids.sort();
    let mut expected: Vec<String> = map
        .indices()
        .map(|index| map.id(index).to_string())
        .collect();
    expected.sort();
    prop_assert_eq!(ids, expected, "{}", &text);
    prop_assert_eq!(drawing.lines(), declared(map), "{}", &text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Every revision stands in the drawing once, and its lines lead to its parents and to what it
    /// depends on, to all of them and to nothing else.
    #[test]
    fn a_drawing_says_what_the_files_say(revisions in random::graph()) {
        verify(&directory(revisions))?;
    }

    /// ASCII has fewer characters, but they stand in the same places.
    #[test]
    fn ascii_draws_the_same_lines(revisions in random::graph()) {
        let scripts = directory(revisions);
        let unicode = drawn(&scripts, Alphabet::Unicode);
        let ascii = drawn(&scripts, Alphabet::Ascii);
        prop_assert!(ascii.is_ascii());
        let ink = |text: &str| -> Vec<Vec<bool>> {
            let lines = text.lines();
            lines.map(|line| line.chars().map(|cell| cell != ' ').collect()).collect()
        };
        prop_assert_eq!(ink(&unicode), ink(&ascii));
    }
}

/// A fork so wide that its children share lanes.
#[test]
fn a_wide_fork_is_drawn_in_few_columns() {
    let children: String = (1..60)
        .map(|number| {
            format!(
                "r{number}: r0 {}\n",
                if number % 3 == 0 { "r00" } else { "" }
            )
        })
        .collect();
    let scripts = directory(revisions(&format!("r0:\nr00:\n{children}")));
    verify(&scripts).expect("it is drawn right");
    let text = drawn(&scripts, Alphabet::Unicode);
    let widest = text.lines().filter_map(|line| line.find('r')).max();
    assert!(widest < Some(80), "{text}");
}

/// More lines than there are lanes: what has none is told in words.
#[test]
fn the_widest_merge_has_an_end() {
    let bases: String = (1..150).map(|number| format!("r{number}:\n")).collect();
    let parents: Vec<String> = (1..150).map(|number| format!("r{number}")).collect();
    let scripts = directory(revisions(&format!("{bases}r0: {}", parents.join(" "))));
    let text = drawn(&scripts, Alphabet::Unicode);
    let first = text.lines().next().unwrap_or_default();
    assert_eq!(first.matches('┬').count() + first.matches('╮').count(), 99);
    assert_eq!(first.matches("(parent r").count(), 49);
    let drawing = Drawing::read(&text);
    assert_eq!(drawing.revisions().len(), 150);
    assert_eq!(drawing.lines().len(), 100);
}
