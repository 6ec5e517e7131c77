"""dates, times and intervals"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def dates():
    op.create_table(
        "t",
        sa.Column("c0", sa.Date),
        sa.Column("c1", sa.Date()),
        sa.Column("c2", sa.DATE),
        sa.Column("c3", sa.DATETIME),
        sa.Column("c4", sa.DATETIME()),
        sa.Column("c5", sa.DateTime),
        sa.Column("c6", sa.DateTime()),
        sa.Column("c7", sa.DateTime(True)),
        sa.Column("c8", sa.DateTime(timezone=False)),
        sa.Column("c9", sa.TIMESTAMP),
        sa.Column("c10", sa.TIMESTAMP()),
        sa.Column("c11", sa.TIMESTAMP(True)),
        sa.Column("c12", sa.TIMESTAMP(timezone=True)),
    )


def times():
    op.create_table(
        "t",
        sa.Column("c0", sa.Time),
        sa.Column("c1", sa.Time()),
        sa.Column("c2", sa.Time(True)),
        sa.Column("c3", sa.TIME),
        sa.Column("c4", sa.TIME()),
        sa.Column("c5", sa.TIME(timezone=True)),
    )


def intervals():
    op.create_table(
        "t",
        sa.Column("c0", sa.Interval),
        sa.Column("c1", sa.Interval()),
        sa.Column("c2", sa.Interval(native=False)),
        sa.Column("c3", sa.Interval(second_precision=3)),
        sa.Column("c4", sa.Interval(day_precision=2)),
        sa.Column("c5", sa.Interval(native=True,second_precision=6,day_precision=2)),
    )


def postgresql_timestamps():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.TIMESTAMP),
        sa.Column("c1", postgresql.TIMESTAMP()),
        sa.Column("c2", postgresql.TIMESTAMP(True)),
        sa.Column("c3", postgresql.TIMESTAMP(timezone=True,precision=3)),
        sa.Column("c4", postgresql.TIMESTAMP(precision=0)),
        sa.Column("c5", postgresql.TIME),
        sa.Column("c6", postgresql.TIME(True)),
        sa.Column("c7", postgresql.TIME(precision=6)),
        sa.Column("c8", postgresql.TIME(timezone=True,precision=0)),
        sa.Column("c9", postgresql.DATE),
    )


def postgresql_intervals():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.INTERVAL),
        sa.Column("c1", postgresql.INTERVAL()),
        sa.Column("c2", postgresql.INTERVAL(3)),
        sa.Column("c3", postgresql.INTERVAL(precision=0)),
        sa.Column("c4", postgresql.INTERVAL(fields='YEAR TO MONTH')),
        sa.Column("c5", postgresql.INTERVAL(fields='DAY TO SECOND', precision=3)),
        sa.Column("c6", postgresql.INTERVAL(fields='second')),
    )
