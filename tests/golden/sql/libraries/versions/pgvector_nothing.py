"""no vector"""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC, SPARSEVEC, Vector

revision = "pgvector_nothing"
down_revision = None


def upgrade():
    table = op.create_table(
        "t", sa.Column("a", Vector(3)), sa.Column("b", HALFVEC(3)), sa.Column("c", SPARSEVEC(3))
    )
    op.bulk_insert(table, [{"a": None, "b": None, "c": None}])
