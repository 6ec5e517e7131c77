//! The rules about single files: their length, their opening, and what only some rooms may do.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::Finding;
use super::code::Code;

/// The longest a source file may be, in lines.
const LINES: usize = 600;

/// Tables of keywords, which are as long as the keywords are many.
const KEYWORD_TABLES: &[&str] = &["src/ddl/reserved_words.rs"];

/// Names of files that could hold anything.
const EMPTY_NAMES: &[&str] = &[
    "utils", "util", "helpers", "helper", "common", "misc", "manager",
];

/// Where a rule about code looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Tests are exempt.
    Program,
    /// Tests as well.
    Everything,
}

/// Code that only some files may contain.
struct Reserved {
    pattern: &'static str,
    /// What follows the code where it is harmless.
    unless: &'static str,
    /// The beginnings of the paths that may.
    places: &'static [&'static str],
    reach: Reach,
    rule: &'static str,
}

/// For `unless`: nothing makes the code harmless.
const NEVER: &str = "\0";

const RESERVED: &[Reserved] = &[
    Reserved {
        pattern: r"\b(?:print|println|eprint|eprintln|dbg)!|\bio::(?:stdout|stderr)\b",
        unless: "().is_terminal()",
        places: &["src/ui/"],
        reach: Reach::Program,
        rule: "only ui writes to the terminal",
    },
    Reserved {
        pattern: r"\basync\b|\.await\b",
        unless: NEVER,
        places: &["src/db/"],
        reach: Reach::Everything,
        rule: "only db awaits",
    },
    Reserved {
        pattern: r"\benv::args(?:_os)?\b",
        unless: NEVER,
        places: &["src/main.rs"],
        reach: Reach::Program,
        rule: "only main reads the arguments from the environment",
    },
    Reserved {
        pattern: r"\bstd::env;|\benv::(?:var|vars|var_os|vars_os|home_dir|current_exe)\b",
        unless: NEVER,
        places: &["src/config/", "src/db/"],
        reach: Reach::Program,
        rule: "only config and db read the environment",
    },
    Reserved {
        pattern: r"\bprocess::(?:exit|abort)\b",
        unless: NEVER,
        places: &["src/main.rs"],
        reach: Reach::Program,
        rule: "only main exits",
    },
    Reserved {
        pattern: r"\bcrate::\*",
        unless: NEVER,
        places: &[],
        reach: Reach::Everything,
        rule: "a use of the whole crate hides which rooms are meant",
    },
    Reserved {
        pattern: r"#\[ignore\b",
        unless: NEVER,
        places: &[],
        reach: Reach::Everything,
        rule: "no test is ignored",
    },
];

/// The patterns of [`RESERVED`], ready for use, in its order.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    RESERVED
        .iter()
        .map(|reserved| pattern(reserved.pattern))
        .collect()
});

/// The beginning of a function.
static FUNCTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bfn\b"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the patterns of the rules are valid")
}

/// The rules that one file breaks.
pub(super) fn findings(code: &Code) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut report = |line: usize, rule: &str| {
        found.push(Finding {
            path: code.path().to_owned(),
            line,
            rule: rule.to_owned(),
        });
    };
    if !code.text().starts_with("//!") {
        report(1, "a file and a room open with //!");
    }
    let lines = code.text().lines().count();
    if lines > LINES && !KEYWORD_TABLES.contains(&code.path()) {
        report(lines, &format!("{lines} lines; {LINES} is the limit"));
    }
    let stem = code
        .path()
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".rs");
    if EMPTY_NAMES.contains(&stem) {
        report(1, "the file's name says nothing");
    }
    if stem == "mod"
        && let Some(function) = FUNCTION.find(code.everything())
    {
        report(
            code.line(function.start()),
            "mod.rs is a name-plate and holds no function",
        );
    }
    for (reserved, pattern) in RESERVED.iter().zip(&*PATTERNS) {
        if reserved
            .places
            .iter()
            .any(|place| code.path().starts_with(place))
        {
            continue;
        }
        let text = match reserved.reach {
            Reach::Program => code.program(),
            Reach::Everything => code.everything(),
        };
        for place in pattern.find_iter(text) {
            if !text[place.end()..].starts_with(reserved.unless) {
                report(code.line(place.start()), reserved.rule);
            }
        }
    }
    found
}

/// Files that no `mod` line of their parent names, and that are therefore never compiled.
pub(super) fn forgotten_files(tree: &[Code]) -> Vec<Finding> {
    let mut declared = BTreeSet::new();
    for code in tree {
        let (folder, name) = code.path().rsplit_once('/').unwrap_or(("", code.path()));
        let inside = match name {
            "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
            _ => code.path().trim_end_matches(".rs").to_owned(),
        };
        for module in code.declared_modules() {
            declared.insert(format!("{inside}/{module}.rs"));
            declared.insert(format!("{inside}/{module}/mod.rs"));
        }
    }
    let is_root =
        |code: &&Code| code.path().ends_with("/lib.rs") || code.path().ends_with("/main.rs");
    tree.iter()
        .filter(|code| !is_root(code) && !declared.contains(code.path()))
        .map(|code| Finding {
            path: code.path().to_owned(),
            line: 1,
            rule: "no mod line names this file".to_owned(),
        })
        .collect()
}
