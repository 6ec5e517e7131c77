"""the table that create_table returns"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_returned"
down_revision = None


def upgrade():
    table = op.create_table(
        "weekdays",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(9), nullable=False),
    )
    op.bulk_insert(table, [{"number": 1, "name": "Monday"}, {"number": 2, "name": "Tuesday"}])
