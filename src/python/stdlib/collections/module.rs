//! The module `collections` itself.

use super::named_tuple::named_tuple;
use super::{counter, default_dictionary, deque, ordered_dictionary};
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::native::ModuleBuilder;
use crate::python::value::Value;

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("collections")
        .class(&default_dictionary::class(cx))
        .class(&ordered_dictionary::class(cx))
        .class(&counter::class(cx))
        .class(&deque::class(cx))
        .function(
            "namedtuple",
            "typename, field_names, *, rename=, defaults=, module=",
            named_tuple,
        )
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::check;

    #[test]
    fn dictionaries_with_habits() {
        check(
            "from collections import *\nd = defaultdict(list)\nd['a'].append(1)",
            &[
                (
                    "d, d.get('b'), 'b' in d, d['c'], len(d)",
                    "(defaultdict(<class 'list'>, {'a': [1], 'c': []}), None, False, [], 2)",
                ),
                ("defaultdict()['a']", "KeyError: 'a'"),
                (
                    "OrderedDict(a=1) == OrderedDict(a=1), OrderedDict([('a', 1), ('b', 2)]) == OrderedDict([('b', 2), ('a', 1)])",
                    "(True, False)",
                ),
                (
                    "Counter('abracadabra').most_common(2), Counter('a')['z']",
                    "([('a', 5), ('b', 2)], 0)",
                ),
                ("Counter(a=3, b=1) - Counter(a=1, b=2)", "Counter({'a': 2})"),
                ("deque([1, 2, 3], maxlen=2)", "deque([2, 3], maxlen=2)"),
            ],
        );
    }

    #[test]
    fn tuples_with_names() {
        check(
            "from collections import namedtuple\nW = namedtuple('Window', ['start', 'end'], defaults=[5])",
            &[
                (
                    "W(1), W(1, 2) == (1, 2), W(1)[1], W(1)._asdict(), W(1)._replace(end=0)",
                    "(Window(start=1, end=5), True, 5, {'start': 1, 'end': 5}, Window(start=1, end=0))",
                ),
                (
                    "W()",
                    "TypeError: Window.__new__() missing 1 required positional argument: 'start'",
                ),
                (
                    "namedtuple('X', 'a a')",
                    "ValueError: Encountered duplicate field name: 'a'",
                ),
            ],
        );
    }
}
