//! How much of the thread's stack is left, measured, so that recursion ends in a diagnostic.
//!
//! CPython counts calls (`Py_EnterRecursiveCall`); the frames of a tree-walker differ too much in
//! size for a count to be safe, so the address of a local variable is compared with where the
//! stack began.

use std::cell::Cell;
use std::io;

/// Size of the stack evaluation is meant to run on.
const EVALUATOR_STACK: usize = 16 << 20;
/// What is left to destructors, formatting and whatever else is not measured.
const RESERVE: usize = 2 << 20;
/// What may be used on a thread that was not started by [`with_evaluator_stack`].
const ELSEWHERE: usize = 1 << 20;

thread_local! {
    /// Where the stack began, and how far it may be used.
    static LIMIT: Cell<Option<(usize, usize)>> = const { Cell::new(None) };
}

#[inline(never)]
fn here() -> usize {
    let marker = 0_u8;
    std::ptr::from_ref(&marker).addr()
}

/// Whether another level of recursion might not fit.
pub(crate) fn is_exhausted() -> bool {
    let here = here();
    LIMIT.with(|limit| {
        let (base, most) = limit.get().unwrap_or_else(|| {
            limit.set(Some((here, ELSEWHERE)));
            (here, ELSEWHERE)
        });
        if base < here {
            // Called from further out than the first time: measure from there.
            limit.set(Some((here, most)));
        }
        base.saturating_sub(here) > most
    })
}

/// Runs `work` on a thread with a stack of 16 MiB, which parsing and evaluation want.
///
/// Fails only where the thread cannot be started; a panic of `work` goes on in the caller.
pub fn with_evaluator_stack<R: Send>(work: impl FnOnce() -> R + Send) -> io::Result<R> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("evaluator".to_owned())
            .stack_size(EVALUATOR_STACK)
            .spawn_scoped(scope, || {
                LIMIT.set(Some((here(), EVALUATOR_STACK - RESERVE)));
                work()
            })?;
        Ok(thread
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}
