//! A history of any length in a temporary folder, for all benchmarks.
//!
//! Every other ten revisions are two branches of five, which the next revision merges; the bodies
//! take turns with what migrations do most.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// Revisions to a stretch; every other stretch is two branches.
const STRETCH: usize = 10;

/// A project with its revisions, which goes away with the value.
pub(crate) struct History {
    folder: TempDir,
}

impl History {
    /// Writes a project of `revisions` revisions.
    pub(crate) fn generate(revisions: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let versions = folder.path().join("versions");
        fs::create_dir(&versions).expect("a folder in it");
        write(&folder.path().join("alembic.ini"), INI);
        write(&folder.path().join("env.py"), ENVIRONMENT);
        for number in 0..revisions {
            let path = versions.join(format!("{}_step_{number}.py", identifier(number)));
            write(&path, &revision(number));
        }
        Self { folder }
    }

    /// The folder of alembic.ini, env.py and versions.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

const INI: &str = "\
[alembic]
script_location = %(here)s
path_separator = os
sqlalchemy.url = postgresql://postgres@127.0.0.1/bench
";

const ENVIRONMENT: &str = "\
from alembic import context

context.configure(
    dialect_name=\"postgresql\", literal_binds=True, dialect_opts={\"paramstyle\": \"named\"}
)
with context.begin_transaction():
    context.run_migrations()
";

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file in a temporary folder");
}

/// Twelve hexadecimal digits that begin differently, as real ones do.
fn identifier(number: usize) -> String {
    let scattered = (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    format!("{:08x}{number:04x}", scattered >> 32 & 0xFFFF_FFFF)
}

/// The value of `down_revision`.
fn parents(number: usize) -> String {
    let quoted = |number: usize| format!("\"{}\"", identifier(number));
    let (stretch, place) = (number / STRETCH, number % STRETCH);
    if number == 0 {
        "None".to_owned()
    } else if place == STRETCH / 2 && stretch % 2 == 1 {
        quoted(stretch * STRETCH - 1)
    } else if place == 0 && stretch % 2 == 0 {
        format!(
            "({}, {})",
            quoted(number - 1),
            quoted(number - 1 - STRETCH / 2)
        )
    } else {
        quoted(number - 1)
    }
}

fn revision(number: usize) -> String {
    let id = identifier(number);
    let table = number / 4;
    let body = match number % 4 {
        0 => format!(
            "    op.create_table(
        \"table_{table}\",
        sa.Column(\"id\", sa.Integer(), nullable=False),
        sa.Column(\"name\", sa.String(length=120), nullable=False),
        sa.Column(\"made_at\", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.PrimaryKeyConstraint(\"id\"),
    )"
        ),
        1 => format!(
            "    op.add_column(\"table_{table}\", sa.Column(\"amount\", sa.Numeric(12, 2)))
    op.create_index(op.f(\"ix_table_{table}_name\"), \"table_{table}\", [\"name\"], unique=False)"
        ),
        2 => format!(
            "    op.execute(\"UPDATE table_{table} SET amount = 0 WHERE amount IS NULL\")
    op.alter_column(\"table_{table}\", \"amount\", existing_type=sa.Numeric(12, 2), nullable=False)"
        ),
        _ => format!(
            "    with op.batch_alter_table(\"table_{table}\") as batch_op:
        batch_op.add_column(sa.Column(\"kind\", sa.String(20), server_default=\"plain\"))
        batch_op.create_unique_constraint(\"uq_table_{table}\", [\"name\", \"kind\"])"
        ),
    };
    format!(
        "\"\"\"step {number}

Revision ID: {id}
Create Date: 2025-01-01 00:00:00
\"\"\"

import sqlalchemy as sa
from alembic import op

revision: str = \"{id}\"
down_revision = {}
branch_labels = None
depends_on = None


def upgrade() -> None:
{body}


def downgrade() -> None:
    pass
",
        parents(number)
    )
}
