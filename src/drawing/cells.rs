//! One line of the text form as cells: even cells are columns, odd ones lie between two.

use super::glyph::{Glyph, Side};
use super::lanes::{Colour, Joint, Lane, Placement, Way};
use super::picture::LinkKind;

/// A glyph and the colour of the lane it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// What stands there.
    pub(super) glyph: Glyph,
    /// Its colour; none for blanks.
    pub(super) colour: Option<Colour>,
}

/// Where the lanes that end at a revision are bent towards it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrivals {
    /// In its own line.
    Here,
    /// In a line above.
    Above,
}

/// A line in which nothing but the lanes of `columns` passes.
pub(super) fn passing_line(columns: &[Option<Lane>]) -> Vec<Cell> {
    let mut line = Line::default();
    line.pass(columns);
    line.cells
}

/// The lanes that pass a row, neither ending nor beginning there; `columns` are those below it.
pub(super) fn passing(placement: &Placement, columns: &[Option<Lane>]) -> Vec<Option<Lane>> {
    let mut passing = columns.to_vec();
    let begins = placement
        .joints
        .iter()
        .filter(|joint| joint.way == Way::Begins);
    let below = placement.below.map(|_| placement.column);
    for column in begins.map(|joint| joint.column).chain(below) {
        passing[column] = None;
    }
    passing
}

/// The line above a revision in which the lanes that end at it come together.
pub(super) fn arrival_line(placement: &Placement, columns: &[Option<Lane>]) -> Vec<Cell> {
    let mut line = Line::default();
    line.pass(&passing(placement, columns));
    let ends: Vec<Joint> = joints(placement, |way| way == Way::Ends);
    let is_left = |joint: &Joint| joint.column < placement.column;
    let side = match (ends.iter().any(is_left), ends.iter().all(is_left)) {
        (true, true) => Side::Left,
        (true, false) => Side::Both,
        (false, _) => Side::Right,
    };
    let kind = placement.above.map_or(LinkKind::Parent, |lane| lane.kind);
    let colour = placement.above.map(|lane| lane.colour);
    line.put(2 * placement.column, Glyph::Joined(kind, side), colour);
    line.link(placement.column, &ends);
    line.cells
}

/// The line of a revision itself.
pub(super) fn revision_line(
    glyph: Glyph,
    placement: &Placement,
    columns: &[Option<Lane>],
    arrivals: Arrivals,
) -> Vec<Cell> {
    let mut line = Line::default();
    line.pass(&passing(placement, columns));
    line.put(2 * placement.column, glyph, Some(placement.colour));
    let here = joints(placement, |way| match way {
        Way::Ends => arrivals == Arrivals::Here,
        Way::Begins | Way::Shared => true,
    });
    line.link(placement.column, &here);
    line.cells
}

fn joints(placement: &Placement, is_wanted: impl Fn(Way) -> bool) -> Vec<Joint> {
    let joints = placement.joints.iter().copied();
    joints.filter(|joint| is_wanted(joint.way)).collect()
}

#[derive(Default)]
struct Line {
    cells: Vec<Cell>,
}

impl Line {
    fn put(&mut self, place: usize, glyph: Glyph, colour: Option<Colour>) {
        let blank = Cell {
            glyph: Glyph::Blank,
            colour: None,
        };
        if place >= self.cells.len() {
            self.cells.resize(place + 1, blank);
        }
        self.cells[place] = Cell { glyph, colour };
    }

    fn pass(&mut self, columns: &[Option<Lane>]) {
        for (column, lane) in columns.iter().enumerate() {
            if let Some(lane) = lane {
                self.put(2 * column, Glyph::Vertical(lane.kind), Some(lane.colour));
            }
        }
    }

    /// Draws the lines between `column` and the joints on both sides of it.
    fn link(&mut self, column: usize, joints: &[Joint]) {
        let columns = || joints.iter().map(|joint| joint.column);
        if let Some(far) = columns().max().filter(|far| *far > column) {
            self.link_side((column + 1..=far).rev(), joints, Side::Left);
        }
        if let Some(far) = columns().min().filter(|far| *far < column) {
            self.link_side(far..column, joints, Side::Right);
        }
    }

    /// Draws one side, from the farthest joint inwards; `inwards` is where the revision lies.
    fn link_side(&mut self, columns: impl Iterator<Item = usize>, joints: &[Joint], inwards: Side) {
        // The line further out: solid where any lane that it leads to is.
        let mut outer: Option<(LinkKind, Colour)> = None;
        for column in columns {
            let place = 2 * column;
            if let Some(joint) = joints.iter().find(|joint| joint.column == column) {
                let Lane { kind, colour, .. } = joint.lane;
                let side = if outer.is_some() { Side::Both } else { inwards };
                let inner = match outer {
                    Some((LinkKind::Parent, _)) => LinkKind::Parent,
                    Some((LinkKind::Dependency, _)) | None => kind,
                };
                let glyph = match joint.way {
                    Way::Ends => Glyph::End(kind, side),
                    Way::Begins => Glyph::Begin(kind, side),
                    Way::Shared if inner != kind => Glyph::JoinedUnderSolid,
                    Way::Shared => Glyph::Joined(kind, side),
                };
                self.put(place, glyph, Some(colour));
                outer = Some((inner, colour));
            } else if let Some((kind, colour)) = outer
                && self
                    .cells
                    .get(place)
                    .is_none_or(|cell| cell.glyph == Glyph::Blank)
            {
                self.put(place, Glyph::Horizontal(kind), Some(colour));
            }
            if let Some((kind, colour)) = outer {
                let between = if inwards == Side::Left {
                    place - 1
                } else {
                    place + 1
                };
                self.put(between, Glyph::Horizontal(kind), Some(colour));
            }
        }
    }
}
