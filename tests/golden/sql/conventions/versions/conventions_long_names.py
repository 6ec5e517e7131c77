"""a name beyond 63 characters is shortened"""

import sqlalchemy as sa
from alembic import op

revision = "conventions_long_names"
down_revision = None


def upgrade():
    op.create_table(
        "a_table_with_quite_a_long_name_indeed",
        sa.Column("a_column_with_quite_a_long_name_indeed", sa.Integer(), unique=True),
        sa.Column("another_column_with_quite_a_long_name", sa.Integer(), index=True),
    )
