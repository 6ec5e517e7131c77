//! The arithmetic of indices and slices (`PySlice_AdjustIndices`).

use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::value::{Slice, Value};

/// A slice applied to a sequence of known length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SliceIndices {
    /// The first index.
    pub(crate) start: i64,
    /// The index not reached; -1 where a negative step runs to the beginning.
    pub(crate) stop: i64,
    /// The distance, not zero.
    pub(crate) step: i64,
}

impl SliceIndices {
    /// The indices selected.
    pub(crate) fn indices(self) -> impl Iterator<Item = usize> {
        let mut next = self.start;
        std::iter::from_fn(move || {
            let more = if self.step > 0 {
                next < self.stop
            } else {
                next > self.stop
            };
            if !more {
                return None;
            }
            let index = usize::try_from(next).ok()?;
            next = next.saturating_add(self.step);
            Some(index)
        })
    }
}

/// Applies `slice` to a sequence of `length` items.
pub(crate) fn slice_indices(
    cx: &mut Interpreter,
    slice: &Slice,
    length: usize,
) -> Result<SliceIndices, PythonError> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let step = match bound(cx, &slice.step)? {
        None => 1,
        Some(0) => return Err(PythonError::value_error("slice step cannot be zero")),
        Some(step) => step.max(-i64::MAX),
    };
    let (lowest, highest) = if step < 0 {
        (-1, length - 1)
    } else {
        (0, length)
    };
    let clamp = |index: i64| {
        let index = if index < 0 {
            index.saturating_add(length)
        } else {
            index
        };
        index.clamp(lowest, highest)
    };
    let start = match bound(cx, &slice.start)? {
        Some(index) => clamp(index),
        None if step < 0 => highest,
        None => lowest,
    };
    let stop = match bound(cx, &slice.stop)? {
        Some(index) => clamp(index),
        None if step < 0 => lowest,
        None => highest,
    };
    Ok(SliceIndices { start, stop, step })
}

fn bound(cx: &mut Interpreter, value: &Value) -> Result<Option<i64>, PythonError> {
    if value.is_none() {
        return Ok(None);
    }
    let integer = match value.as_int() {
        Some(integer) => integer,
        None => {
            if let Some(Value::Int(integer)) = cx.call_special(value, "__index__", &[])? {
                integer
            } else {
                cx.known(value)?;
                return Err(PythonError::type_error(
                    "slice indices must be integers or None or have an __index__ method",
                ));
            }
        }
    };
    Ok(Some(saturate(&integer)))
}

fn saturate(integer: &Integer) -> i64 {
    integer.to_i64().unwrap_or(if integer.is_negative() {
        i64::MIN + 1
    } else {
        i64::MAX
    })
}

/// The position of an index that may count from the end; nothing where it is out of range.
pub(crate) fn position(index: &Integer, length: usize) -> Option<usize> {
    let length = i64::try_from(length).ok()?;
    let index = index.to_i64()?;
    let index = if index < 0 {
        index.checked_add(length)?
    } else {
        index
    };
    if index < 0 || index >= length {
        return None;
    }
    usize::try_from(index).ok()
}
