"""the order in which constraints are written"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_constraint_order"
down_revision = None


def upgrade():
    op.create_table(
        "ordered",
        sa.CheckConstraint("a > 1", name="ck_first"),
        sa.UniqueConstraint("b", name="uq_second"),
        sa.Column("a", sa.Integer(), sa.ForeignKey("others.id"), unique=True),
        sa.Column("b", sa.Integer(), primary_key=True),
        sa.ForeignKeyConstraint(["b"], ["others.id"], name="fk_third"),
    )
