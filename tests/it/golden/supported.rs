//! README's table of what is supported: what the registries hold and the goldens prove.
//!
//! The program itself lists the operations, types and libraries it has. Each of them must be used by
//! a golden whose SQL is Alembic's, and only the arguments that such a golden uses are listed, so
//! that the table cannot claim more than is true. `UPDATE_README=1 cargo test supported` writes it
//! anew.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::Path;

use alembic_rs::host::{BuiltIn, built_in};
use alembic_rs::schema::expression::operators::known_functions;

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
    public = [name for name in vars(op) if not name.startswith("_")]
    for names in (public, types(sa), types(postgresql)):
        op.execute(" ".join(sorted(names)))
"#;

/// Classes that are there to be derived from or tested against, and have no text of their own.
const ABSTRACT: &[&str] = &[
    "AbstractMultiRange",
    "AbstractRange",
    "AbstractSingleRange",
    "JsonEncodedType",
    "MatchType",
    "NamedType",
    "NullType",
    "RangeType",
    "TupleType",
    "TypeEngine",
    "_AbstractInterval",
    "_Binary",
];

/// How arguments begin that are accepted, and that PostgreSQL has no use for.
const NO_EFFECT: &[&str] = &["mssql_", "mysql_", "nothing", "oracle_", "sqlite_"];

/// Modules that goldens reach through `sqlalchemy`.
const MODULES: &[&str] = &["dialects", "exc", "func", "schema", "sql", "types"];

/// The family of goldens that use other libraries.
const LIBRARIES: &str = "libraries";

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
    let libraries = built_in();
    let text = proven(|family| family != LIBRARIES);
    let of_libraries = proven(|family| family == LIBRARIES);
    let sqlalchemy = uses(&text, &["sa", "sa.types", "sa.schema"]);
    let postgresql = uses(&text, &["postgresql"]);
    let mut operations = uses(&text, &["op", "batch_op"]);
    operations.extend(
        uses(&of_libraries, &["op", "batch_op"])
            .into_iter()
            .filter(|(name, _)| {
                let name = name.as_str();
                libraries
                    .iter()
                    .any(|library| library.operations.contains(&name))
            }),
    );
    let unproven = |names: &[String], uses: &Uses| -> Vec<String> {
        let missing = names
            .iter()
            .filter(|name| !uses.contains_key(*name) && !ABSTRACT.contains(&name.as_str()));
        missing.cloned().collect()
    };
    assert_eq!(unproven(&registry.operations, &operations), [""; 0]);
    assert_eq!(unproven(&registry.generic, &sqlalchemy), [""; 0]);
    assert_eq!(unproven(&registry.postgresql, &postgresql), [""; 0]);

    let own = registry.operations.iter().filter(|name| {
        let name = name.as_str();
        !libraries
            .iter()
            .any(|library| library.operations.contains(&name))
    });
    let mut rows: Vec<Vec<String>> = own
        .map(|name| vec![format!("`{name}`"), arguments(name, &operations)])
        .collect();
    let mut table = folded("Operations", &["operation", "arguments by name"], &rows);

    let types = |names: &[String], uses: &Uses| {
        listed(names.iter().filter(|name| uses.contains_key(*name)))
    };
    let others = |names: &[String], uses: &Uses| {
        let others = uses.keys().filter(|name| !names.contains(name));
        listed(others.filter(|name| !MODULES.contains(&name.as_str())))
    };
    let functions = uses(&text, &["sa.func"]);
    let known = known_functions().iter().map(|known| known.name.to_owned());
    let known: Vec<String> = known.filter(|name| functions.contains_key(name)).collect();
    rows = [
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
            "`sa.func`",
            format!(
                "every name; with a type or form of their own: {}",
                listed(&known)
            ),
        ),
    ]
    .map(|(title, names)| vec![title.to_owned(), names])
    .to_vec();
    table += &folded("Types, constructs and functions", &["", "names"], &rows);

    let of_any = libraries.iter().flat_map(public_types);
    let unproven: Vec<&str> = of_any
        .filter(|name| !is_used(&of_libraries, name))
        .collect();
    assert_eq!(unproven, [""; 0]);
    let imports = imports();
    rows = libraries
        .iter()
        .map(|library| library_row(library, &operations, &imports))
        .collect();
    let titles = ["library", "types", "operations", "also"];
    table += &folded("Libraries", &titles, &rows);
    assert_readme(&table);
}

/// The types of a library that are there to be used.
fn public_types(library: &BuiltIn) -> impl Iterator<Item = &'static str> {
    let types = library.types.iter().copied();
    types.filter(|name| !name.starts_with('_') && !ABSTRACT.contains(name))
}

/// What stands in README of a library.
fn library_row(library: &BuiltIn, operations: &Uses, imports: &BTreeSet<String>) -> Vec<String> {
    let types: BTreeSet<String> = public_types(library).map(str::to_owned).collect();
    let of_library = imports.iter().filter(|path| {
        let package = path.split('.').next().unwrap_or(path);
        library.packages.contains(&package)
    });
    let is_module = |path: &str| {
        imports
            .iter()
            .any(|other| other.starts_with(&format!("{path}.")))
    };
    let others: BTreeSet<String> = of_library
        .filter(|path| !is_module(path))
        .filter_map(|path| path.rsplit('.').next())
        .filter(|name| !name.starts_with('_') && !types.contains(*name))
        .filter(|name| !MODULES.contains(name))
        .map(str::to_owned)
        .collect();
    let operation = |name: &&str| match operations[*name].is_empty() {
        true => format!("`{name}`"),
        false => format!("`{name}` ({})", arguments(name, operations)),
    };
    let operations: Vec<String> = library.operations.iter().map(operation).collect();
    vec![
        library.distribution.replace("==", " "),
        listed(&types),
        operations.join(", "),
        listed(&others),
    ]
}

/// Whether a name is used outside of the statements that import it.
fn is_used(text: &str, name: &str) -> bool {
    let mut rest = text.to_owned();
    for (_, _, statement) in import_statements(text) {
        rest = rest.replace(statement, "");
    }
    let mut words = rest.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.any(|word| word == name)
}

/// The arguments that proven calls of an operation give by name.
fn arguments(operation: &str, operations: &Uses) -> String {
    let arguments = operations[operation].iter();
    listed(arguments.filter(|name| !NO_EFFECT.iter().any(|start| name.starts_with(start))))
}

/// A table that is unfolded by a click.
fn folded(summary: &str, titles: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = format!("<details><summary>{summary}</summary>\n\n");
    text += &format!(
        "| {} |\n{}|\n",
        titles.join(" | "),
        "|---".repeat(titles.len())
    );
    for row in rows {
        text += &format!("| {} |\n", row.join(" | "));
    }
    text + "\n</details>\n\n"
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

/// The text of all revisions and cases of some families whose SQL is Alembic's.
fn proven(wanted: impl Fn(&str) -> bool) -> String {
    let mut text = String::new();
    let mut families: Vec<_> = fs::read_dir(golden("sql"))
        .expect("the goldens can be listed")
        .map(|entry| entry.expect("the goldens can be listed").path())
        .collect();
    families.sort();
    families.retain(|family| wanted(&stem(family)));
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

/// What the goldens import of libraries, with the modules, by dotted name.
fn imports() -> BTreeSet<String> {
    let scripts = files(&golden("sql").join(LIBRARIES).join("versions"), "py").into_iter();
    let proven = scripts.filter(|script| script.with_extension("sql").exists());
    proven.flat_map(|script| imported(&script)).collect()
}

/// The names that a file imports, with their modules.
fn imported(script: &Path) -> Vec<String> {
    let text = read(script);
    let statements = import_statements(&text);
    let names = statements.iter().flat_map(|(module, names, _)| {
        // What stands before `as`.
        let names = names
            .split(',')
            .filter_map(|name| name.split_whitespace().next());
        names.map(move |name| format!("{module}.{name}"))
    });
    let modules = text.lines().filter_map(|line| line.strip_prefix("import "));
    let reached = modules.flat_map(|module| {
        let names = uses(&text, &[module]).into_keys();
        names.map(move |name| format!("{module}.{name}"))
    });
    names.chain(reached).collect()
}

/// The statements `from module import names`: module, names, and the whole.
fn import_statements(text: &str) -> Vec<(&str, &str, &str)> {
    let starts = text.match_indices("from ").map(|(at, _)| &text[at..]);
    let statements = starts.filter_map(|rest| {
        let (module, names) = rest.strip_prefix("from ")?.split_once(" import ")?;
        let (names, end) = match names.strip_prefix('(') {
            Some(names) => (names.split_once(')')?.0, ")"),
            None => (names.lines().next()?, ""),
        };
        let opening = end.len();
        let length =
            "from ".len() + module.len() + " import ".len() + opening + names.len() + opening;
        let is_module = !module.contains(char::is_whitespace);
        is_module.then(|| (module, names, &rest[..length]))
    });
    statements.collect()
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
