"""rows"""

import datetime
import decimal

import sqlalchemy as sa
from alembic import op

revision = "bulk_insert"
down_revision = None


def upgrade():
    t = sa.table(
        "t",
        sa.column("id", sa.Integer),
        sa.column("name", sa.String),
        sa.column("on", sa.Date),
        sa.column("rate", sa.Numeric),
        sa.column("flag", sa.Boolean),
    )
    op.bulk_insert(
        t,
        [
            {
                "id": 1,
                "name": "it's",
                "on": datetime.date(2025, 1, 2),
                "rate": decimal.Decimal("1.50"),
                "flag": True,
            },
            {"id": 2, "name": None, "on": None, "rate": None, "flag": False},
        ],
    )
    op.bulk_insert(t, [])
