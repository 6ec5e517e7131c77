//! What `set` does with two sets, in the steps CPython 3.11 takes (`Objects/setobject.c`).
//!
//! Which set is walked, and into which table the items go, decides the order of the result.

use super::dictionary::Dictionary;
use super::set_table::ValueSet;

impl ValueSet {
    /// A copy as `set(self)` makes it: without the slots of removed items (`set_copy`).
    pub(crate) fn copied(&self) -> Self {
        let mut copy = Self::new();
        copy.merge(self);
        copy
    }

    /// `self | other` (`set_or`); a set united with itself is not looked through a second time.
    pub(crate) fn union(&self, other: &Self) -> Self {
        let mut result = self.copied();
        if !std::ptr::eq(self, other) {
            result.merge(other);
        }
        result
    }

    /// `self & other` (`set_intersection`): the smaller set is walked, and its items are the result's.
    pub(crate) fn intersection(&self, other: &Self) -> Self {
        let (walked, asked) = if other.len() > self.len() {
            (self, other)
        } else {
            (other, self)
        };
        let mut result = Self::new();
        result.depend_on(walked);
        for (key, value, hash) in walked.hashed() {
            if asked.contains_hashed(key, hash) {
                result.insert_hashed(key.clone(), value.clone(), hash);
            }
        }
        result
    }

    /// `self - other` (`set_difference`): a copy with items removed where `other` is much smaller.
    pub(crate) fn difference(&self, other: &Self) -> Self {
        if self.len() / 4 > other.len() {
            let mut copy = self.copied();
            copy.subtract(other);
            return copy;
        }
        let mut result = Self::new();
        result.depend_on(self);
        for (key, value, hash) in self.hashed() {
            if !other.contains_hashed(key, hash) {
                result.insert_hashed(key.clone(), value.clone(), hash);
            }
        }
        result
    }

    /// `self - dictionary` where the dictionary is not much smaller (`set_difference`).
    pub(crate) fn without(&self, dictionary: &Dictionary) -> Self {
        let mut result = Self::new();
        result.depend_on(self);
        for (key, value, hash) in self.hashed() {
            if !dictionary.contains(key) {
                result.insert_hashed(key.clone(), value.clone(), hash);
            }
        }
        result
    }

    /// `self -= other` (`set_difference_update_internal`).
    pub(crate) fn subtract(&mut self, other: &Self) {
        if other.len() / 8 > self.len() {
            // CPython walks the intersection; which items go is the same, and no order shows.
            for (key, _, hash) in self.intersection(other).hashed() {
                self.remove_hashed(key, hash);
            }
        } else {
            for (key, _, hash) in other.hashed() {
                self.remove_hashed(key, hash);
            }
        }
        self.sweep();
    }

    /// `self ^= other` (`set_symmetric_difference_update`).
    pub(crate) fn toggle(&mut self, other: &Self) {
        self.depend_on(other);
        for (key, value, hash) in other.hashed() {
            if self.remove_hashed(key, hash).is_none() {
                self.insert_hashed(key.clone(), value.clone(), hash);
            }
        }
    }

    /// `self ^ other` (`set_symmetric_difference`): a copy of `other` is changed.
    pub(crate) fn symmetric_difference(&self, other: &Self) -> Self {
        let mut result = other.copied();
        result.toggle(self);
        result
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::python::interpreter::{Configuration, Interpreter};
    use crate::python::parse_module;
    use crate::source::SourceFile;

    /// What a program leaves in `r`, as `repr` shows it, or the error that ended it.
    fn run(program: &str) -> String {
        let mut cx = Interpreter::new(Configuration::default());
        let source = Arc::new(SourceFile::new("program.py", program));
        let result = parse_module(source)
            .and_then(|tree| cx.load_module(&tree, "program"))
            .and_then(|module| {
                let value = module.get("r").expect("every program sets r");
                cx.repr(&value)
            });
        match result {
            Ok(shown) => shown.to_string(),
            Err(error) => error.to_string(),
        }
    }

    /// The orders are those of Python 3.11 under `PYTHONHASHSEED=0`.
    #[test]
    fn sets_have_cpythons_order() {
        let table = [
            (
                "r = list(set(['users', 'accounts', 'orders', 'items', 'tags']))",
                "['items', 'orders', 'accounts', 'users', 'tags']",
            ),
            (
                "r = list(frozenset(['é', 'ж', '𝒳', 'a', '-']))",
                "['é', '𝒳', 'ж', '-', 'a']",
            ),
            (
                "s = set(range(0, 80, 8))\nfor x in (0, 8, 16): s.discard(x)\n\
                 s.add(24 + 64 * 8)\ns.add(7)\nr = list(s)",
                "[32, 64, 7, 40, 72, 536, 48, 24, 56]",
            ),
            (
                "t = {x * 37 % 101 for x in range(12)}\n\
                 r = [t.pop(), t.pop(), t.copy() == t, t.pop(), list(t)]",
                "[0, 67, True, 3, [37, 74, 10, 47, 84, 20, 30, 57, 94]]",
            ),
            (
                "a = set('the quick brown'.split())\nb = set('quick fox brown dog'.split())\n\
                 r = [list(a | b), list(a & b), list(a - b), list(a ^ b)]",
                "[['the', 'brown', 'quick', 'fox', 'dog'], ['quick', 'brown'], ['the'], \
                 ['fox', 'the', 'dog']]",
            ),
            (
                "a = {1, 2, 3}\na.update({10: 0, 18: 0, 26: 0}, [34, 42])\nr = list(a)",
                "[1, 2, 3, 18, 26, 34, 42, 10]",
            ),
            (
                "d = dict.fromkeys(['x', 'y', 'z'], 1)\ne = dict.fromkeys(['y', 'w'], 1)\n\
                 r = [list(d.keys() | e), list(d.keys() - e.keys()), list(d.items() ^ e.items())]",
                "[['y', 'x', 'z', 'w'], ['x', 'z'], [('x', 1), ('w', 1), ('z', 1)]]",
            ),
            (
                "r = list({*['b', 'a'], ('a', 1), 2.5, -1, -2, 10**30, True, b'x'})",
                "[True, 2.5, 1000000000000000000000000000000, b'x', 'b', 'a', -2, ('a', 1), -1]",
            ),
            (
                "a = set(map(str, range(70)))\na -= set(map(str, range(5, 70)))\nr = list(a)",
                "['2', '0', '4', '1', '3']",
            ),
            (
                "import enum\nclass Colour(enum.Enum):\n    RED = 1\n    GREEN = 2\n    BLUE = 3\n\
                 r = [x.name for x in {Colour.RED, Colour.GREEN, Colour.BLUE}]",
                "['GREEN', 'BLUE', 'RED']",
            ),
            // What the compiler makes of constants, and a loop over them without a copy.
            (
                "r = list({'id-14', 'id-35', 'id-38', 'id-24', 'id-7'})",
                "['id-7', 'id-24', 'id-35', 'id-38', 'id-14']",
            ),
            (
                "r = [x for x in {'id-14', 'id-35', 'id-38', 'id-24', 'id-7'}]",
                "['id-7', 'id-35', 'id-14', 'id-24', 'id-38']",
            ),
            (
                "r = list({'tags', 'orders', 'roles'})",
                "['orders', 'roles', 'tags']",
            ),
        ];
        for (program, expected) in table {
            assert_eq!(run(program), expected, "{program}");
        }
    }

    #[test]
    fn an_order_that_cannot_be_known_is_refused_only_where_it_shows() {
        for program in [
            "r = list({'a', None})",
            "s = {'a', 'b', None}\ns.discard(None)\nr = [x for x in s]",
            "r = str({len, print})",
            "r = max({None, 'a', 'b'}, key=lambda x: 0)",
            "r = [x for x in {'orders', 'users', 'tags'}]",
        ] {
            assert!(
                run(program).contains("the order of a set"),
                "{program}: {}",
                run(program)
            );
        }
        for (program, expected) in [
            (
                "s = {'a', None}\nr = [len(s), None in s, bool(s), s == {None, 'a'}]",
                "[2, True, True, True]",
            ),
            (
                "s = {'b', 'a', None}\ns.discard(None)\nr = [sorted(s), min(s)]",
                "[['a', 'b'], 'a']",
            ),
            (
                "r = [sum({1, 2, None} - {None}), any({None, 1}), list({None})]",
                "[3, True, [None]]",
            ),
            (
                "r = sorted({'orders', 'users', 'tags'})",
                "['orders', 'tags', 'users']",
            ),
        ] {
            assert_eq!(run(program), expected, "{program}");
        }
    }

    #[test]
    fn equal_hashes_use_up_the_budget() {
        let mut configuration = Configuration::default();
        configuration.budget.steps = 100_000;
        let mut cx = Interpreter::new(configuration);
        let program = "s = {i * (2**61 - 1) for i in range(1, 20000)}";
        let tree = parse_module(Arc::new(SourceFile::new("program.py", program)));
        let outcome = tree.and_then(|tree| cx.load_module(&tree, "program"));
        assert!(outcome.is_err_and(|error| error.to_string().contains("100000 steps")));
    }
}
