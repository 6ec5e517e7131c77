"""a boolean with a CHECK of its own is native on PostgreSQL"""

import sqlalchemy as sa
from alembic import op

revision = "types_boolean_constraint"
down_revision = None


def upgrade():
    op.create_table(
        "switches",
        sa.Column("a", sa.Boolean(create_constraint=True, name="ck_switches_a")),
        sa.Column("b", sa.Boolean(name="ck_switches_b"), nullable=False),
    )
