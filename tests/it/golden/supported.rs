//! README's table of what is supported: what the registries hold and the goldens prove.
//!
//! The program itself lists the operations and types it has. Each of them must be used by a golden
//! whose SQL is Alembic's, and only the arguments that such a golden uses are listed, so that the
//! table cannot claim more than is true. `UPDATE_README=1 cargo test supported` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::cases::{Expected, cases};
use super::record::{files, golden, read, stem};
use super::statements::NOT_YET;
use crate::program::{root, run, write_files};

const BEGIN: &str = "<!-- supported: written by the test golden::supported -->\n";
const END: &str = "<!-- supported: end -->\n";

/// Lists the names that a revision can use.
const REGISTRY: &str = r#"
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "registry"
down_revision = None


def types(module):
    classes = [(name, kind) for name, kind in vars(module).items() if isinstance(kind, type)]
    return [name for name, kind in classes if issubclass(kind, sa.types.TypeEngine)]


def upgrade():
    for names in (vars(op), types(sa), types(postgresql)):
        op.execute(" ".join(sorted(names)))
"#;

/// Classes that are there to be derived from or tested against, and have no text of their own.
const ABSTRACT: &[&str] = &[
    "AbstractMultiRange",
    "AbstractRange",
    "AbstractSingleRange",
    "MatchType",
    "NamedType",
    "NullType",
    "TupleType",
    "TypeEngine",
    "_AbstractInterval",
    "_Binary",
];

/// How arguments begin that are accepted, and that PostgreSQL has no use for.
const NO_EFFECT: &[&str] = &["mssql_", "mysql_", "nothing", "oracle_", "sqlite_"];

/// The names of one module, with the arguments that calls of it are given by name.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// What the program says there is.
struct Registry {
    operations: Vec<String>,
    generic: Vec<String>,
    postgresql: Vec<String>,
}

#[test]
fn the_table_of_what_is_supported_is_true() {
    let registry = registry();
    let text = proven();
    let operations = uses(&text, &["op", "batch_op"]);
    let sqlalchemy = uses(&text, &["sa", "sa.types", "sa.schema"]);
    let postgresql = uses(&text, &["postgresql"]);
    let unproven = |names: &[String], uses: &Uses| -> Vec<String> {
        let missing = names
            .iter()
            .filter(|name| !uses.contains_key(*name) && !ABSTRACT.contains(&name.as_str()));
        missing.cloned().collect()
    };
    assert_eq!(unproven(&registry.operations, &operations), [""; 0]);
    assert_eq!(unproven(&registry.generic, &sqlalchemy), [""; 0]);
    assert_eq!(unproven(&registry.postgresql, &postgresql), [""; 0]);

    let types = |names: &[String], uses: &Uses| {
        let proven = names.iter().filter(|name| uses.contains_key(*name));
        listed(proven)
    };
    let others = |names: &[String], uses: &Uses| {
        let others = uses.keys().filter(|name| !names.contains(name));
        listed(others)
    };
    let mut table = "| operation | arguments by name |\n|---|---|\n".to_owned();
    for name in &registry.operations {
        let arguments = operations[name].iter();
        let arguments =
            arguments.filter(|name| !NO_EFFECT.iter().any(|start| name.starts_with(start)));
        writeln!(table, "| `{name}` | {} |", listed(arguments)).expect("a String takes everything");
    }
    let rows = [
        (
            "types of `sqlalchemy`",
            types(&registry.generic, &sqlalchemy),
        ),
        (
            "types of `sqlalchemy.dialects.postgresql`",
            types(&registry.postgresql, &postgresql),
        ),
        (
            "also of `sqlalchemy`",
            others(&registry.generic, &sqlalchemy),
        ),
        (
            "also of `sqlalchemy.dialects.postgresql`",
            others(&registry.postgresql, &postgresql),
        ),
        (
            "functions, `sa.func`",
            listed(uses(&text, &["sa.func"]).keys()),
        ),
        ("other libraries", listed(&libraries())),
    ];
    table.push_str("\n| | names |\n|---|---|\n");
    for (title, names) in rows.iter().filter(|(_, names)| !names.is_empty()) {
        writeln!(table, "| {title} | {names} |").expect("a String takes everything");
    }
    assert_readme(&table);
}

/// Asks the program for its registries.
fn registry() -> Registry {
    let family = golden("sql").join("plain");
    let project = tempfile::tempdir().expect("a temporary folder");
    let files = BTreeMap::from([
        ("alembic.ini".to_owned(), read(&family.join("alembic.ini"))),
        ("env.py".to_owned(), read(&family.join("env.py"))),
        ("versions/registry.py".to_owned(), REGISTRY.to_owned()),
    ]);
    write_files(project.path(), &files);
    let answer = run(project.path(), &["sql", "registry"]);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    let mut lines = answer
        .stdout
        .lines()
        .filter_map(|line| line.strip_suffix(';'));
    let mut names = || -> Vec<String> {
        let line = lines.next().expect("one line for each registry");
        line.split(' ').map(str::to_owned).collect()
    };
    Registry {
        operations: names(),
        generic: names(),
        postgresql: names(),
    }
}

/// The text of all revisions and cases whose SQL is Alembic's.
fn proven() -> String {
    let mut text = String::new();
    let mut families: Vec<_> = fs::read_dir(golden("sql"))
        .expect("the goldens can be listed")
        .map(|entry| entry.expect("the goldens can be listed").path())
        .collect();
    families.sort();
    for family in families {
        for script in files(&family.join("versions"), "py") {
            let answered = !NOT_YET.contains(&&*stem(&script));
            if answered && script.with_extension("sql").exists() {
                text.push_str(&read(&script));
            }
        }
        for case in cases(&family) {
            if case.refused.is_none() && case.expected != Expected::Refusal {
                text.push_str(&case.text);
            }
        }
    }
    text
}

/// The names behind `module.` for one of some modules, with the arguments given by name.
fn uses(text: &str, modules: &[&str]) -> Uses {
    let mut found = Uses::new();
    for module in modules {
        let prefix = format!("{module}.");
        for (at, _) in text.match_indices(&prefix) {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let rest = &text[at + prefix.len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            let (name, rest) = rest.split_at(end.unwrap_or(rest.len()));
            if before.is_alphanumeric() || "._".contains(before) || name.is_empty() {
                continue;
            }
            // `sa.func.now` is a use of `func`, and `op.f` as a value is one of `f`.
            let arguments = found.entry(name.to_owned()).or_default();
            if let Some(call) = rest.strip_prefix('(') {
                arguments.extend(named_arguments(call));
            }
        }
    }
    found
}

/// The names of a call's arguments that have one, from behind its opening parenthesis.
fn named_arguments(call: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut quote = None;
    let mut start = 0;
    let mut characters = call.char_indices();
    while let Some((at, character)) = characters.next() {
        match (quote, character) {
            (Some(_), '\\') => drop(characters.next()),
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') if depth > 0 => depth -= 1,
            (None, ',') if depth == 0 => start = at + 1,
            (None, '=') if depth == 0 => {
                let name = call[start..at].trim();
                let is_name = !name.is_empty()
                    && name
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                if is_name && !call[at + 1..].starts_with('=') {
                    found.push(name.to_owned());
                }
            }
            (None, ')') => break,
            (None, _) => {}
        }
    }
    found
}

/// What the goldens import from libraries other than SQLAlchemy and Alembic.
fn libraries() -> BTreeSet<String> {
    let folder = golden("sql").join("libraries/versions");
    if !folder.exists() {
        return BTreeSet::new();
    }
    let scripts = files(&folder, "py").into_iter();
    let proven = scripts.filter(|script| script.with_extension("sql").exists());
    proven.flat_map(|script| imported(&script)).collect()
}

/// The names that a file takes from libraries, with their modules.
fn imported(script: &Path) -> Vec<String> {
    let text = read(script);
    let mut found = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line
            .split([' ', ',', '(', ')'])
            .filter(|word| !word.is_empty())
            .collect();
        match &words[..] {
            ["from", module, "import", names @ ..] if is_library(module) => {
                found.extend(names.iter().map(|name| format!("{module}.{name}")));
            }
            ["import", module, ..] if is_library(module) => {
                let top = module.split('.').next().unwrap_or(module);
                let prefix = format!("{top}.");
                let names = text.match_indices(&prefix).map(|(at, _)| &text[at..]);
                let dotted = names.map(|rest| {
                    let end = rest.find(|c: char| !c.is_alphanumeric() && !"._".contains(c));
                    rest[..end.unwrap_or(rest.len())].to_owned()
                });
                found.extend(dotted.filter(|name| name != module));
            }
            _ => {}
        }
    }
    found
}

/// Whether a module belongs to none of the packages that every revision uses.
fn is_library(module: &str) -> bool {
    let top = module.split('.').next().unwrap_or(module);
    ![
        "alembic",
        "sqlalchemy",
        "datetime",
        "decimal",
        "enum",
        "uuid",
        "json",
        "typing",
        "textwrap",
    ]
    .contains(&top)
}

fn listed<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// Holds README's section against the table, or writes it.
fn assert_readme(table: &str) {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let (before, rest) = readme.split_once(BEGIN).expect("README marks the section");
    let (section, after) = rest
        .split_once(END)
        .expect("README marks the section's end");
    if env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}"))
            .expect("README can be written");
    } else {
        assert!(
            section == table,
            "README is not what the goldens prove; write it with UPDATE_README=1. It must say\n{table}"
        );
    }
}
