//! The characters of the text form, in Unicode's box drawing and in ASCII.
//!
//! Solid lines are parents, dotted ones are dependencies; the two also differ in their corners. A
//! horizontal line that meets a plain vertical one passes under it: lines touch only where a
//! character has arms towards both.

use super::picture::{LinkKind, State};

/// Which characters lines are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// Box drawing.
    Unicode,
    /// ASCII only.
    Ascii,
}

/// On which sides of a crossing there are lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Both,
}

/// What stands in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glyph {
    /// Nothing.
    Blank,
    /// A revision.
    Revision(Option<State>),
    /// A folded run.
    Run,
    /// A lane that passes.
    Vertical(LinkKind),
    /// A line between columns.
    Horizontal(LinkKind),
    /// A lane from above that ends: a line goes to the side.
    End(LinkKind, Side),
    /// A lane that begins: a line comes from the side.
    Begin(LinkKind, Side),
    /// A lane that a line from the side joins.
    Joined(LinkKind, Side),
    /// A dotted lane that a line joins where a solid line passes.
    JoinedUnderSolid,
}

impl Glyph {
    /// The character.
    pub(super) fn character(self, alphabet: Alphabet) -> char {
        let (unicode, ascii) = self.characters();
        match alphabet {
            Alphabet::Unicode => unicode,
            Alphabet::Ascii => ascii,
        }
    }

    fn characters(self) -> (char, char) {
        use LinkKind::{Dependency, Parent};
        match self {
            Self::Blank => (' ', ' '),
            Self::Revision(None | Some(State::Applied)) => ('●', '*'),
            Self::Revision(Some(State::Current)) => ('◉', '@'),
            Self::Revision(Some(State::Pending)) => ('○', 'o'),
            Self::Run => ('⋮', '='),
            Self::Vertical(Parent) => ('│', '|'),
            Self::Vertical(Dependency) => ('┊', ':'),
            Self::Horizontal(Parent) => ('─', '-'),
            Self::Horizontal(Dependency) => ('┄', '.'),
            Self::End(Parent, Side::Left) => ('╯', '\''),
            Self::End(Parent, Side::Right) => ('╰', '\''),
            Self::End(Parent, Side::Both) => ('┴', '\''),
            Self::End(Dependency, Side::Left) => ('┘', '`'),
            Self::End(Dependency, Side::Right) => ('└', '`'),
            Self::End(Dependency, Side::Both) => ('╨', '`'),
            Self::Begin(Parent, Side::Left) => ('╮', '.'),
            Self::Begin(Parent, Side::Right) => ('╭', '.'),
            Self::Begin(Parent, Side::Both) => ('┬', '.'),
            Self::Begin(Dependency, Side::Left) => ('┐', ','),
            Self::Begin(Dependency, Side::Right) => ('┌', ','),
            Self::Begin(Dependency, Side::Both) => ('╥', ','),
            Self::Joined(_, Side::Left) => ('┤', '+'),
            Self::Joined(_, Side::Right) => ('├', '+'),
            Self::Joined(_, Side::Both) => ('┼', '+'),
            Self::JoinedUnderSolid => ('╫', '#'),
        }
    }
}
