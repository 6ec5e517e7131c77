"""a value that cannot be written out"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "refused_literal"
down_revision = None


def upgrade():
    op.create_table(
        "t",
        sa.Column("a", postgresql.JSONB(), server_default=sa.cast("{}", postgresql.JSONB)),
    )
