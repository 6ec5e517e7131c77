//! The lines of the SVG: each lane is one path, curved where it leaves and where it arrives.

use crate::drawing::lanes::{Colour, Joint, Lane, Placement, Way};
use crate::drawing::picture::LinkKind;

use super::style::{EDGE, LANE, ROW};

/// The middle of a column in pixels.
pub(super) fn x(column: usize) -> usize {
    EDGE + column * LANE
}

/// A place in the grid of columns and rows.
#[derive(Debug, Clone, Copy)]
struct Place {
    column: usize,
    row: usize,
}

/// A line whose end is not reached yet.
#[derive(Debug, Clone, Copy)]
struct Open {
    start: Place,
    colour: Colour,
    kind: LinkKind,
}

/// Collects the lines row by row.
#[derive(Debug)]
pub(super) struct Strands {
    /// The vertical middle of the first row in pixels.
    top: usize,
    open: Vec<Option<Open>>,
    /// Lines into a shared lane, from the last row.
    into_shared: Vec<(Place, Joint)>,
    /// The finished paths.
    paths: String,
}

impl Strands {
    /// No lines yet; `top` is the vertical middle of the first row in pixels.
    pub(super) fn new(top: usize) -> Self {
        Self {
            top,
            open: Vec::new(),
            into_shared: Vec::new(),
            paths: String::new(),
        }
    }

    /// Goes on with the next row.
    pub(super) fn row(&mut self, row: usize, placement: &Placement) {
        let here = Place {
            column: placement.column,
            row,
        };
        for (start, joint) in std::mem::take(&mut self.into_shared) {
            let Lane {
                target,
                kind,
                colour,
            } = joint.lane;
            let column = if target == row {
                here.column
            } else {
                joint.column
            };
            let line = Open {
                start,
                colour,
                kind,
            };
            self.finish(line, joint.column, Place { column, row });
        }
        for joint in &placement.joints {
            if joint.way == Way::Ends {
                self.close(joint.column, here);
            }
        }
        let goes_through = placement.above.is_some_and(|above| {
            let below = placement.below.map(|lane| (lane.kind, lane.colour));
            below == Some((above.kind, above.colour))
        });
        if !goes_through {
            self.close(here.column, here);
            if let Some(lane) = placement.below {
                self.begin(here.column, here, lane);
            }
        }
        for joint in &placement.joints {
            match joint.way {
                Way::Ends => {}
                Way::Begins => self.begin(joint.column, here, joint.lane),
                Way::Shared => self.into_shared.push((here, *joint)),
            }
        }
    }

    /// The paths, one a line.
    pub(super) fn into_paths(self) -> String {
        self.paths
    }

    fn begin(&mut self, column: usize, start: Place, lane: Lane) {
        if column >= self.open.len() {
            self.open.resize(column + 1, None);
        }
        self.open[column] = Some(Open {
            start,
            colour: lane.colour,
            kind: lane.kind,
        });
    }

    fn close(&mut self, column: usize, end: Place) {
        if let Some(line) = self.open.get_mut(column).and_then(Option::take) {
            self.finish(line, column, end);
        }
    }

    /// Writes a line that ran in `column`.
    fn finish(&mut self, line: Open, column: usize, end: Place) {
        let start = line.start;
        let mut path = format!("M{} {}", x(start.column), self.y(start.row));
        if end.row == start.row + 1 {
            path.push_str(&curve(start.column, end.column));
        } else {
            path.push_str(&curve(start.column, column));
            if column == end.column {
                path.push_str(&format!("V{}", self.y(end.row)));
            } else {
                path.push_str(&format!("V{}", self.y(end.row - 1)));
                path.push_str(&curve(column, end.column));
            }
        }
        let class = match line.kind {
            LinkKind::Parent => "",
            LinkKind::Dependency => " dep",
        };
        let Colour(colour) = line.colour;
        self.paths.push_str(&format!(
            "<path class=\"s k{colour}{class}\" d=\"{path}\"/>\n"
        ));
    }

    fn y(&self, row: usize) -> usize {
        self.top + row * ROW
    }
}

/// From the middle of one row to the middle of the next, relative.
fn curve(from: usize, to: usize) -> String {
    if from == to {
        return format!("v{ROW}");
    }
    let half = ROW / 2;
    let distance = if to > from {
        format!("{}", (to - from) * LANE)
    } else {
        format!("-{}", (from - to) * LANE)
    };
    format!("c0 {half} {distance} {half} {distance} {ROW}")
}
