"""unique together with index makes a unique index"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_unique_index"
down_revision = None


def upgrade():
    op.create_table(
        "codes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(8), unique=True, index=True),
    )
