"""names come from the convention of target_metadata"""

import sqlalchemy as sa
from alembic import op

revision = "conventions_create_table"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer()),
        sa.Column("email", sa.String(254), unique=True),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("teams.id"), index=True),
        sa.Column("age", sa.Integer(), sa.CheckConstraint("age > 0", name="age_positive")),
        sa.Column("named", sa.Integer(), sa.ForeignKey("teams.id", name="fk_given")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "email"),
        sa.UniqueConstraint("age", name="uq_given"),
        sa.UniqueConstraint("named", name=op.f("uq_final")),
    )
