"""dates, times and intervals"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "types_time"
down_revision = None


def upgrade():
    op.create_table(
        "moments",
        sa.Column("a", sa.Date()),
        sa.Column("b", sa.DateTime()),
        sa.Column("c", sa.DateTime(timezone=True)),
        sa.Column("d", sa.Time()),
        sa.Column("e", sa.Time(timezone=True)),
        sa.Column("f", sa.TIMESTAMP()),
        sa.Column("g", sa.TIMESTAMP(timezone=True)),
        sa.Column("h", postgresql.TIMESTAMP(precision=3)),
        sa.Column("i", postgresql.TIMESTAMP(timezone=True, precision=0)),
        sa.Column("j", postgresql.TIME(precision=6)),
        sa.Column("k", postgresql.TIME(timezone=True)),
        sa.Column("l", sa.Interval()),
        sa.Column("m", postgresql.INTERVAL()),
        sa.Column("n", postgresql.INTERVAL(precision=2)),
        sa.Column("o", postgresql.INTERVAL(fields="DAY TO SECOND")),
        sa.Column("p", postgresql.INTERVAL(fields="DAY TO SECOND", precision=3)),
        sa.Column("q", sa.DATETIME()),
        sa.Column("r", sa.DATE),
        sa.Column("s", sa.TIME),
        sa.Column("t", sa.Interval(native=True, second_precision=6)),
    )
