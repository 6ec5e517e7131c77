//! The fast readers and the thorough one agree: whenever the scan or the tree claims to know a
//! header, the evaluation of the file has the same.
//!
//! The scan does not check what it passes over, so a file that cannot be evaluated is no
//! disagreement.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;

use super::declared_header::declared_header;
use super::decode::decode_source;
use super::evaluate::{evaluate_header, plain_interpreter};
use super::header::{HeaderName, HeaderValue, ModuleHeader};
use super::scan::scan_header;
use crate::python::parse_module;
use crate::source::SourceFile;

/// What came of a comparison.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// The scan left it to the evaluation.
    HandedOver,
    /// Both have the same header.
    Agreed,
    /// Only the scan has one; the evaluation says why not.
    NotEvaluated(String),
    /// What the scan has, and what the evaluation.
    Disagreed(Box<Facts>, Box<Facts>),
}

/// Docstring and values; lines are compared nowhere, because the evaluation only guesses them.
type Facts = (Option<String>, [Option<HeaderValue>; 4]);

fn facts(header: &ModuleHeader) -> Facts {
    let value = |name| header.declared(name).map(|declared| declared.value.clone());
    (header.docstring.clone(), HeaderName::ALL.map(value))
}

fn compare(bytes: &[u8]) -> Outcome {
    compare_with(scan_header, bytes)
}

fn compare_with(read: impl Fn(&str) -> Option<ModuleHeader>, bytes: &[u8]) -> Outcome {
    let text = match decode_source(bytes) {
        Ok(text) => text,
        Err(reason) => return Outcome::NotEvaluated(reason),
    };
    let Some(scanned) = read(&text) else {
        return Outcome::HandedOver;
    };
    let mut interpreter = plain_interpreter(&[]);
    match evaluate_header(Path::new("/v/a.py"), &text, &mut interpreter) {
        Err(error) => Outcome::NotEvaluated(error.to_string()),
        Ok(evaluated) if facts(&evaluated) == facts(&scanned) => Outcome::Agreed,
        Ok(evaluated) => Outcome::Disagreed(Box::new(facts(&scanned)), Box::new(facts(&evaluated))),
    }
}

/// The header as the tree declares it, asked of every file as if it could not be evaluated.
fn declared(text: &str) -> Option<ModuleHeader> {
    let tree = parse_module(Arc::new(SourceFile::new("/v/a.py", text))).ok()?;
    declared_header(&tree)
}

/// Statements of the top level, `{name}` one of the four names and `{value}` something to give it.
const STATEMENTS: [&str; 77] = [
    "{name} = {value}",
    "{name} = {value}  # comment",
    "{name}: str = {value}",
    "{name}: Union[str, None] = {value}",
    "{name} : 'a = b' = {value}",
    "{name}: dict[str, (int, 'a=b')] = {value}",
    "{name}\t=\t{value}",
    "{name} \\\n  = \\\n {value}",
    "{name} = {value};",
    "{name} = {value}; x = 1",
    "x = 1; {name} = {value}",
    "{name} = x = {value}",
    "{name} += {value}",
    "{name}, x = {value}, 1",
    "({name}) = {value}",
    "[{name}] = [{value}]",
    "{name}: str",
    "x = ({name} := {value})",
    "print({name} := {value})",
    "x = {name}",
    "del {name}",
    "globals()['{name}'] = {value}",
    "vars()['{name}'] = {value}",
    "import sys\nsys.modules[__name__].{name} = {value}",
    "from os import {name}",
    "from os import path as {name}",
    "from os import *",
    "x = 1; from os import *",
    "if True:\n    from os import *",
    "try:\n    from os import *\nexcept ImportError: pass",
    "import os as {name}",
    "for {name} in ['x']: pass",
    "for x in ['x']:\n    {name} = {value}",
    "with x as {name}: pass",
    "if True:\n    {name} = {value}",
    "if False:\n\t{name} = {value}\nelse:\n\tx = 1",
    "if True: {name} = {value}",
    "try:\n    {name} = {value}\nexcept Exception:\n    {name} = None",
    "try:\n    x = 1 / 1\nexcept Exception as {name}:\n    pass",
    "while True:\n    {name} = {value}\n    break",
    "def f():\n    {name} = {value}\n    return {name}\nf()",
    "def f():\n    global {name}\n    {name} = {value}\nf()",
    "def f():\n    x = 1; global {name}\n    {name} = {value}\nf()",
    "def f():\n    if True:\n        globals()['{name}'] = {value}\nf()",
    "def f():\n    g = globals()\n    g['{name}'] = {value}\nf()",
    "def f(): {name} = {value}",
    "def f({name}={value}): pass",
    "def f():\n    pass\n\x0c{name} = {value}",
    "def f():\n    pass\n  \x0c{name} = {value}",
    "def f():\n    '''\n{name} = {value}\n    '''",
    "def f():\n    x = (1,\n{value})",
    "def f():\n    return f\"{x['a']}\" + f'{y}'\n# comment",
    "def f():\n    pass\n    \\\n{name} = {value}",
    "class C:\n    {name} = {value}",
    "class C: {name} = {value}",
    "class C:\n    global {name}\n    {name} = {value}",
    "@staticmethod\ndef g(): pass",
    "@(lambda f: ({name} := {value}))\ndef g(): pass",
    "x = '''\n{name} = {value}\n'''",
    "x = \"\\\"\"; y = '\\\\'",
    "x = r'\\'\n# '",
    "x = rb'''a'''",
    "x = 'a\\\n{name} = 1'",
    "x = '{name}'",
    "x = (\n{value},\n)",
    "x = {\n'{name}': 1}",
    "x = dict(\n{name}={value})",
    "x = [{name} for {name} in 'ab']",
    "x = lambda {name}: 1",
    "x = 1 \\\n+ 2",
    "'''a string statement'''",
    "# {name} = {value}",
    "   # indented comment",
    "\x0c",
    "\t\n \n",
    "__doc__ = {value}",
    "x = f'{1!r:>{5}}'",
];

/// What a name is given.
const VALUES: [&str; 30] = [
    "None",
    "'a'",
    "\"b\"",
    "'''c'''",
    "'m' 'n'",
    "('a')",
    "('a',)",
    "('a', 'b')",
    "(\n    'a',  # one\n    'b'\n)",
    "['a']",
    "[]",
    "()",
    "(None,)",
    "'a', 'b'",
    "'a',",
    "{'a'}",
    "r'\\d'",
    "u'\\u00e9'",
    "'\\x41\\101\\n'",
    "f'{1}'",
    "'a'.upper()",
    "'a' + 'b'",
    "('a' + 'b')",
    "'a' if True else 'b'",
    "('a', *['b'])",
    "'a' == 'a'",
    "'a'[0]",
    "7",
    "'é'",
    "('a' \\\n 'b')",
];

const DOCSTRINGS: [&str; 12] = [
    "",
    "'''Title'''\n",
    "\"\"\"Title\n\nrevision = 'no'\n\"\"\"\n",
    "# comment\n\n'Title' \\\n ' more'\n",
    "r'''a\\n'''\n",
    "('Title')\n",
    "'Title'; x = 1\n",
    "'Title'.strip()\n",
    "f'Title'\n",
    "b'Title'\n",
    "\u{feff}'Title'\n",
    "# coding: utf-8\n\"\"\"a\\\nb\\\"\"\"\"\n",
];

const LINE_ENDS: [&str; 4] = ["\n", "\n", "\r\n", "\r"];

fn statement() -> impl Strategy<Value = String> {
    let name = select(HeaderName::ALL.map(HeaderName::as_str).to_vec());
    // Half of them declarations, so that most texts are headers.
    let form = prop_oneof![Just(STATEMENTS[0]), select(STATEMENTS.to_vec())];
    (form, name, select(VALUES.to_vec()))
        .prop_map(|(form, name, value)| form.replace("{name}", name).replace("{value}", value))
}

fn module() -> impl Strategy<Value = String> {
    let statements = proptest::collection::vec(statement(), 1..8);
    let docstring = select(DOCSTRINGS.to_vec());
    (docstring, statements, select(LINE_ENDS.to_vec()), "\n?").prop_map(
        |(docstring, statements, line_end, end)| {
            let text = format!("{docstring}{}{end}", statements.join("\n"));
            text.replace('\n', line_end)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn on_whatever_can_be_written(text in module()) {
        let outcome = compare(text.as_bytes());
        prop_assert!(!matches!(outcome, Outcome::Disagreed(..)), "{outcome:?}\n{text}");
        let outcome = compare_with(declared, text.as_bytes());
        prop_assert!(!matches!(outcome, Outcome::Disagreed(..)), "declared: {outcome:?}\n{text}");
    }
}

/// The strategy reaches what it is for.
#[test]
fn statements_stand_alone() {
    for read in [scan_header, declared] {
        let mut agreed = 0;
        for form in STATEMENTS {
            for value in VALUES {
                let text = form.replace("{name}", "revision").replace("{value}", value);
                match compare_with(read, text.as_bytes()) {
                    Outcome::Agreed => agreed += 1,
                    Outcome::HandedOver | Outcome::NotEvaluated(_) => {}
                    Outcome::Disagreed(scanned, evaluated) => {
                        panic!("{scanned:?}\n{evaluated:?}\n{text}")
                    }
                }
            }
        }
        assert!(agreed > STATEMENTS.len() * VALUES.len() / 4, "{agreed}");
    }
}

#[test]
fn on_every_revision_in_this_project() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["tests", "migrations_fixture"] {
        collect(&root.join(folder), &mut files);
    }
    let mut agreed = 0;
    for path in &files {
        let bytes = std::fs::read(path).unwrap();
        match compare(&bytes) {
            Outcome::Agreed => agreed += 1,
            Outcome::HandedOver | Outcome::NotEvaluated(_) => {}
            outcome @ Outcome::Disagreed(..) => panic!("{}: {outcome:?}", path.display()),
        }
    }
    assert!(agreed * 2 > files.len(), "{agreed} of {}", files.len());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            files.push(path);
        }
    }
}

/// Length is no obstacle: one line of megabytes, and a file of ten.
#[test]
fn on_long_files() {
    let header = "revision = 'a'\ndown_revision = None\n";
    let line = format!("{header}x = '{}'\n", "y".repeat(4 << 20));
    let body = "    op.execute(\"SELECT 'revision'\")  # nothing\n".repeat(220_000);
    let long = format!("def upgrade():\n{body}{header}");
    for text in [line, long] {
        let header = scan_header(&text).expect("both are plain");
        let value = |name| header.declared(name).map(|declared| &declared.value);
        let revision = HeaderValue::Text("a".to_owned());
        assert_eq!(value(HeaderName::Revision), Some(&revision));
        assert_eq!(value(HeaderName::DownRevision), Some(&HeaderValue::None));
    }
}
