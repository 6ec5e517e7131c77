"""an Index among the table's arguments"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_indexes"
down_revision = None


def upgrade():
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("body", sa.Text()),
        sa.Index("ix_letters_body", "body", postgresql_using="gin"),
    )
