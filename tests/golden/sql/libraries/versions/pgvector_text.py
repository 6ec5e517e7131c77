"""a vector as text"""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import Vector

revision = "pgvector_text"
down_revision = None


def upgrade():
    table = op.create_table("t", sa.Column("a", Vector(3)))
    op.bulk_insert(table, [{"a": "[1,2,3]"}])
