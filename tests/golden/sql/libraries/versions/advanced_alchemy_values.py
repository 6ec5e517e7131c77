"""values of the types of advanced_alchemy"""

import datetime
import uuid

import sqlalchemy as sa
from advanced_alchemy.types import GUID, DateTimeUTC
from alembic import op

revision = "advanced_alchemy_values"
down_revision = None


def upgrade():
    table = op.create_table(
        "t", sa.Column("id", GUID()), sa.Column("at", DateTimeUTC())
    )
    zone = datetime.timezone(datetime.timedelta(hours=-5))
    op.bulk_insert(
        table,
        [
            {
                "id": uuid.UUID("12345678-1234-5678-1234-567812345678"),
                "at": datetime.datetime(2024, 1, 2, 23, 4, 5, tzinfo=zone),
            }
        ],
    )
