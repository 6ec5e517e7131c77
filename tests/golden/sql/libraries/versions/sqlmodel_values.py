"""values of the types of sqlmodel"""

import datetime

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "sqlmodel_values"
down_revision = None


def upgrade():
    table = op.create_table(
        "t",
        sa.Column("a", sqlmodel.AutoString(), nullable=False),
        sa.Column("b", sqlmodel.sql.sqltypes.UTCDateTime()),
    )
    zone = datetime.timezone(datetime.timedelta(hours=2))
    op.bulk_insert(
        table,
        [
            {"a": "it's", "b": datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=zone)},
            {"a": "%", "b": None},
        ],
    )
