//! Reference-counted values whose destruction does not recurse without bound.
//!
//! A program can build a list in a list in a list, a million deep; dropping an ordinary `Rc` of it
//! would recurse as deep and overflow the stack. CPython has the same concern and calls its answer
//! the trashcan (`Py_TRASHCAN_BEGIN`).

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// How deep destructors may nest before the rest is put off.
const NESTED_DROPS: usize = 64;

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    static POSTPONED: RefCell<Vec<Rc<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// A shared, single-threaded value; cloning it shares it.
pub struct Shared<T: 'static>(Option<Rc<T>>);

impl<T: 'static> Shared<T> {
    /// Shares `value`.
    pub fn new(value: T) -> Self {
        Self(Some(Rc::new(value)))
    }

    /// Whether both are the same object (Python's `is`).
    pub fn is(left: &Self, right: &Self) -> bool {
        Rc::ptr_eq(left.inner(), right.inner())
    }

    /// The address, stable as long as the object lives (Python's `id`).
    pub fn address(this: &Self) -> usize {
        Rc::as_ptr(this.inner()).cast::<()>() as usize
    }

    /// How many references to the object there are.
    pub(crate) fn references(this: &Self) -> usize {
        Rc::strong_count(this.inner())
    }

    fn inner(&self) -> &Rc<T> {
        self.0
            .as_ref()
            .expect("the reference is taken out only while it is dropped")
    }
}

impl<T: 'static> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: 'static> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.inner()
    }
}

impl<T: fmt::Debug + 'static> fmt::Debug for Shared<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner().fmt(formatter)
    }
}

impl<T: 'static> Drop for Shared<T> {
    fn drop(&mut self) {
        let Some(reference) = self.0.take() else {
            return;
        };
        if Rc::strong_count(&reference) > 1 {
            return;
        }
        // While a thread ends its locals may be gone; then there is nothing deep left to drop.
        let Ok(depth) = DEPTH.try_with(Cell::get) else {
            return;
        };
        if depth >= NESTED_DROPS {
            let _ = POSTPONED.try_with(|postponed| postponed.borrow_mut().push(reference));
            return;
        }
        let _ = DEPTH.try_with(|cell| cell.set(depth + 1));
        drop(reference);
        if depth == 0 {
            while let Ok(Some(next)) = POSTPONED.try_with(|postponed| postponed.borrow_mut().pop())
            {
                drop(next);
            }
        }
        let _ = DEPTH.try_with(|cell| cell.set(depth));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Link(#[allow(dead_code, reason = "held only to be dropped")] Option<Shared<Link>>);

    #[test]
    fn a_long_chain_is_dropped_without_recursion() {
        let mut chain = Shared::new(Link(None));
        for _ in 0..500_000 {
            chain = Shared::new(Link(Some(chain)));
        }
        drop(chain);
    }
}
