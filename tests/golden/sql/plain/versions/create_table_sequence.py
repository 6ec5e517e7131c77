"""a column whose default is a sequence"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_sequence"
down_revision = None


def upgrade():
    op.create_table(
        "tickets",
        sa.Column("id", sa.Integer(), sa.Sequence("ticket_numbers", start=100), primary_key=True),
        sa.Column("queue", sa.String(20), nullable=False),
    )
