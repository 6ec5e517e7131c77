//! In which column each revision and each line stands.
//!
//! The rows are gone through from the newest to the oldest. A *lane* is a column that a line keeps
//! from the row where it begins to the row where it ends, so that no line ever wanders sideways. A
//! revision takes the column of a lane that ends at it, its first parent continues there, and every
//! further parent gets the nearest free column. Text and SVG draw the same lanes.

use super::picture::{Link, LinkKind, Target};

/// Number of colours that lanes take turns in.
pub(super) const COLOURS: usize = 8;

/// From this many lanes on, revisions with the same parent share one; below it each has its own,
/// so that a branch point is seen where it is.
const CROWDED: usize = 8;

/// The most lanes side by side. What finds no place is told in words, so that the effort for a row
/// has a limit, whatever the graph.
const MOST_LANES: usize = 100;

/// One of the [`COLOURS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) usize);

/// A line that passes through a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lane {
    /// The row where it ends.
    pub(super) target: usize,
    /// What it means.
    pub(super) kind: LinkKind,
    /// The colour it keeps.
    pub(super) colour: Colour,
}

/// A line that reaches the revision of a row from another column, or leaves it for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Joint {
    /// The other column.
    pub(super) column: usize,
    /// The lane there.
    pub(super) lane: Lane,
    /// What happens in that column.
    pub(super) way: Way,
}

/// What happens to a lane beside the revision that it is linked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It ends here, coming from above.
    Ends,
    /// It begins here, going down.
    Begins,
    /// It passes, and the revision's line joins it.
    Shared,
}

/// Where one row stands and how it is linked.
#[derive(Debug, Clone)]
pub(super) struct Placement {
    /// The column.
    pub(super) column: usize,
    /// The colour of the revision.
    pub(super) colour: Colour,
    /// The lane that comes from above in the same column.
    pub(super) above: Option<Lane>,
    /// The lane that goes on below in the same column.
    pub(super) below: Option<Lane>,
    /// Lines from and to other columns.
    pub(super) joints: Vec<Joint>,
    /// Positions of the links for which there is no lane left.
    pub(super) without_lane: Vec<usize>,
    /// Whether a revision without descendants stands right below one without a line down.
    pub(super) is_below_an_end: bool,
}

impl Placement {
    /// Whether lines end and begin on the same side, which one line of characters cannot show.
    pub(super) fn is_tangled(&self) -> bool {
        let sides = |ends: bool| {
            let mut sides = [false; 2];
            for joint in &self.joints {
                if (joint.way == Way::Ends) == ends {
                    sides[usize::from(joint.column > self.column)] = true;
                }
            }
            sides
        };
        let (ends, begins) = (sides(true), sides(false));
        (0..2).any(|side| ends[side] && begins[side])
    }
}

/// The lanes below the row that was placed last.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    columns: Vec<Option<Lane>>,
    /// The column of the last revision, where nothing goes on below it.
    end: Option<usize>,
    /// When each colour was given last.
    given: [usize; COLOURS],
    turn: usize,
}

impl Lanes {
    /// The columns, from the left.
    pub(super) fn columns(&self) -> &[Option<Lane>] {
        &self.columns
    }

    /// Places the next row, whose lines down are `links`.
    pub(super) fn place(&mut self, row: usize, links: &[Link<'_>]) -> Placement {
        let arrivals = self.take(row);
        let chosen = arrivals
            .iter()
            .find(|(_, lane)| lane.kind == LinkKind::Parent)
            .or(arrivals.first())
            .copied();
        let column = chosen.map_or_else(|| self.column_for_head(), |(column, _)| column);
        let above = chosen.map(|(_, lane)| lane);
        let colour = match above {
            Some(lane) if lane.kind == LinkKind::Parent => lane.colour,
            Some(_) | None => self.next_colour(),
        };
        let joints = arrivals
            .into_iter()
            .filter(|(other, _)| *other != column)
            .map(|(column, lane)| Joint {
                column,
                lane,
                way: Way::Ends,
            })
            .collect();
        let mut placement = Placement {
            column,
            colour,
            above,
            below: None,
            joints,
            without_lane: Vec::new(),
            is_below_an_end: above.is_none() && self.end == Some(column),
        };
        for (position, link) in links.iter().enumerate() {
            if let Target::Row(target) = link.target {
                self.depart(position, target, link.kind, &mut placement);
            }
        }
        self.end = placement.below.is_none().then_some(column);
        while self.columns.last() == Some(&None) {
            self.columns.pop();
        }
        placement
    }

    /// Ends the lanes that lead to `row`.
    fn take(&mut self, row: usize) -> Vec<(usize, Lane)> {
        let mut arrivals = Vec::new();
        for (column, place) in self.columns.iter_mut().enumerate() {
            if let Some(lane) = place.take_if(|lane| lane.target == row) {
                arrivals.push((column, lane));
            }
        }
        arrivals
    }

    /// The leftmost free column, preferably not right below a revision without a line down, which
    /// would look like its child.
    fn column_for_head(&self) -> usize {
        let mut free = (0..self.columns.len())
            .filter(|column| self.columns[*column].is_none())
            .chain([self.columns.len()]);
        let first = free.next().unwrap_or_default();
        if self.end == Some(first) {
            free.next().unwrap_or(first)
        } else {
            first
        }
    }

    fn depart(&mut self, position: usize, target: usize, kind: LinkKind, to: &mut Placement) {
        if let Some(joint) = self.shared(target, kind) {
            to.joints.push(joint);
            return;
        }
        // A dependency never goes straight down: right above its target it would look like a parent.
        if kind == LinkKind::Parent && to.below.is_none() && to.column < MOST_LANES {
            let lane = Lane {
                target,
                kind,
                colour: to.colour,
            };
            self.enter(to.column, lane);
            to.below = Some(lane);
            return;
        }
        let Some(column) = self.column_beside(to.column) else {
            to.without_lane.push(position);
            return;
        };
        let lane = Lane {
            target,
            kind,
            colour: self.next_colour(),
        };
        self.enter(column, lane);
        to.joints.push(Joint {
            column,
            lane,
            way: Way::Begins,
        });
    }

    /// A lane to the same target that may be shared.
    fn shared(&self, target: usize, kind: LinkKind) -> Option<Joint> {
        let crowded = self.columns.iter().flatten().count() >= CROWDED;
        if kind == LinkKind::Parent && !crowded {
            return None;
        }
        let mut lanes = self.columns.iter().enumerate();
        lanes.find_map(|(column, place)| {
            let lane = (*place)?;
            (lane.target == target && lane.kind == kind).then_some(Joint {
                column,
                lane,
                way: Way::Shared,
            })
        })
    }

    /// The free column nearest to `column`, the right one of two; none where there are too many.
    fn column_beside(&self, column: usize) -> Option<usize> {
        let is_free = |other: &usize| self.columns.get(*other).is_none_or(Option::is_none);
        let right = (column + 1..MOST_LANES).find(is_free);
        let left = (0..column.min(MOST_LANES)).rev().find(is_free);
        match (left, right) {
            (Some(left), Some(right)) if column - left < right - column => Some(left),
            (left, right) => right.or(left),
        }
    }

    fn enter(&mut self, column: usize, lane: Lane) {
        if column >= self.columns.len() {
            self.columns.resize(column + 1, None);
        }
        self.columns[column] = Some(lane);
    }

    /// The colour that the fewest lanes have; of several, the one that was given longest ago.
    fn next_colour(&mut self) -> Colour {
        let mut uses = [0_usize; COLOURS];
        for lane in self.columns.iter().flatten() {
            uses[lane.colour.0] += 1;
        }
        let colour = (0..COLOURS)
            .min_by_key(|colour| (uses[*colour], self.given[*colour]))
            .unwrap_or_default();
        self.turn += 1;
        self.given[colour] = self.turn;
        Colour(colour)
    }
}
