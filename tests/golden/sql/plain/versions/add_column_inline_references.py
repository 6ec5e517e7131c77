"""a reference written with the column"""

import sqlalchemy as sa
from alembic import op

revision = "add_column_inline_references"
down_revision = None


def upgrade():
    op.add_column(
        "users",
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("teams.id", ondelete="CASCADE")),
        inline_references=True,
    )
