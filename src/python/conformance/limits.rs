//! Programs that are malformed, hostile or endless: each ends in a diagnostic.

use super::runner::{evaluate, failure, run};
use crate::python::Budget;

/// Programs that must be stopped, and how the message begins.
fn endless() -> Vec<(&'static str, String, &'static str)> {
    let nested = "a = []\nfor i in range(20000): a = [a]\n";
    vec![
        (
            "a loop",
            "while True: pass".into(),
            "evaluation was stopped: it took more than",
        ),
        (
            "a recursion",
            "def f(): f()\nf()".into(),
            "evaluation was stopped: more than 1000 calls",
        ),
        (
            "a recursion that catches everything",
            "def f():\n    try: f()\n    except BaseException: pass\n    except: f()\nf()".into(),
            "evaluation was stopped: more than 1000 calls",
        ),
        (
            "a loop whose finally returns",
            "def f():\n    try:\n        while True: pass\n    finally: return 1\nf()".into(),
            "evaluation was stopped: it took more than",
        ),
        (
            "a loop that is suppressed",
            "import contextlib\nwith contextlib.suppress(BaseException):\n    while True: pass"
                .into(),
            "evaluation was stopped: it took more than",
        ),
        (
            "an endless generator",
            "def g():\n    while True: yield 1\nsum(g())".into(),
            "evaluation was stopped: it took more than",
        ),
        (
            "a long string",
            "'x' * 10**12".into(),
            "evaluation was stopped: it made more than",
        ),
        (
            "a wide field",
            "'{:>1000000000000}'.format(1)".into(),
            "evaluation was stopped: it made",
        ),
        (
            "a fine number",
            "f'{1.5:.1000000000000f}'".into(),
            "evaluation was stopped: it made",
        ),
        (
            "a padded number",
            "'1'.zfill(10**13)".into(),
            "evaluation was stopped: it made",
        ),
        (
            "a long list",
            "list(range(10**18))".into(),
            "evaluation was stopped: it",
        ),
        (
            "a large power",
            "2**10**9".into(),
            "evaluation was stopped: an integer grew",
        ),
        (
            "growing text",
            "s = 'x' * 100000\nfor i in range(10000): s = s + 'y'".into(),
            "evaluation was stopped: it made",
        ),
        (
            "deleting from the front",
            "d = {i: i for i in range(10000)}\nfor i in range(10000): del d[i]".into(),
            "evaluation was stopped: it took more than",
        ),
        (
            "deep lists shown",
            format!("{nested}repr(a)"),
            "evaluation was stopped: calls or values",
        ),
        (
            "a name that asks for itself",
            "class A:\n    def __getattr__(self, n): return getattr(self, n + 'x')\nA().b".into(),
            "evaluation was stopped:",
        ),
    ]
}

#[test]
fn endless_programs_are_stopped() {
    for (name, program, message) in endless() {
        let error = failure(&program);
        assert!(
            error.message.starts_with(message),
            "{name}: {}",
            error.message
        );
        assert!(error.origin.is_some(), "{name} has no place");
    }
}

#[test]
fn deep_values_are_made_and_dropped() {
    let program = "a = []\nfor i in range(20000): a = [a]\nprint('made')\n";
    assert_eq!(run(&[], program), "made\n");
}

#[test]
fn malformed_text_is_refused() {
    let chain = |operator: &str, count: usize| vec!["1"; count].join(operator);
    let elifs = "elif x == 0: pass\n".repeat(50_000);
    for (text, message) in [
        (
            format!("x = {}", chain("+", 100_000)),
            "SyntaxError: too many operators in one expression",
        ),
        (
            format!("x = {}1", "not ".repeat(100_000)),
            "SyntaxError: too many operators in one expression",
        ),
        (
            format!("if x: pass\n{elifs}"),
            "SyntaxError: too many elif branches",
        ),
        (
            format!("x = {}1{}", "(".repeat(1000), ")".repeat(1000)),
            "SyntaxError: too many nested parentheses",
        ),
        (
            format!("x = {}1", "lambda: ".repeat(2000)),
            "SyntaxError: too many statically nested blocks",
        ),
        (
            format!("x = f\"{{{}1}}\"", "-".repeat(3000)),
            "not supported: an f-string field with so many operators",
        ),
        (
            format!("x = {}", "9".repeat(5000)),
            "SyntaxError: Exceeds the limit (4300 digits) for integer string conversion",
        ),
        (
            "x = \"\\ud800\"".into(),
            "not supported: a string with a lone surrogate (\\ud800 to \\udfff)",
        ),
        (
            "\u{ff52}evision = 1".into(),
            "not supported: a name with letters that Python replaces by others (NFKC)",
        ),
        ("x = (1,\n".into(), "SyntaxError: '(' was never closed"),
        ("x = = 1".into(), "SyntaxError: invalid syntax"),
        (
            "x = 'abc".into(),
            "SyntaxError: unterminated string literal",
        ),
        (
            "if 1:\nx = 1".into(),
            "SyntaxError: expected an indented block",
        ),
        (
            "x = 1\0".into(),
            "SyntaxError: source code cannot contain null bytes",
        ),
        ("return 1".into(), "SyntaxError: 'return' outside function"),
    ] {
        assert_eq!(
            failure(&text).message,
            message,
            "{}",
            &text[..text.len().min(40)]
        );
    }
}

#[test]
fn what_cpython_takes_is_taken() {
    let sum = vec!["1"; 2000].join("+");
    assert_eq!(run(&[], &format!("print({sum})\n")), "2000\n");
    let nested = format!("print({}1{})\n", "(".repeat(190), ")".repeat(190));
    assert_eq!(run(&[], &nested), "1\n");
    let list = vec!["1"; 20_000].join(",");
    assert_eq!(run(&[], &format!("print(len([{list}]))\n")), "20000\n");
    assert_eq!(
        run(&[], "\u{feff}x = \"\"\"a\r\nb\"\"\"\r\nprint(repr(x))\r\n"),
        "'a\\nb'\n"
    );
}

#[test]
fn an_error_names_its_place_and_the_calls_that_led_there() {
    let program = "def inner(x):\n    return {}[x]\n\ndef outer():\n    inner('key')\n\nouter()\n";
    let (_, error) = evaluate(program, Budget::default());
    let error = error.expect("the program fails");
    assert_eq!(error.message, "KeyError: 'key'");
    let origin = error.origin.expect("the error has a place");
    assert_eq!(origin.file.slice(origin.span), "{}[x]");
    let frames: Vec<(String, String)> = error
        .frames
        .iter()
        .map(|(function, origin)| (function.clone(), origin.to_string()))
        .collect();
    let expected = [
        ("<module>", "program.py:7"),
        ("outer", "program.py:5"),
        ("inner", "program.py:2"),
    ];
    assert_eq!(
        frames,
        expected.map(|(name, place)| (name.to_owned(), place.to_owned()))
    );
}
