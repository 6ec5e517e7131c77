//! `release plan`: what it says, what changes it, and what it refuses.

use alembic_rs::governance::{Digest, StatementClass};

use super::project::Project;

#[test]
fn the_plan_is_the_same_whenever_it_is_made_and_its_hash_that_of_its_file() {
    let project = Project::new();
    let plan = project.plan();
    let first = std::fs::read(project.path().join("plan.json")).unwrap();
    let answer = project.release(&["plan", "--output", "again.json"]);
    assert_eq!(
        std::fs::read(project.path().join("again.json")).unwrap(),
        first
    );
    assert_eq!(Digest::of(&first), plan.digest());
    let hash = format!("Plan hash: {}\n", plan.digest());
    assert!(answer.stdout.ends_with(&hash), "{}", answer.stdout);
    let json = project.release(&["plan", "--json"]);
    assert_eq!(json.stdout.as_bytes(), first);
}

#[test]
fn it_has_the_path_its_statements_and_what_they_lock() {
    let plan = Project::new().plan();
    assert_eq!(plan.path, ["0003_backfill", "0004_flags"]);
    assert_eq!(plan.heads, ["0004_flags"]);
    let revisions: Vec<&str> = plan.revisions.iter().map(|one| one.file.as_str()).collect();
    assert_eq!(
        revisions,
        [
            "versions/0001_base.py",
            "versions/0002_anchor.py",
            "versions/0003_backfill.py",
            "versions/0004_flags.py"
        ]
    );
    let statements: Vec<_> = plan
        .statements
        .iter()
        .map(|one| {
            (
                one.revision.as_str(),
                one.number,
                one.class,
                one.changes.len(),
            )
        })
        .collect();
    assert_eq!(
        statements,
        [
            ("0003_backfill", 1, StatementClass::Definition, 0),
            ("0003_backfill", 2, StatementClass::Update, 1),
            ("0004_flags", 1, StatementClass::Definition, 0),
            // The path makes this table itself: nothing of it was there before.
            ("0004_flags", 2, StatementClass::Insert, 0),
        ]
    );
    let lock = &plan.statements[0].locks[0];
    assert_eq!(
        (lock.mode.as_str(), lock.relation.as_str()),
        ("ACCESS EXCLUSIVE", "funds")
    );
}

#[test]
fn one_changed_byte_of_any_file_is_another_plan() {
    for (file, words) in [
        (
            "versions/0001_base.py",
            "the file versions/0001_base.py has changed",
        ),
        (
            "versions/0004_flags.py",
            "the file versions/0004_flags.py has changed",
        ),
        ("env.py", "the file env.py has changed"),
        ("allowed_signers", "the file allowed_signers has changed"),
        ("release.toml", "release.toml has changed"),
    ] {
        let project = Project::new();
        project.plan();
        let path = project.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{text}# \n")).unwrap();
        let answer = project.release(&["plan", "--compare", "plan.json"]);
        assert_eq!(answer.exit, Some(10), "{file}: {}", answer.stderr);
        assert!(answer.stderr.contains(words), "{file}: {}", answer.stderr);
    }
}

#[test]
fn a_plan_file_with_other_bytes_is_none() {
    let project = Project::new();
    project.plan();
    let text = std::fs::read_to_string(project.path().join("plan.json")).unwrap();
    for (changed, words) in [
        (text.replace("  ", " "), "its bytes have changed"),
        (text.replace("\"format\": 1", "\"format\": 2"), "is no plan"),
        (
            text.replacen("\"tool\"", "\"verdict\": \"PASS\", \"tool\"", 1),
            "is no plan",
        ),
        (text[..text.len() / 2].to_owned(), "is no plan"),
    ] {
        assert_ne!(changed, text);
        project.write("changed.json", &changed);
        let answer = project.release(&["plan", "--compare", "changed.json"]);
        assert_eq!(answer.exit, Some(10), "{}", answer.stderr);
        assert!(answer.stderr.contains(words), "{}", answer.stderr);
    }
}

#[test]
fn a_history_that_is_not_the_declared_one_ends_with_its_own_status() {
    for (from, to, words) in [
        (
            "path = [\"0003_backfill\", \"0004_flags\"]",
            "path = [\"0003_backfill\", \"0001_base\", \"0004_flags\"]",
            "as number 2 it has 0001_base, and the upgrade 0004_flags",
        ),
        (
            "anchor = \"0002_anchor\"",
            "anchor = \"0002_anch\"",
            "Write the full identifier: 0002_anchor",
        ),
        (
            "anchor = \"0002_anchor\"",
            "anchor = \"0001_base\"",
            "as number 1 it has 0003_backfill, and the upgrade 0002_anchor",
        ),
    ] {
        let project = Project::new();
        project.change(from, to);
        let answer = project.release(&["plan"]);
        assert_eq!(answer.exit, Some(12), "{}", answer.stderr);
        assert!(
            unwrapped(&answer.stderr).contains(words),
            "{}",
            answer.stderr
        );
    }
    let project = Project::new();
    project.write(
        "versions/0005_other.py",
        "revision = \"0005_other\"\ndown_revision = \"0003_backfill\"\n\ndef upgrade():\n    pass\n",
    );
    let answer = project.release(&["plan"]);
    assert_eq!(answer.exit, Some(12), "{}", answer.stderr);
    let told = unwrapped(&answer.stderr);
    assert!(told.contains("2 heads (0004_flags, 0005_other)"), "{told}");
}

#[test]
fn what_a_release_must_not_have_keeps_the_plan_from_being_written() {
    let bound = "[[backfill]]\nrevision = \"0003_backfill\"\ntable = \"funds\"\nminimum = 1\nmaximum = 100\n";
    let execute = |sql: &str| format!("op.execute({sql:?})");
    for (body, words) in [
        (
            execute("DELETE FROM funds"),
            "DELETE FROM funds: no bound says how many rows",
        ),
        (
            execute(
                "WITH gone AS (DELETE FROM funds RETURNING id) INSERT INTO flags SELECT id FROM gone",
            ),
            "DELETE FROM funds: no bound",
        ),
        (execute("COMMIT"), "begins or ends a transaction"),
        (
            execute("DO $$ BEGIN DELETE FROM funds; END $$"),
            "may do anything",
        ),
        (execute("SELECT remove_funds()"), "may do anything"),
        (
            "with op.get_context().autocommit_block():\n        op.execute(\"CREATE INDEX \
             CONCURRENTLY i ON funds (id)\")"
                .to_owned(),
            "is committed by itself",
        ),
    ] {
        let project = Project::new();
        project.change(bound, "");
        project.give_body("0003_backfill", &body);
        let answer = project.release(&["plan", "--output", "plan.json"]);
        assert_eq!(answer.exit, Some(10), "{body}: {}", answer.stderr);
        let told = unwrapped(&answer.stderr);
        assert!(told.contains(words), "{body}: {}", answer.stderr);
        assert!(told.contains("0003_backfill.py:1"), "{body}: {told}");
        assert!(!project.path().join("plan.json").exists());
    }
}

#[test]
fn a_justified_statement_is_allowed_and_a_bound_of_nothing_is_not() {
    let project = Project::new();
    let sql = "DO $$ BEGIN PERFORM 1; END $$";
    project.give_body("0004_flags", &format!("op.execute({sql:?})"));
    assert_eq!(project.release(&["plan"]).exit, Some(10));
    let digest = Digest::of(sql);
    project.change(
        "[attestations.preflight_approval]",
        &format!(
            "[[justified]]\nsha256 = \"{digest}\"\nreason = \"it only looks\"\n\n\
             [attestations.preflight_approval]"
        ),
    );
    assert_eq!(project.release(&["plan"]).exit, Some(0));
    project.change("table = \"funds\"\nminimum", "table = \"fund\"\nminimum");
    let answer = project.release(&["plan"]);
    assert_eq!(answer.exit, Some(10));
    let told = unwrapped(&answer.stderr);
    assert!(
        told.contains("the bound of fund in 0003_backfill is under no statement"),
        "{told}"
    );
}

#[test]
fn files_of_tiers_are_held_to_the_rules_of_a_data_package() {
    let project = Project::new();
    let tier = "[[tier]]\nname = \"T0\"\nfiles = [\"sql/t0.sql\"]\n\n[[backfill]]";
    project.change("[[backfill]]", tier);
    project.change("working_directory", "data_only = true\nworking_directory");
    for (sql, status) in [
        (
            "\\set ON_ERROR_STOP on\nINSERT INTO flags VALUES (1, 1);\nSELECT 1;",
            0,
        ),
        (
            "INSERT INTO flags VALUES (1, 1) ON CONFLICT DO NOTHING;",
            10,
        ),
        ("UPDATE flags SET id = 2;", 10),
        ("CREATE TABLE x (a int);", 10),
        ("GRANT SELECT ON flags TO PUBLIC;", 10),
        ("BEGIN; INSERT INTO flags VALUES (1, 1); COMMIT;", 0),
        ("INSERT INTO flags VALUES (1, 1); COMMIT;", 10),
        ("COPY flags FROM STDIN;", 10),
    ] {
        project.write("sql/t0.sql", sql);
        let answer = project.release(&["plan"]);
        assert_eq!(answer.exit, Some(status), "{sql}: {}", answer.stderr);
    }
}

#[test]
fn a_file_of_signers_that_nobody_can_use_keeps_the_plan_from_being_made() {
    let project = Project::new();
    project.write("allowed_signers", "*@example.com ssh-ed25519 AAAA\n");
    let answer = project.release(&["plan"]);
    assert_eq!(answer.exit, Some(10), "{}", answer.stderr);
    assert!(
        answer.stderr.contains("nobody could approve"),
        "{}",
        answer.stderr
    );
}

/// A report without its frame and its line breaks.
fn unwrapped(report: &str) -> String {
    let words = report
        .split_whitespace()
        .filter(|word| !["|", "x", "│", "×", "├─▶", "╰─▶"].contains(word));
    words.collect::<Vec<_>>().join(" ")
}
