//! Look-around and back-references (`_parser.py`, `_compiler.py`): a search goes back for them.

use std::fmt::Write as _;

use super::translate::{Fault, Flags, Repeatable, Translator};

impl Translator<'_> {
    pub(super) fn refuse_repetition_behind(&self) -> Result<(), Fault> {
        match self.behind {
            Some(_) => Err(Fault::Unsupported("a repetition in a look-behind".into())),
            None => Ok(()),
        }
    }

    /// A look-around, whose sign was read.
    pub(super) fn look(
        &mut self,
        opening: &str,
        behind: Option<(usize, Option<usize>)>,
        index: usize,
    ) -> Result<Repeatable, Fault> {
        if self.behind.is_some() {
            return Err(Fault::Unsupported("a look-around in a look-behind".into()));
        }
        self.needs_backtracking = true;
        self.output += opening;
        self.behind = behind;
        self.looking += 1;
        self.depth += 1;
        if self.depth > 100 {
            return Err(Fault::Unsupported("more than 100 nested groups".into()));
        }
        self.sequence()?;
        self.end_alternative_behind()?;
        self.depth -= 1;
        self.looking -= 1;
        self.behind = None;
        if !self.accept(')') {
            return Err(self.malformed("missing ), unterminated subpattern", index));
        }
        self.output.push(')');
        self.may_be_empty = true;
        Ok(Repeatable::Look)
    }

    /// All alternatives of a look-behind have one width.
    pub(super) fn end_alternative_behind(&mut self) -> Result<(), Fault> {
        let Some((width, first)) = &mut self.behind else {
            return Ok(());
        };
        let own = std::mem::take(width);
        let first = *first.get_or_insert(own);
        if own != first {
            return Err(Fault::Unsupported("a look-behind of several widths".into()));
        }
        Ok(())
    }

    /// `\1` or `(?P=name)`: what a group before it matched.
    pub(super) fn back_reference(&mut self, number: usize) -> Result<(), Fault> {
        if self.flags.has(Flags::IGNORE_CASE) {
            return Err(Fault::Unsupported(
                "a back-reference that ignores case".into(),
            ));
        }
        if !self.closed.contains(&number) || self.behind.is_some() {
            return Err(Fault::Unsupported("such a back-reference".into()));
        }
        self.needs_backtracking = true;
        self.may_be_empty = true;
        let _ = write!(self.output, "(?:\\{number})");
        Ok(())
    }
}
