//! The runbook for approval: what will be done, what must be seen, and when to stop.

use super::chapters::{Chapter, chapters, preconditions};
use super::error::DocumentError;
use super::lint::refuse_production;
use super::markdown::{code, step, words};
use super::summary::{first_line, lock_text, number};
use crate::governance::phase::{Flow, Phase};
use crate::governance::plan::ReleasePlan;
use crate::governance::release_file::DatabaseSettings;

/// The runbook of a walk, as Markdown.
///
/// # Errors
/// A release without a cutover where that is asked for, and a rehearsal's document that would name
/// what belongs to production.
pub fn runbook(plan: &ReleasePlan, flow: Flow) -> Result<String, DocumentError> {
    let text = match flow {
        Flow::Rehearsal => rehearsal(plan),
        Flow::Cutover if plan.release.production.is_none() => return Err(DocumentError::NoCutover),
        Flow::Cutover => cutover(plan),
        Flow::Rollback => return Err(DocumentError::NoDocument),
    };
    if flow == Flow::Rehearsal {
        refuse_production(&text, plan)?;
    }
    Ok(text)
}

fn cutover(plan: &ReleasePlan) -> String {
    let release = &plan.release;
    let database = release
        .production
        .as_ref()
        .map_or("", |production| production.database.as_str());
    let mut text = format!(
        "# Production Cutover Runbook (For Final Governance Approval): {}\n\n\
         ## Status\n\n\
         - Prepared for approval only.\n\
         - No production execution is performed by this document.\n\
         - Basis: a clone rehearsal of this plan that passed, with full evidence.\n\n\
         ## Objective\n\n\
         Bring {} under the lineage of its migrations at {} and upgrade it to {}, using the \
         validated transcript of the clone, with rollback controls and full artifact capture.\n\n\
         ## Scope Boundary\n\n\
         - In scope: production steps, gates, artifacts, and command transcript.\n\
         - Out of scope: automatic execution, implicit approvals, undocumented deviations.\n",
        words(&release.name),
        code(database),
        code(&plan.anchor),
        code(&plan.target),
    );
    text.push_str(&identity(plan));
    text.push_str("\n## Mandatory Preconditions (Go/No-Go)\n\nAll must be true before the first mutating command:\n\n");
    text.push_str(&conditions(plan, Flow::Cutover));
    text.push_str("\nAbort gate:\n\n- Any missing precondition => STOP.\n");
    text.push_str("\n## Environment\n\n");
    text.push_str(&session(plan, Flow::Cutover));
    text.push_str(&format!(
        "\n## Execution\n\n\
         One command walks the phases below in their order, asks for the go, and leaves the \
         evidence. Each step is shown as a person would type it; nobody has to.\n\n\
         ```sh\n\
         alembic-rs release cutover --plan plan.json --rehearsal REHEARSAL --evidence EVIDENCE \
         --go {database}\n\
         ```\n"
    ));
    for chapter in chapters(plan, Flow::Cutover) {
        of_chapter(&mut text, plan, &chapter);
    }
    text.push_str(
        "\n## Rollback/Containment Protocol\n\n\
         If any phase abort gate triggers:\n\n\
         1. Stop immediately.\n\
         2. Record blocker classification.\n\
         3. Preserve all generated logs.\n\
         4. Do not continue with additional migration commands.\n\
         5. Trigger PITR/rollback decision path under DBA/governance control.\n\n\
         What is open is rolled back; what is committed stays until somebody decides. This runbook \
         does not auto-trigger rollback; it preserves evidence and halts safely, and later \
         commands refuse until the halt is resolved with an approver's signature.\n",
    );
    text.push_str("\n## Evidence Pack (Required for Final Decision)\n\n");
    for name in &plan.cutover_evidence {
        text.push_str(&format!("- {}\n", code(name)));
    }
    text.push_str(&format!(
        "\n## Formal Decision Template (Post-Run)\n\n\
         - Status: PASS | BLOCKER\n\
         - Target: {}\n\
         - Final Revision:\n\
         - Heads State:\n\
         - Errors:\n\
         - Drift detected:\n\
         - Root-cause classification:\n\
         - Risk tier (updated):\n\
         - Production cutover authorization: Approved | Rejected\n",
        target(plan)
    ));
    text.push_str(&risks(plan));
    text.push_str(&not_covered(plan));
    text.push_str(
        "\n## Governance Notes\n\n\
         - Forward-only migration discipline.\n\
         - No edit of historical migrations.\n\
         - No synthetic stamp to head.\n\
         - Any deviation from this transcript requires explicit re-approval.\n",
    );
    text
}

fn rehearsal(plan: &ReleasePlan) -> String {
    let release = &plan.release;
    let mut text = format!(
        "# Clone Rehearsal Execution Plan (Governed): {}\n\n\
         ## Scope and Authorization Boundary\n\n\
         - Scope: rehearsal on a clone only; the source is only read.\n\
         - Production execution: **not authorized** in this plan.\n\
         - Mutation policy: forward-only, no edit of historical migrations, no synthetic stamp to \
         head.\n\
         - Anchor: {}.\n\
         - Repo topology precondition: single head at {}.\n\n\
         ## Objective\n\n\
         Prove that a provisioned database equivalent to revision {} can be brought under Alembic \
         lineage and upgraded safely to head {} on a clone.\n",
        words(&release.name),
        code(&plan.anchor),
        code(&plan.target),
        code(&plan.anchor),
        code(&plan.target),
    );
    text.push_str(&identity(plan));
    text.push_str(
        "\n## Hard Gates (Preconditions)\n\nRehearsal may only proceed if all are true:\n\n",
    );
    text.push_str(&conditions(plan, Flow::Rehearsal));
    text.push_str("\nAbort rule:\n\n- Any failed precondition => **STOP**.\n");
    text.push_str("\n## Environment\n\n");
    text.push_str(&session(plan, Flow::Rehearsal));
    text.push_str(
        "\n## Execution\n\n\
         One command walks the phases below in their order and leaves the evidence. Each step is \
         shown as a person would type it; nobody has to.\n\n\
         ```sh\n\
         alembic-rs release rehearse --plan plan.json --evidence EVIDENCE\n\
         ```\n",
    );
    for chapter in chapters(plan, Flow::Rehearsal) {
        of_chapter(&mut text, plan, &chapter);
    }
    text.push_str(
        "\n## PASS / FAIL Criteria\n\n\
         PASS only if all are true:\n\n\
         1. The stamp at the anchor succeeds.\n\
         2. The upgrade to head completes without exception.\n\
         3. The expected objects are present and structurally valid.\n\
         4. The current revision is the target.\n\
         5. The heads are single.\n\
         6. No unresolved structural drift remains.\n\n\
         Else: **BLOCKER** with exact failure evidence and root-cause classification: connection, \
         authentication, SSL, SQL drift, multiple heads conflict, dependency ordering, structural \
         parity mismatch, lock timeout or deadlock, backfill volume.\n",
    );
    text.push_str("\n## Evidence\n\n");
    for name in &plan.rehearsal_evidence {
        text.push_str(&format!("- {}\n", code(name)));
    }
    text.push_str(&risks(plan));
    text.push_str(&not_covered(plan));
    text.push_str(
        "\n## Production Authorization Boundary (Post-Rehearsal)\n\n\
         Even if the clone passes:\n\n\
         - production cutover requires separate approval\n\
         - must include PITR rollback window\n\
         - must include freeze window\n\
         - must include exact command transcript replay approved pre-run\n\n\
         No production commands are included in this document.\n",
    );
    text
}

/// What the plan is, by its digests.
fn identity(plan: &ReleasePlan) -> String {
    format!(
        "\n## What Is Approved\n\n\
         - Plan: {}\n\
         - Commit: {}\n\
         - Program: alembic-rs {}, sha256 {}\n\
         - Release file: sha256 {}\n\
         - Path: {}, {}, in one transaction\n",
        code(&plan.digest().to_string()),
        plan.commit.as_deref().map_or("none".to_owned(), code),
        words(&plan.tool.version),
        code(&plan.tool.sha256.to_string()),
        code(&plan.release_file.to_string()),
        number(plan.path.len(), "revision", "revisions"),
        number(plan.statements.len(), "statement", "statements"),
    )
}

fn conditions(plan: &ReleasePlan, flow: Flow) -> String {
    let conditions = preconditions(plan, flow).into_iter().enumerate();
    conditions
        .map(|(index, condition)| format!("{}. {}\n", index + 1, condition.text))
        .collect()
}

/// Where the session is, and which variables it needs; never a password.
pub(super) fn session(plan: &ReleasePlan, flow: Flow) -> String {
    let release = &plan.release;
    let copy = &release.clone_database;
    let mut lines = Vec::new();
    let mut text = String::new();
    if let Some(folder) = &release.working_directory {
        text.push_str(&format!("- Working directory: {}\n", code(folder)));
        lines.push(format!("cd {}", quoted(folder)));
    }
    match (flow, &release.production) {
        (Flow::Cutover, Some(production)) => {
            text.push_str(&format!("- Target: {}\n", target(plan)));
            let url = url(
                production.role.as_deref(),
                production.host.as_deref(),
                &production.database,
            );
            let variables = [
                Some(&production.url_environment),
                production.dsn_environment.as_ref(),
            ];
            for variable in variables.into_iter().flatten() {
                let url = with_encryption(&url, production);
                text.push_str(&format!(
                    "- {} set to {}{}\n",
                    code(variable),
                    code(&production.database),
                    if production.require_ssl {
                        ", encrypted"
                    } else {
                        ""
                    }
                ));
                lines.push(format!("export {variable}='{url}'"));
            }
        }
        (Flow::Cutover | Flow::Rehearsal | Flow::Rollback, _) => {
            text.push_str(&format!(
                "- Source, only read: {} (variable {})\n- Clone: {} (variable {})\n",
                words(&release.source.database),
                words(&release.source.url_environment),
                code(&copy.database),
                code(&copy.url_environment),
            ));
            let url = url(None, None, &copy.database);
            lines.push(format!("export {}='{url}'", copy.url_environment));
        }
    }
    text.push_str(&format!("\n```sh\n{}\n```\n", lines.join("\n")));
    text
}

/// A URL with a place for the password, which stands nowhere.
fn url(role: Option<&str>, host: Option<&str>, database: &str) -> String {
    format!(
        "postgresql://{}:<PASSWORD>@{}:5432/{database}",
        role.unwrap_or("<ROLE>"),
        host.unwrap_or("<HOST>")
    )
}

fn with_encryption(url: &str, settings: &DatabaseSettings) -> String {
    match settings.require_ssl {
        // `require` would not look at the server's certificate.
        true => format!("{url}?sslmode=verify-full"),
        false => url.to_owned(),
    }
}

/// A word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn target(plan: &ReleasePlan) -> String {
    match &plan.release.production {
        Some(production) => {
            let host = production.host.as_deref().unwrap_or("its server");
            format!("{} / {}", words(host), words(&production.database))
        }
        None => words(&plan.release.clone_database.database),
    }
}

fn of_chapter(text: &mut String, plan: &ReleasePlan, chapter: &Chapter) {
    text.push_str(&format!("\n## {}\n\n{}\n", chapter.title, chapter.purpose));
    if !chapter.commands.is_empty() {
        text.push_str("\nRun and capture:\n\n");
        for (index, command) in chapter.commands.iter().enumerate() {
            let step = step(&command.command, &command.evidence);
            text.push_str(&format!("{}. {step}\n", index + 1));
        }
    }
    if chapter.phase == Phase::Upgrade {
        text.push_str(&statements(plan));
    }
    text.push_str("\nExpected:\n\n");
    for criterion in &chapter.criteria {
        text.push_str(&format!("- {}\n", criterion.text));
        for part in &criterion.parts {
            text.push_str(&format!("  - {part}\n"));
        }
    }
    text.push_str("\nAbort gates (any => STOP):\n\n");
    for abort in &chapter.aborts {
        text.push_str(&format!("- {abort}\n"));
    }
}

/// Every statement of the path with what it locks.
fn statements(plan: &ReleasePlan) -> String {
    let release = &plan.release;
    let mut text = format!(
        "\nStatements (lock_timeout {}, statement_timeout {}):\n\n\
         | revision | number | statement | locks on what is there |\n|---|---|---|---|\n",
        words(&release.lock_timeout),
        words(&release.statement_timeout)
    );
    for statement in &plan.statements {
        let mut locks: Vec<String> = statement.locks.iter().map(lock_text).collect();
        if let Some(reason) = &statement.unknown {
            locks.push(format!("not known: {reason}"));
        }
        let sql = first_line(&statement.sql).replace('|', "\\|");
        text.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            code(&statement.revision),
            statement.number,
            code(&sql),
            words(&locks.join("; "))
        ));
    }
    for gap in &plan.gaps {
        text.push_str(&format!(
            "\nOf {} only the database can tell the rest: {}\n",
            code(&gap.revision),
            words(&gap.reason)
        ));
    }
    text
}

/// What is dangerous and done all the same.
fn risks(plan: &ReleasePlan) -> String {
    if plan.risks.is_empty() {
        return String::new();
    }
    let lines = plan.risks.iter();
    let lines: Vec<String> = lines
        .map(|risk| format!("- {}\n", words(&risk.to_string())))
        .collect();
    format!("\n## Named Risks\n\n{}", lines.concat())
}

fn not_covered(plan: &ReleasePlan) -> String {
    if plan.release.not_covered.is_empty() {
        return String::new();
    }
    let lines = plan.release.not_covered.iter();
    let lines: Vec<String> = lines.map(|text| format!("- {}\n", words(text))).collect();
    format!("\n## What Is Not Covered\n\n{}", lines.concat())
}
