"""constraints of an added column"""

import sqlalchemy as sa
from alembic import op

revision = "add_column_constraints"
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("a", sa.Integer(), sa.ForeignKey("teams.id")))
    op.add_column(
        "users",
        sa.Column(
            "b", sa.Integer(), sa.ForeignKey("crm.teams.id", name="fk_b", ondelete="CASCADE")
        ),
        schema="crm",
    )
    op.add_column("users", sa.Column("c", sa.String(10), unique=True))
    op.add_column("users", sa.Column("d", sa.String(10), index=True))
    op.add_column("users", sa.Column("e", sa.String(10), unique=True, index=True))
    op.add_column("users", sa.Column("f", sa.Integer(), sa.CheckConstraint("f > 0", name="ck_f")))
