"""a document"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy_utils import JSONType

revision = "sqlalchemy_utils_json"
down_revision = None


def upgrade():
    table = op.create_table("t", sa.Column("a", JSONType()))
    op.bulk_insert(table, [{"a": {"b": 1}}])
