"""arrays"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "types_arrays"
down_revision = None


def upgrade():
    op.create_table(
        "lists",
        sa.Column("a", sa.ARRAY(sa.Integer())),
        sa.Column("b", postgresql.ARRAY(sa.String(10))),
        sa.Column("c", postgresql.ARRAY(sa.Text(), dimensions=2)),
        sa.Column("d", postgresql.ARRAY(postgresql.UUID(as_uuid=True)), server_default="{}"),
        sa.Column("e", sa.ARRAY(sa.DateTime(timezone=True)), nullable=False),
        sa.Column("f", postgresql.ARRAY(sa.String(length=5, collation="C"))),
        sa.Column("g", postgresql.ARRAY(sa.Numeric(8, 3), zero_indexes=True)),
        sa.Column("h", sa.ARRAY(postgresql.JSONB())),
    )
