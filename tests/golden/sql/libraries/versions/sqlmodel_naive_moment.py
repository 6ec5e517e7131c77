"""a moment without a zone"""

import datetime

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "sqlmodel_naive_moment"
down_revision = None


def upgrade():
    table = op.create_table("t", sa.Column("b", UTCDateTime()))
    op.bulk_insert(table, [{"b": datetime.datetime(2024, 1, 2)}])
