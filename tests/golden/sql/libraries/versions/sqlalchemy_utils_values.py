"""values of the types of sqlalchemy_utils"""

import uuid

import sqlalchemy as sa
import sqlalchemy_utils
from alembic import op
from sqlalchemy_utils.types.bit import BitType

revision = "sqlalchemy_utils_values"
down_revision = None


def upgrade():
    table = op.create_table(
        "t",
        sa.Column("id", sqlalchemy_utils.UUIDType(binary=False)),
        sa.Column("email", sqlalchemy_utils.EmailType()),
        sa.Column("url", sqlalchemy_utils.URLType()),
        sa.Column("address", sqlalchemy_utils.IPAddressType()),
        sa.Column("country", sqlalchemy_utils.CountryType()),
        sa.Column("tags", sqlalchemy_utils.ScalarListType()),
        sa.Column("choice", sqlalchemy_utils.ChoiceType([("a", "A")])),
    )
    op.bulk_insert(
        table,
        [
            {
                "id": uuid.UUID("12345678-1234-5678-1234-567812345678"),
                "email": "John.Smith@Example.COM",
                "url": "https://example.com/it's",
                "address": "127.0.0.1",
                "country": "FI",
                "tags": ["a", 1, "c"],
                "choice": "a",
            },
            {
                "id": "12345678-1234-5678-1234-567812345678",
                "email": None,
                "url": None,
                "address": None,
                "country": None,
                "tags": [],
                "choice": None,
            },
        ],
    )
