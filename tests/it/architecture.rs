//! The house rules of `src/ARCHITECTURE.md`, checked by reading every source file.
//!
//! Each finding names the file, the line and the rule. What a rule exempts is named beside it, in
//! [`law`] for imports and in [`rules`] for the rest.

mod code;
mod law;
mod rules;

use std::fs;
use std::path::{Path, PathBuf};

use code::Code;

/// A rule that a file breaks.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    path: String,
    line: usize,
    rule: String,
}

/// Every finding in one file.
fn findings(code: &Code) -> Vec<Finding> {
    let mut found = law::findings(code);
    found.extend(rules::findings(code));
    found
}

/// The `.rs` files below a folder of the package, with paths such as `src/db/mod.rs`.
fn sources(folder: &str) -> Vec<Code> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join(folder)];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the package's folders can be listed") {
            let path = entry.expect("the package's folders can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("source files are UTF-8");
        let name = path
            .strip_prefix(root)
            .expect("the file lies below the package");
        Code::new(&name.to_string_lossy().replace('\\', "/"), &text)
    };
    files.into_iter().map(read).collect()
}

fn assert_none(found: &[Finding]) {
    let lines: Vec<String> = found
        .iter()
        .map(|finding| format!("{}:{}: {}", finding.path, finding.line, finding.rule))
        .collect();
    assert!(
        lines.is_empty(),
        "{} findings\n{}",
        lines.len(),
        lines.join("\n")
    );
}

#[test]
fn every_source_file_keeps_the_house_rules() {
    let found: Vec<Finding> = sources("src").iter().flat_map(findings).collect();
    assert_none(&found);
}

#[test]
fn every_source_file_belongs_to_a_module() {
    for folder in ["src", "tests/it"] {
        assert_none(&rules::forgotten_files(&sources(folder)));
    }
}

#[test]
fn every_room_has_its_line_in_the_law() {
    let root = sources("src")
        .into_iter()
        .find(|code| code.path() == "src/lib.rs");
    let root = root.expect("the library has a root");
    let mut declared = root.declared_modules();
    declared.sort();
    let mut known: Vec<&str> = law::ROOMS.iter().map(|room| room.name).collect();
    known.retain(|name| *name != "main");
    known.push("source");
    known.sort_unstable();
    assert_eq!(declared, known);
}

/// The rules that a file of this name and text breaks.
fn rules_broken(path: &str, text: &str) -> Vec<(usize, String)> {
    findings(&Code::new(path, text))
        .into_iter()
        .map(|finding| (finding.line, finding.rule))
        .collect()
}

#[test]
fn an_import_against_the_law_is_found_in_every_form() {
    let forms = [
        "//! A room.\nuse crate::db::Connection;\n",
        "//! A room.\nuse crate::{source::Span, db::Connection};\n",
        "//! A room.\nuse crate::{\n    source::Span, db};\n",
        "//! A room.\nfn f() -> crate::db::Connection {}\n",
        "//! A room.\nuse super::super::db::Connection;\n",
        "//! A room.\nuse alembic_rs::db;\n",
    ];
    for form in forms {
        let found = rules_broken("src/schema/column.rs", form);
        assert_eq!(found.len(), 1, "{form}");
        assert_eq!(found[0].1, "schema may not use db");
    }
    assert_eq!(rules_broken("src/schema/column.rs", forms[2])[0].0, 3);
}

#[test]
fn a_permission_may_be_for_some_names_or_for_one_folder() {
    let url = "//! Connects.\nuse crate::config::DatabaseUrl;\n";
    assert_eq!(rules_broken("src/db/connection.rs", url), []);
    let settings = "//! Connects.\nuse crate::config::{DatabaseUrl, Settings};\n";
    let rule = "db may not use config::Settings".to_owned();
    assert_eq!(rules_broken("src/db/connection.rs", settings), [(2, rule)]);
    let schema = "//! Reads tables.\nuse crate::schema::Table;\n";
    assert_eq!(rules_broken("src/db/catalog/tables.rs", schema), []);
    assert_eq!(rules_broken("src/db/connection.rs", schema).len(), 1);
}

#[test]
fn what_stands_in_comments_and_strings_is_no_code() {
    let text = concat!(
        "//! Speaks of crate::db::Connection.\n",
        "/* and /* of */ println!(\"x\") */\n",
        "const TEXT: &str = \"crate::db // \\\" println!(\";\n",
        "const RAW: &str = r#\"async \" crate::db\"#;\n",
        "const QUOTE: char = '\"';\n",
        "fn lifetime<'a>(text: &'a str) -> &'a str { text }\n",
    );
    assert_eq!(rules_broken("src/schema/name.rs", text), []);
}

#[test]
fn each_house_rule_finds_what_it_forbids() {
    let cases = [
        ("src/ddl/a.rs", "fn f() {}\n", 1, "open with //!"),
        (
            "src/ddl/a.rs",
            "//! A.\nfn f() { println!(); }\n",
            2,
            "only ui",
        ),
        (
            "src/ddl/a.rs",
            "//! A.\nfn f() { std::io::stdout(); }\n",
            2,
            "only ui",
        ),
        ("src/ddl/a.rs", "//! A.\nasync fn f() {}\n", 2, "only db"),
        (
            "src/ddl/a.rs",
            "//! A.\nfn f() { std::env::var(\"X\"); }\n",
            2,
            "environment",
        ),
        ("src/ddl/a.rs", "//! A.\nuse std::env;\n", 2, "environment"),
        (
            "src/main.rs",
            "//! A.\nfn f() { std::env::var(\"X\"); }\n",
            2,
            "environment",
        ),
        (
            "src/ddl/a.rs",
            "//! A.\nfn f() { std::process::exit(1); }\n",
            2,
            "only main",
        ),
        (
            "src/ddl/mod.rs",
            "//! A.\n\nmod a;\n\nfn f() {}\n",
            5,
            "name-plate",
        ),
        (
            "src/ddl/a.rs",
            "//! A.\nuse crate::*;\n",
            2,
            "hides which rooms",
        ),
        ("src/ddl/utils.rs", "//! A.\n", 1, "says nothing"),
        (
            "src/ddl/a.rs",
            "//! A.\n#[cfg(test)]\nmod t { #[ignore] fn f() {} }\n",
            3,
            "ignored",
        ),
    ];
    for (path, text, line, part) in cases {
        let found = rules_broken(path, text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].0, line, "{text}");
        assert!(found[0].1.contains(part), "{text}: {found:?}");
    }
    let long = format!("//! Long.\n{}", "// line\n".repeat(600));
    assert_eq!(rules_broken("src/ddl/long.rs", &long)[0].0, 601);
    assert_eq!(rules_broken("src/ddl/reserved_words.rs", &long), []);
}

#[test]
fn exemptions_hold() {
    let cases = [
        (
            "src/ddl/a.rs",
            "//! A.\nfn f() { std::io::stdout().is_terminal(); }\n",
        ),
        (
            "src/ui/printer.rs",
            "//! A.\nfn f() { std::io::stderr(); }\n",
        ),
        (
            "src/db/connection.rs",
            "//! A.\nasync fn f() { g().await; std::env::var(\"X\"); }\n",
        ),
        (
            "src/main.rs",
            "//! A.\nfn f() { std::env::args_os(); std::process::exit(1); }\n",
        ),
        (
            "src/ddl/a.rs",
            "//! A.\n#[cfg(test)]\nmod tests { fn f() { println!(); } }\n",
        ),
    ];
    for (path, text) in cases {
        assert_eq!(rules_broken(path, text), [], "{path}");
    }
}

#[test]
fn a_file_without_its_mod_line_is_found() {
    let tree = [
        Code::new("src/lib.rs", "//! Root.\npub mod a;\nmod c;\n"),
        Code::new("src/a/mod.rs", "//! A.\nmod b;\n"),
        Code::new("src/a/b.rs", "//! B.\nmod deep;\n"),
        Code::new("src/a/b/deep.rs", "//! Deep.\n"),
        Code::new("src/a/lost.rs", "//! Lost.\n"),
        Code::new("src/c.rs", "//! C.\n"),
        Code::new("src/main.rs", "//! Main.\n"),
    ];
    let found = rules::forgotten_files(&tree);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path, "src/a/lost.rs");
}
