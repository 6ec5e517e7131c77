"""rows of dates and numbers"""

import datetime
import decimal

import sqlalchemy as sa
from alembic import op

revision = "bulk_insert_values"
down_revision = None


def upgrade():
    t = sa.table(
        "t",
        sa.column("day", sa.Date),
        sa.column("at", sa.DateTime),
        sa.column("rate", sa.Numeric),
        sa.column("share", sa.Float),
    )
    op.bulk_insert(
        t,
        [
            {
                "day": datetime.date(2025, 1, 2),
                "at": datetime.datetime(2025, 1, 2, 3, 4, 5),
                "rate": decimal.Decimal("1.50"),
                "share": 0.25,
            }
        ],
    )
