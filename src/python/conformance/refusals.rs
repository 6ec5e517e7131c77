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
        (
            "try: (5).to_bytes\nexcept AttributeError: pass",
            "not supported: the attribute to_bytes of int",
        ),
        (
            "getattr(b'', 'split', None)",
            "not supported: the attribute split of bytes",
        ),
        (
            "hasattr(1.5, 'hex')",
            "not supported: the attribute hex of float",
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
fn what_stands_in_the_wrong_place_is_a_syntax_error() {
    for (program, message) in [
        ("break", "'break' outside loop"),
        ("continue", "'continue' not properly in loop"),
        (
            "for x in []:\n    pass\nelse:\n    break",
            "'break' outside loop",
        ),
        (
            "for x in []:\n    def f():\n        break",
            "'break' outside loop",
        ),
        ("return 1", "'return' outside function"),
        ("class C:\n    return 1", "'return' outside function"),
        ("yield 1", "'yield' outside function"),
        ("class C:\n    yield 1", "'yield' outside function"),
        ("await f()", "'await' outside function"),
        ("def f():\n    await g()", "'await' outside async function"),
        (
            "def f():\n    async with g(): pass",
            "'async with' outside async function",
        ),
        (
            "def f(y):\n    return [x async for x in y]",
            "asynchronous comprehension outside of an asynchronous function",
        ),
        (
            "nonlocal x",
            "nonlocal declaration not allowed at module level",
        ),
        (
            "def f():\n    nonlocal x",
            "no binding for nonlocal 'x' found",
        ),
        (
            "x = 1\nclass C:\n    x = 2\n    def f(self):\n        nonlocal x",
            "no binding for nonlocal 'x' found",
        ),
        (
            "def f():\n    x = 1\n    global x",
            "name 'x' is assigned to before global declaration",
        ),
        (
            "def f(x):\n    global x",
            "name 'x' is parameter and global",
        ),
        (
            "def f():\n    global x\n    nonlocal x",
            "name 'x' is nonlocal and global",
        ),
        (
            "def f():\n    from os import *",
            "import * only allowed at module level",
        ),
        (
            "from __future__ import nope",
            "future feature nope is not defined",
        ),
        (
            "x = 1\nfrom __future__ import annotations",
            "from __future__ imports must occur at the beginning of the file",
        ),
        (
            "*a = 1",
            "starred assignment target must be in a list or tuple",
        ),
        ("*a, *b = 1", "multiple starred expressions in assignment"),
        (
            "(a, b) += 1",
            "'tuple' is an illegal expression for augmented assignment",
        ),
        ("__debug__ = 1", "cannot assign to __debug__"),
    ] {
        let expected = format!("SyntaxError: {message}");
        assert_eq!(failure(program).message, expected, "{program}");
    }
    let sound = "'text'\nfrom __future__ import annotations\nfrom __future__ import division\n\
                 def f(y):\n    def g():\n        def h():\n            nonlocal x\n            x = 2\n        h()\n\
                 \n    while True:\n        if y: break\n    x = 1\n    g()\n    [a, *b], c = [1, 2, 3], 4\n\
                 \n    return x, b\nprint(f(1))\n";
    assert_eq!(run(&[], sound), "(2, [2, 3])\n");
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
            format!("import nowhere\ntry:\n    {use_of_it}\nexcept BaseException: [].append(1)\n");
        let expected = format!("{name} is not known here: the module nowhere was not found");
        assert_eq!(failure(&program).message, expected);
    }
}
