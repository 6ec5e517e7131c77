"""ranges and multiranges"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "types_ranges"
down_revision = None


def upgrade():
    op.create_table(
        "spans",
        sa.Column("a", postgresql.INT4RANGE()),
        sa.Column("b", postgresql.INT8RANGE()),
        sa.Column("c", postgresql.NUMRANGE()),
        sa.Column("d", postgresql.DATERANGE()),
        sa.Column("e", postgresql.TSRANGE()),
        sa.Column("f", postgresql.TSTZRANGE()),
        sa.Column("g", postgresql.INT4MULTIRANGE()),
        sa.Column("h", postgresql.TSTZMULTIRANGE()),
    )
