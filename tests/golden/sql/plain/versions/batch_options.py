"""the arguments of batch_alter_table"""

import sqlalchemy as sa
from alembic import op

revision = "batch_options"
down_revision = None


def upgrade():
    with op.batch_alter_table("users", schema="crm") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()))
        batch_op.drop_column("b")
        batch_op.create_foreign_key("fk", "teams", ["a"], ["id"], referent_schema="hr")
        batch_op.create_index("ix", ["a"], postgresql_where=sa.text("a > 1"))
        batch_op.execute("SELECT 1")
    with op.batch_alter_table("users", recreate="auto", naming_convention={"uq": "u"}):
        pass
    with op.batch_alter_table("empty"):
        op.execute("SELECT 2")
