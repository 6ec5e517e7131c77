//! Before anything begins: the plan, the program, the topology, the databases, the lock.

use alembic_rs::db::{AdvisoryLock, Environment, LockAttempt, LockKey, Parameters, Sandbox};
use alembic_rs::governance::{Phase, RootCause};

use super::stage::Stage;
use super::walk::{Stop, Walk};

/// The rehearsal must stop before there is a clone.
fn assert_refused(
    stage: &Stage,
    arguments: &[&str],
    (status, gate, cause): (u8, &'static str, RootCause),
) -> (Walk, String) {
    let before = stage.source_state();
    let walk = stage.rehearse_with(arguments);
    let detail = walk.assert_stops(&Stop {
        status,
        phase: Phase::Preconditions,
        gate,
        cause,
    });
    assert_eq!(stage.source_state(), before);
    assert!(!stage.has_clone(), "no clone was made");
    (walk, detail)
}

#[test]
fn a_revision_file_that_was_changed_after_the_plan_stops() {
    let stage = Stage::new();
    let plan = stage.plan();
    stage.edit(
        "versions/0005_credit_facilities.py",
        "credit facilities",
        "credit facilitys",
    );
    let refused = (10, "plan-unchanged", RootCause::SqlDrift);
    let (_, detail) = assert_refused(&stage, &["--plan", &plan], refused);
    assert!(detail.contains("0005_credit_facilities"), "{detail}");
}

#[test]
fn a_release_file_that_was_changed_after_the_plan_stops() {
    let stage = Stage::new();
    let plan = stage.plan();
    stage.edit("release.toml", "tolerance = 0.001", "tolerance = 0.5");
    let refused = (10, "plan-unchanged", RootCause::SqlDrift);
    assert_refused(&stage, &["--plan", &plan], refused);
}

#[test]
fn a_configuration_that_was_changed_after_the_plan_stops() {
    for file in ["alembic.ini", "env.py"] {
        let stage = Stage::new();
        let plan = stage.plan();
        stage.append(file, "\n# changed since\n");
        let refused = (10, "plan-unchanged", RootCause::SqlDrift);
        let (_, detail) = assert_refused(&stage, &["--plan", &plan], refused);
        assert!(detail.contains(file), "{detail}");
    }
    // A configuration that comes in beside them decides as well.
    let stage = Stage::new();
    let plan = stage.plan();
    stage.append(
        "pyproject.toml",
        "[tool.alembic]\nprepend_sys_path = [\".\"]\n",
    );
    let refused = (10, "plan-unchanged", RootCause::SqlDrift);
    assert_refused(&stage, &["--plan", &plan], refused);
}

#[test]
fn a_plan_that_was_tampered_with_stops() {
    let stage = Stage::new();
    let plan = stage.plan();
    let text = std::fs::read_to_string(&plan).expect("the plan");
    for (from, to) in [
        ("\"maximum\": 60", "\"maximum\": 6000"),
        ("\"lock_timeout\": \"5s\"", "\"lock_timeout\": \"5h\""),
    ] {
        assert!(text.contains(from), "{text}");
        std::fs::write(&plan, text.replace(from, to)).expect("it can be written");
        let refused = (10, "plan-unchanged", RootCause::SqlDrift);
        assert_refused(&stage, &["--plan", &plan], refused);
    }
}

#[test]
fn a_plan_of_another_program_stops() {
    let stage = Stage::new();
    let plan = stage.plan();
    let text = std::fs::read_to_string(&plan).expect("the plan");
    let tool: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let digest = tool["tool"]["sha256"].as_str().expect("a digest");
    std::fs::write(&plan, text.replace(digest, &"0".repeat(64))).expect("it can be written");
    let refused = (10, "plan-unchanged", RootCause::SqlDrift);
    assert_refused(&stage, &["--plan", &plan], refused);
}

#[test]
fn another_head_stops() {
    let stage = Stage::new();
    let plan = stage.plan();
    stage.append(
        "versions/0024_portfolio_alerts.py",
        "\"\"\"alerts\"\"\"\nrevision = \"0024_portfolio_alerts\"\n\
         down_revision = \"70a79686336c\"\n\n\ndef upgrade():\n    pass\n",
    );
    let refused = (12, "single-head", RootCause::MultipleHeadsConflict);
    let (_, detail) = assert_refused(&stage, &["--plan", &plan], refused);
    assert!(detail.contains("0024_portfolio_alerts"), "{detail}");
}

#[test]
fn a_second_head_stops() {
    let stage = Stage::new();
    let plan = stage.plan();
    stage.append(
        "versions/0020b_side_letters.py",
        "\"\"\"side letters\"\"\"\nrevision = \"0020b_side_letters\"\n\
         down_revision = \"0020_ai_engine_wave_ai1\"\n\n\ndef upgrade():\n    pass\n",
    );
    let refused = (12, "single-head", RootCause::MultipleHeadsConflict);
    assert_refused(&stage, &["--plan", &plan], refused);
}

#[test]
fn another_path_than_the_approved_one_is_not_planned() {
    for (from, to) in [
        ("    \"0009b_expand_alembic_version\",\n", ""),
        (
            "    \"0023_ai_engine_wave_ai4_portfolio_intelligence\",\n    \
             \"0009b_expand_alembic_version\",\n",
            "    \"0009b_expand_alembic_version\",\n    \
             \"0023_ai_engine_wave_ai4_portfolio_intelligence\",\n",
        ),
    ] {
        let stage = Stage::new();
        stage.edit("release.toml", from, to);
        let walk = stage.rehearse();
        assert_eq!(walk.answer.exit, Some(12), "{walk:#?}");
        assert!(!stage.has_clone());
    }
}

#[test]
fn an_anchor_that_is_no_revision_or_no_ancestor_is_not_planned() {
    for anchor in ["0019", "0019_nav", "0019_never_written", "70a79686336c"] {
        let stage = Stage::new();
        stage.edit(
            "release.toml",
            "anchor = \"0019_nav_snapshots_and_investor_statements\"",
            &format!("anchor = \"{anchor}\""),
        );
        let walk = stage.rehearse();
        assert_ne!(walk.answer.exit, Some(0), "{anchor}: {walk:#?}");
        assert!(walk.answer.stderr.contains(anchor), "{walk:#?}");
        assert!(!stage.has_clone());
    }
}

#[test]
fn an_unknown_key_of_the_release_file_is_an_error_with_its_place() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "[row_counts]\n",
        "[row_counts]\ntolerence = 1\n",
    );
    let walk = stage.rehearse();
    assert_ne!(walk.answer.exit, Some(0));
    assert!(walk.answer.stderr.contains("tolerence"), "{walk:#?}");
    assert!(walk.answer.stderr.contains("release.toml"), "{walk:#?}");
}

#[test]
fn a_source_that_is_another_database_stops() {
    let mut stage = Stage::new();
    let elsewhere = stage
        .copy()
        .with_database("postgres")
        .to_string()
        .replace(":***@", "@");
    stage.set("SOURCE_DATABASE_URL", &elsewhere);
    let refused = (10, "target-identity", RootCause::SqlDrift);
    let (_, detail) = assert_refused(&stage, &[], refused);
    assert!(detail.contains("postgres"), "{detail}");
}

#[test]
fn another_role_server_or_host_than_declared_stops() {
    for declared in [
        "role = \"auditor\"",
        "system_identifier = \"1\"",
        "host = \"netz-prod\"",
    ] {
        let stage = Stage::new();
        stage.edit(
            "release.toml",
            "[source]\n",
            &format!("[source]\n{declared}\n"),
        );
        let refused = (10, "target-identity", RootCause::SqlDrift);
        let (_, detail) = assert_refused(&stage, &[], refused);
        let value = declared.split('"').nth(1).expect("a value");
        assert!(detail.contains(value), "{detail}");
    }
}

#[test]
fn a_session_in_clear_text_stops_where_encryption_is_demanded() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "[source]\n",
        "[source]\nrequire_ssl = true\n",
    );
    let refused = (10, "target-identity", RootCause::Ssl);
    assert_refused(&stage, &[], refused);
}

#[test]
fn a_server_that_is_not_there_is_a_connection_and_an_unknown_role_an_authentication() {
    for (url, cause) in [
        (
            "postgresql://nobody@127.0.0.1:1/netzprod".to_owned(),
            RootCause::Connection,
        ),
        (
            {
                let stage = Stage::new();
                let url = stage.source().to_string().replace(":***@", "@");
                url.replacen("postgres@", "nobody_at_all@", 1)
            },
            RootCause::Authentication,
        ),
    ] {
        let mut stage = Stage::new();
        stage.set("SOURCE_DATABASE_URL", &url);
        assert_refused(&stage, &[], (10, "target-identity", cause));
    }
}

#[test]
fn a_second_run_is_refused_with_status_3_before_anything_is_changed() {
    let stage = Stage::with_source(
        "CREATE TABLE active_investments (); CREATE TABLE performance_drift_flags ();
         CREATE TABLE covenant_status_register (); CREATE TABLE cash_impact_flags ();
         CREATE TABLE investment_risk_registry (); CREATE TABLE board_monitoring_briefs ()",
    );
    let (walk, detail) = assert_refused(&stage, &[], (3, "rerun-guard", RootCause::SqlDrift));
    assert!(detail.starts_with("PREFLIGHT ABORT: "), "{detail}");
    assert!(detail.contains("6 tables"), "{detail}");
    let said = format!("{}{}", walk.answer.stdout, walk.answer.stderr);
    assert!(said.contains("PREFLIGHT ABORT: "), "{walk:#?}");
}

#[test]
fn a_guard_of_the_release_file_refuses_a_second_run() {
    let stage = Stage::with_source("CREATE TABLE cash_impact_flags ()");
    let (_, detail) = assert_refused(&stage, &[], (3, "rerun-guard", RootCause::SqlDrift));
    assert!(
        detail.contains("PREFLIGHT ABORT: AI-4 substrate already present (1 tables)"),
        "{detail}"
    );
}

#[test]
fn a_guard_that_cannot_be_asked_stops() {
    let stage = Stage::new();
    stage.append(
        "release.toml",
        "\n[[guard]]\nmessage = \"never\"\nsql = \"SELECT count(*) FROM never_made\"\n",
    );
    assert_refused(&stage, &[], (10, "rerun-guard", RootCause::SqlDrift));
}

#[test]
fn a_release_that_is_under_way_keeps_another_out() {
    let stage = Stage::new();
    let server = Sandbox::shared()
        .expect("a private server")
        .url()
        .with_database("postgres");
    let parameters = Parameters::resolve(&server, &Environment::default()).expect("parameters");
    let key = LockKey::of_run_on(&super::stage::name_of(stage.copy()));
    let attempt = AdvisoryLock::acquire(&parameters, key, std::time::Duration::from_secs(60));
    let LockAttempt::Acquired(lock) = attempt.expect("an answer") else {
        panic!("the lock is to be had");
    };
    let refused = (13, "no-foreign-lock", RootCause::LockTimeoutOrDeadlock);
    assert_refused(&stage, &[], refused);
    drop(lock);
}

/// A rehearsal's documents must have nothing that could be typed on production, and a run without
/// its documents is none.
#[test]
fn a_rehearsal_whose_documents_would_name_production_stops_and_says_so() {
    let stage = Stage::new();
    // Whoever copies a line of the rehearsal's documents would type the name of production's host.
    stage.edit(
        "release.toml",
        "dsn_environment = \"PG_DSN\"\n",
        "dsn_environment = \"PG_DSN\"\nhost = \"rehearse\"\n",
    );
    let refused = (10, "documents", RootCause::SqlDrift);
    let (walk, detail) = assert_refused(&stage, &[], refused);
    assert!(detail.contains("belongs to production"), "{detail}");
    assert!(walk.file("runbook.md").contains("cannot be made"));
    assert!(
        walk.answer.stdout.contains("runbook.md cannot be made: "),
        "{walk:#?}"
    );
    // The checklist has no such line.
    assert!(walk.file("checklist.md").contains("Go / No-Go"));
}
