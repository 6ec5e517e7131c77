"""numbers"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "types_numeric"
down_revision = None


def upgrade():
    op.create_table(
        "numbers",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.BigInteger()),
        sa.Column("c", sa.SmallInteger()),
        sa.Column("d", sa.Numeric()),
        sa.Column("e", sa.Numeric(10)),
        sa.Column("f", sa.Numeric(precision=10, scale=2)),
        sa.Column("g", sa.Numeric(10, 0)),
        sa.Column("h", sa.Float()),
        sa.Column("i", sa.Float(precision=53)),
        sa.Column("j", sa.Double()),
        sa.Column("k", sa.REAL()),
        sa.Column("l", sa.DECIMAL(12, 4)),
        sa.Column("m", sa.FLOAT(24)),
        sa.Column("n", sa.DOUBLE_PRECISION()),
        sa.Column("o", sa.INTEGER),
        sa.Column("p", sa.BIGINT),
        sa.Column("q", sa.SMALLINT),
        sa.Column("r", sa.NUMERIC(5, 4)),
        sa.Column("s", postgresql.DOUBLE_PRECISION(precision=53)),
        sa.Column("t", postgresql.REAL()),
        sa.Column("u", sa.Float(asdecimal=True)),
        sa.Column("v", sa.Numeric(precision=None, scale=None)),
    )
