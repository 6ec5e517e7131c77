//! Answers that Alembic gives wrong, or not at all; README lists each under "Differences".

use super::project::{PLUGIN, Project, TWO_HEADS};

/// Alembic makes one row of both, and `current --check-heads` fails from then on.
#[test]
fn stamping_all_heads_keeps_the_row_of_each_branch() {
    let project = Project::new(TWO_HEADS);
    let (_, rows) = project.ask_with_rows("bbbb1111 bbbb2222", "stamp heads");
    assert_eq!(rows.as_deref(), Some("bbbb2222 cccc1111"));
    // Named twice is named once, and the same script is written for the same rows.
    let (_, rows) = project.ask_with_rows("bbbb1111 bbbb2222", "stamp heads cccc1111");
    assert_eq!(rows.as_deref(), Some("bbbb2222 cccc1111"));
    let script = project.ask("stamp bbbb1111,bbbb2222:heads --sql");
    assert_eq!(
        script.stdout,
        "BEGIN;\n\n-- Running stamp_revision bbbb1111 -> cccc1111\n\n\
         UPDATE alembic_version SET version_num='cccc1111' \
         WHERE alembic_version.version_num = 'bbbb1111';\n\nCOMMIT;\n\n"
    );
}

/// Alembic's `--sql` knows one row.
#[test]
fn scripts_start_from_several_rows() {
    let project = Project::new(PLUGIN);
    let script = project.ask("upgrade aaaa1111,bbbb1111:plug@head --sql");
    assert_eq!(
        script.stdout,
        "BEGIN;\n\n-- Running upgrade aaaa1111 -> aaaa2222\n\n\
         UPDATE alembic_version SET version_num='aaaa2222' \
         WHERE alembic_version.version_num = 'aaaa1111';\n\n\
         -- Running upgrade bbbb1111 -> bbbb2222\n\n\
         DELETE FROM alembic_version WHERE alembic_version.version_num = 'bbbb1111';\n\n\
         UPDATE alembic_version SET version_num='bbbb2222' \
         WHERE alembic_version.version_num = 'aaaa2222';\n\nCOMMIT;\n\n"
    );
    let unknown = project.ask("upgrade aaaa1111,ghost:heads --sql");
    assert_eq!(
        unknown.stdout,
        "FAILED: Can't locate revision identified by 'ghost'\n"
    );
    assert_eq!(unknown.exit, Some(255));
}

/// Alembic knows the candidates and does not say them; its sentence stays what it is.
#[test]
fn an_ambiguous_identifier_names_its_candidates() {
    let answer = Project::new(TWO_HEADS).ask("show bbbb");
    assert_eq!(
        answer.stdout,
        "FAILED: Can't locate revision identified by 'bbbb'\n"
    );
    assert_eq!(answer.exit, Some(255));
    for word in [
        "2 revisions or branch labels begin with 'bbbb'",
        "bbbb1111",
        "bbbb2222",
    ] {
        assert!(answer.stderr.contains(word), "{word} in {}", answer.stderr);
    }
    let unknown = Project::new(TWO_HEADS).ask("show eeee");
    assert_eq!(unknown.stderr, "");
}

/// A head that another head depends on has no row, and Alembic misses it.
#[test]
fn a_head_that_is_depended_on_is_applied() {
    let project = Project::new("a111:| | core \n b111: | a111");
    let (answer, _) = project.ask_with_rows("b111", "current --check-heads");
    assert_eq!(answer.stdout, "a111 (effective head)\nb111 (head)\n");
    assert_eq!(answer.exit, Some(0));
    let (answer, _) = project.ask_with_rows("a111 b111", "current --check-heads");
    assert_eq!(answer.exit, Some(0));
}

/// Alembic creates the version table for each of them.
#[test]
fn reading_creates_no_table() {
    let project = Project::new(TWO_HEADS);
    for line in [
        "history -i",
        "history -r current:",
        "show current",
        "current",
        "upgrade nope",
    ] {
        let (_, rows) = project.ask_with_rows("", line);
        assert_eq!(rows, None, "{line}");
    }
}

/// Alembic runs the five steps and ends with status 0.
#[test]
fn a_cycle_behind_a_merge_is_refused() {
    let project = Project::new(
        "aaaa1111: \n bbbb1111: aaaa1111 dddd1111 \n cccc1111: bbbb1111 \n dddd1111: cccc1111 \n \
         eeee1111: dddd1111",
    );
    for line in ["heads", "history", "upgrade heads --sql"] {
        let answer = project.ask(line);
        let said = answer.stdout + &answer.stderr;
        assert_eq!(answer.exit, Some(255), "{line}");
        assert!(said.contains("ycle is detected in revisions (bbbb1111, cccc1111, dddd1111)"));
    }
}

/// A merge of dependencies of which one lies behind another: Alembic ends with a `KeyError`.
#[test]
fn a_dependency_behind_another_one_needs_no_row() {
    let project = Project::new("a: \n b: a \n c: \n d: \n e: | a b c");
    let (answer, rows) = project.ask_with_rows("d", "upgrade e");
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    assert_eq!(rows.as_deref(), Some("d e"));
}
