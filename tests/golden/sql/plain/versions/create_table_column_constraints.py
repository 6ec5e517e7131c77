"""constraints given with the column"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_column_constraints"
down_revision = None


def upgrade():
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(254), unique=True, nullable=False),
        sa.Column("nick", sa.String(20), index=True),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("teams.id"), nullable=False),
        sa.Column(
            "mentor_id",
            sa.Integer(),
            sa.ForeignKey(
                "members.id",
                name="fk_members_mentor",
                ondelete="SET NULL",
                onupdate="CASCADE",
                deferrable=True,
                initially="DEFERRED",
            ),
        ),
        sa.Column("age", sa.Integer(), sa.CheckConstraint("age >= 0", name="ck_members_age")),
        sa.Column("size", sa.Integer(), sa.CheckConstraint("size < 10")),
        sa.Column("site_id", sa.Integer(), sa.ForeignKey("geo.sites.id", match="FULL")),
    )
