"""foreign keys of an existing table"""

from alembic import op

revision = "constraints_foreign_key"
down_revision = None


def upgrade():
    op.create_foreign_key("fk", "users", "teams", ["team_id"], ["id"])
    op.create_foreign_key(None, "users", "teams", ["a", "b"], ["a", "b"])
    op.create_foreign_key(
        "fk",
        "users",
        "teams",
        ["team_id"],
        ["id"],
        ondelete="SET NULL",
        onupdate="CASCADE",
        deferrable=True,
        initially="IMMEDIATE",
        match="SIMPLE",
        source_schema="crm",
        referent_schema="hr",
    )
    op.create_foreign_key("fk", "users", "users", ["boss_id"], ["id"], use_alter=True)
    op.create_foreign_key("fk", "users", "teams", ["a"], ["id"], postgresql_not_valid=True)
    op.create_foreign_key(
        constraint_name=op.f("fk"),
        source_table="users",
        referent_table="teams",
        local_cols=["a"],
        remote_cols=["id"],
        ondelete="SET NULL (a)",
    )
