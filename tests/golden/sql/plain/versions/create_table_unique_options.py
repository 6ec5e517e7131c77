"""NULLS NOT DISTINCT and INCLUDE"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_unique_options"
down_revision = None


def upgrade():
    op.create_table(
        "slots",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.Integer()),
        sa.UniqueConstraint("a", name="uq_slots_a", postgresql_nulls_not_distinct=True),
        sa.UniqueConstraint("b", name="uq_slots_b", postgresql_include=["a"]),
    )
