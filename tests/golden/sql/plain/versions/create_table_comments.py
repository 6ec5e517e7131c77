"""comments on a table and its columns"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_comments"
down_revision = None


def upgrade():
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), primary_key=True, comment="the owner's number"),
        sa.Column("body", sa.Text(), comment="50% of it; \\ is a backslash"),
        comment='It\'s a table: "notes"',
    )
