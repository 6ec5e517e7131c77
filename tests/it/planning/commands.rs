//! `release approve` as an approver uses it, and the checks of a repository.

use crate::db::support::{connect, new_database};
use crate::program::run_with;

use super::keys::{key, public, sign};
use super::project::Project;

#[test]
fn a_plan_is_approved_by_two_signatures() {
    let keys = tempfile::tempdir().unwrap();
    let project = Project::new();
    let mut signers = String::new();
    for role in ["execution", "governance"] {
        let own = key(keys.path(), role, "ed25519", "");
        signers.push_str(&format!("{role}@example.com {}\n", public(&own)));
    }
    project.write("allowed_signers", &signers);
    project.commit();
    let plan = project.plan();
    assert_eq!(plan.commit.as_ref().map(String::len), Some(40));

    let unapproved = project.release(&["approve", "--plan", "plan.json"]);
    assert_eq!(unapproved.exit, Some(14), "{}", unapproved.stderr);
    assert!(
        unapproved.stderr.contains("is not approved"),
        "{}",
        unapproved.stderr
    );
    for role in ["execution", "governance"] {
        let person = format!("{role}@example.com");
        let words = [
            "approve",
            "--plan",
            "plan.json",
            "--role",
            role,
            "--approver",
            &person,
            "--window-from",
            "2026-03-01T22:00:00Z",
            "--window-to",
            "2026-03-02T00:00:00Z",
        ];
        let answer = project.release(&words);
        assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
        assert!(
            answer
                .stdout
                .contains("ssh-keygen -Y sign -n alembic-rs-release")
        );
        assert!(answer.stdout.contains(&format!("plan: {}", plan.digest())));
        assert_eq!(
            project.release(&words).exit,
            Some(14),
            "nothing is written over"
        );
        let file = project.path().join(format!("approvals/{role}.approval"));
        sign(&keys.path().join(role), "alembic-rs-release", &file, &[]);
    }
    let approved = project.release(&["approve", "--plan", "plan.json"]);
    assert_eq!(approved.exit, Some(0), "{}", approved.stderr);
    assert!(
        approved
            .stdout
            .contains("governance: governance@example.com until")
    );
    assert!(
        approved
            .stdout
            .ends_with(&format!("The plan {} is approved.\n", plan.digest()))
    );

    for (words, status) in [
        (&["--role", "audit", "--approver", "a"][..], 14),
        (&["--role", "execution", "--approver", " "], 14),
        (&["--role", "execution"], 2),
        (
            &[
                "--role",
                "execution",
                "--approver",
                "a",
                "--not-after",
                "soon",
            ],
            2,
        ),
    ] {
        let answer = project.release(&[&["approve", "--plan", "plan.json"], words].concat());
        assert_eq!(answer.exit, Some(status), "{words:?}: {}", answer.stderr);
    }

    // The files have changed since: what was approved is not what would be run.
    project.give_body("0001_base", "pass");
    let other = project.release(&["approve", "--plan", "plan.json"]);
    assert_eq!(other.exit, Some(10), "{}", other.stderr);
    assert!(
        other.stderr.contains("0001_base.py has changed"),
        "{}",
        other.stderr
    );
}

#[test]
fn what_is_not_committed_is_told() {
    let project = Project::new();
    project.commit();
    let clean = project.release(&["plan"]);
    assert!(!clean.stderr.contains("committed"), "{}", clean.stderr);
    project.give_body("0001_base", "pass");
    let dirty = project.release(&["plan"]);
    assert_eq!(dirty.exit, Some(0), "{}", dirty.stderr);
    let words = "versions/0001_base.py is not as it was committed";
    assert!(dirty.stderr.contains(words), "{}", dirty.stderr);
}

#[test]
fn estimates_are_asked_for_and_are_no_part_of_the_plan() {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    for statement in [
        "CREATE TABLE funds (id integer PRIMARY KEY, name text)",
        "INSERT INTO funds SELECT n, 'fund' FROM generate_series(1, 500) AS n",
        "ANALYZE funds",
    ] {
        connection.execute(statement).expect("a statement");
    }
    let project = Project::new();
    let without = project.release(&["plan"]);
    let words = ["release", "plan", "--estimates"];
    let variable = url.to_string().replace(":***@", "@");
    let password = url
        .settings()
        .iter()
        .find(|(name, _)| *name == "password")
        .map(|(_, value)| value.expose().to_owned());
    let with = run_with(
        project.path(),
        &words,
        &[
            ("PRODUCTION_URL", Some(&variable)),
            ("PGPASSWORD", password.as_deref()),
        ],
    );
    assert_eq!(with.exit, Some(0), "{}", with.stderr);
    let (plan, estimates) = with.stdout.split_at(without.stdout.len());
    assert_eq!(plan, without.stdout);
    assert!(estimates.contains("funds: about 500 rows"), "{estimates}");
    let unset = run_with(project.path(), &words, &[("PRODUCTION_URL", None)]);
    assert_eq!(unset.exit, Some(1), "{}", unset.stderr);
    assert!(
        unset.stderr.contains("PRODUCTION_URL is not set"),
        "{}",
        unset.stderr
    );
}
