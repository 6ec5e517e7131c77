//! A small project with a release: four revisions, one backfill.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use alembic_rs::governance::ReleasePlan;
use tempfile::TempDir;

use crate::program::{Answer, fixture, run, write_files};

const REVISIONS: [(&str, &str, &str); 4] = [
    (
        "0001_base",
        "None",
        "op.create_table(\"funds\", sa.Column(\"id\", sa.Integer, primary_key=True))",
    ),
    (
        "0002_anchor",
        "\"0001_base\"",
        "op.add_column(\"funds\", sa.Column(\"name\", sa.String(40)))",
    ),
    (
        "0003_backfill",
        "\"0002_anchor\"",
        "op.add_column(\"funds\", sa.Column(\"state\", sa.String(20)))\n    \
         op.execute(\"UPDATE funds SET state = 'open'\")",
    ),
    (
        "0004_flags",
        "\"0003_backfill\"",
        "op.create_table(\"flags\", sa.Column(\"id\", sa.Integer, primary_key=True),\n        \
         sa.Column(\"fund_id\", sa.Integer, sa.ForeignKey(\"funds.id\")))\n    \
         op.execute(\"INSERT INTO flags SELECT id, id FROM funds\")",
    ),
];

/// The release file of the project.
pub(super) const RELEASE: &str = r#"
name = "flags"
anchor = "0002_anchor"
target = "0004_flags"
path = ["0003_backfill", "0004_flags"]
working_directory = "backend"
foreign_keys = ["funds"]
not_covered = ["what the application does"]

[source]
url_environment = "SOURCE_URL"
database = "production"

[clone]
url_environment = "CLONE_URL"
database = "production_clone"
method = "dump"
no_backup = "it is made anew for every rehearsal"

[production]
url_environment = "PRODUCTION_URL"
database = "production"
host = "db.example.com"
role = "owner"
require_ssl = true

[row_counts]
tables = ["funds"]

[objects]
name = "flags"
tables = ["flags"]

[[backfill]]
revision = "0003_backfill"
table = "funds"
minimum = 1
maximum = 100

[attestations.preflight_approval]
file = "attestations/preflight_approval.toml"
maximal_age = "24h"

[attestations.write_freeze]
file = "attestations/write_freeze.toml"
maximal_age = "2h"

[attestations.pitr_window]
file = "attestations/pitr_window.toml"
maximal_age = "24h"

[approvals]
allowed_signers = "allowed_signers"
folder = "approvals"
roles = ["execution", "governance"]
maximal_age = "72h"
"#;

/// A project in a folder of its own.
pub(super) struct Project {
    folder: TempDir,
}

impl Project {
    /// Writes it, in no repository.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut files = BTreeMap::new();
        for name in ["alembic.ini", "env.py"] {
            let text = std::fs::read_to_string(fixture("governed").join(name));
            files.insert(name.to_owned(), text.expect("the fixture is there"));
        }
        for (id, parent, body) in REVISIONS {
            files.insert(format!("versions/{id}.py"), revision(id, parent, body));
        }
        files.insert("release.toml".to_owned(), RELEASE.to_owned());
        files.insert("allowed_signers".to_owned(), "# nobody yet\n".to_owned());
        write_files(folder.path(), &files);
        Self { folder }
    }

    /// Its folder.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes one file anew.
    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        let folder = path.parent().expect("it is in a folder");
        std::fs::create_dir_all(folder).expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }

    /// Replaces a text that `release.toml` has.
    pub(super) fn change(&self, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.path().join("release.toml")).expect("it is there");
        assert!(text.contains(from), "{from}");
        self.write("release.toml", &text.replace(from, to));
    }

    /// Gives a revision another body.
    pub(super) fn give_body(&self, id: &str, body: &str) {
        let (_, parent, _) = REVISIONS
            .iter()
            .find(|(known, _, _)| *known == id)
            .expect("there is such a revision");
        self.write(&format!("versions/{id}.py"), &revision(id, parent, body));
    }

    /// Runs `release` with these words.
    pub(super) fn release(&self, arguments: &[&str]) -> Answer {
        run(self.path(), &[&["release"], arguments].concat())
    }

    /// Makes the plan, which is written as `plan.json`.
    pub(super) fn plan(&self) -> ReleasePlan {
        let answer = self.release(&["plan", "--output", "plan.json"]);
        assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
        ReleasePlan::read(&self.path().join("plan.json")).expect("a plan was written")
    }

    /// Commits everything to a repository.
    pub(super) fn commit(&self) {
        for arguments in [
            &["init", "--quiet"][..],
            &["add", "."],
            &["commit", "--quiet", "--message", "release"],
        ] {
            let answer = Command::new("git")
                .args(["-c", "user.name=a", "-c", "user.email=a@localhost"])
                .args(arguments)
                .current_dir(self.path())
                .output()
                .expect("git starts");
            assert!(answer.status.success(), "{arguments:?}");
        }
    }
}

/// The text of a revision file.
fn revision(id: &str, parent: &str, body: &str) -> String {
    format!(
        "\"\"\"{id}\"\"\"\n\nimport sqlalchemy as sa\nfrom alembic import op\n\n\
         revision = \"{id}\"\ndown_revision = {parent}\nbranch_labels = None\n\
         depends_on = None\n\n\ndef upgrade() -> None:\n    {body}\n"
    )
}
