//! What `from module import *` binds of modules that are built in (`import_all_from` of
//! `Python/ceval.c`).
//!
//! Of such a module only a part exists here. A name that the original exports and that is missing
//! must be bound all the same, to something opaque: it may hide one that was bound before.

use super::interpreter::Interpreter;

/// A line for each module of Python: its name, then the names it exports.
const STANDARD: &str = include_str!("stdlib/star_exports.txt");

/// Stands in a list for names that are not known.
pub(crate) const AND_OTHERS: &str = "*";

impl Interpreter {
    /// Adds lists of what modules export: a line for each module, its name, then the names, and
    /// `*` where it may export others too.
    pub fn register_star_exports(&mut self, lists: &'static str) {
        self.star_exports.push(lists);
    }

    /// The names that the module `name` exports; nothing where there is no list of them.
    pub(crate) fn star_exports(
        &self,
        name: &str,
    ) -> Option<std::str::SplitAsciiWhitespace<'static>> {
        let registered = self.star_exports.iter().copied();
        std::iter::once(STANDARD)
            .chain(registered)
            .find_map(|lists| exports(lists, name))
    }
}

/// Whether `name` is a module of Python that is known to export none but its own names.
pub fn is_standard_module(name: &str) -> bool {
    exports(STANDARD, name).is_some()
}

fn exports(lists: &'static str, module: &str) -> Option<std::str::SplitAsciiWhitespace<'static>> {
    lists.lines().find_map(|line| {
        let names = line.strip_prefix(module)?;
        (names.is_empty() || names.starts_with(' ')).then(|| names.split_ascii_whitespace())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_found_by_the_whole_name() {
        let names = |module| exports("a.b one\na two *\nc\n", module).map(Iterator::count);
        assert_eq!(names("a"), Some(2));
        assert_eq!(names("a.b"), Some(1));
        assert_eq!(names("c"), Some(0));
        assert_eq!(names("b"), None);
        assert!(is_standard_module("typing") && !is_standard_module("sqlalchemy"));
    }
}
