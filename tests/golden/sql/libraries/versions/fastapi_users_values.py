"""values of the types of fastapi_users_db_sqlalchemy"""

import datetime
import uuid

import sqlalchemy as sa
from alembic import op
from fastapi_users_db_sqlalchemy.generics import GUID, TIMESTAMPAware

revision = "fastapi_users_values"
down_revision = None


def upgrade():
    table = op.create_table("t", sa.Column("id", GUID()), sa.Column("at", TIMESTAMPAware()))
    op.bulk_insert(
        table,
        [
            {
                "id": uuid.UUID("12345678-1234-5678-1234-567812345678"),
                "at": datetime.datetime(2024, 1, 2, 3, 4, 5),
            },
            {"id": "12345678123456781234567812345678", "at": None},
            {"id": None, "at": None},
        ],
    )
