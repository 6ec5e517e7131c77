//! What is not supported or not known is said, and no program can swallow that it was said.

use super::runner::{failure, run};

#[test]
fn constructs_that_are_missing_are_named() {
    for (program, message) in [
        ("x = 1j", "not supported: complex numbers"),
        (
            "def g():\n    x = 1 + (yield 2)\nlist(g())",
            "not supported: yield inside a larger expression",
        ),
        (
            "globals()['x'] = 1",
            "not supported: changing names through globals(), locals(), vars() or __dict__",
        ),
        (
            "repr(lambda: 0)",
            "not supported: repr() of a function, which shows a memory address",
        ),
        ("class M(type): pass", "not supported: the metaclass M"),
        (
            "eval('1')\nif eval('1'): pass",
            "eval(…) is not known here: the builtin eval is not supported",
        ),
    ] {
        assert_eq!(failure(program).message, message, "{program}");
    }
}

#[test]
fn an_unknown_import_matters_only_where_it_is_used() {
    let unused = "import nowhere\nfrom nowhere.deep import thing\nx = nowhere.call(1)[2].name\n\
                  class C(thing): pass\n@nowhere.wrap\ndef f(): pass\nprint('fine')\n";
    assert_eq!(run(&[], unused), "fine\n");
    for (use_of_it, name) in [
        ("if nowhere.flag: pass", "nowhere.flag"),
        ("for x in nowhere.items: pass", "nowhere.items"),
        ("while nowhere.f(1): pass", "nowhere.f(…)"),
        ("x = [y for y in nowhere.items]", "nowhere.items"),
        ("if nowhere is None: pass", "nowhere"),
        ("if len(nowhere.a) > 1: pass", "nowhere.a"),
        ("x = 1 if nowhere.a + 1 else 2", "nowhere.a"),
    ] {
        let program =
            format!("import nowhere\ntry:\n    {use_of_it}\nexcept BaseException: pass\n");
        let expected = format!("{name} is not known here: the module nowhere was not found");
        assert_eq!(failure(&program).message, expected);
    }
}
