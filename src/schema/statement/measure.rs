//! How deep and how large a statement is, so that hostile ones are refused before they are written.

use super::super::error::SchemaError;

/// The deepest nesting of an expression or statement; Python's recursion limit stops SQLAlchemy
/// earlier.
const DEEPEST: u16 = 400;
/// The most nodes a statement may have when everything in it is written out.
const LARGEST: u32 = 2_000_000;

/// Depth and size of a node with all that is inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    depth: u16,
    nodes: u32,
}

impl Measure {
    /// A node without anything inside.
    pub const LEAF: Self = Self { depth: 0, nodes: 1 };

    /// A node around others.
    pub fn around(inside: impl IntoIterator<Item = Self>) -> Result<Self, SchemaError> {
        let mut measure = Self::LEAF;
        for part in inside {
            measure.depth = measure.depth.max(part.depth + 1);
            measure.nodes = measure.nodes.saturating_add(part.nodes);
        }
        if measure.depth > DEEPEST {
            return Err(SchemaError::TooDeep {
                what: "an expression",
                limit: DEEPEST,
            });
        }
        if measure.nodes > LARGEST {
            return Err(SchemaError::Unsupported(format!(
                "a statement of more than {LARGEST} parts"
            )));
        }
        Ok(measure)
    }
}
