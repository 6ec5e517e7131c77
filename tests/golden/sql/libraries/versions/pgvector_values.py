"""values of the types of pgvector"""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC, SPARSEVEC, Vector

revision = "pgvector_values"
down_revision = None


def upgrade():
    table = op.create_table(
        "t",
        sa.Column("a", Vector(3)),
        sa.Column("b", HALFVEC(3)),
        sa.Column("c", SPARSEVEC(3)),
    )
    op.bulk_insert(
        table,
        [
            {"a": [1, 2.5, 3], "b": [1, 0.1, -3], "c": [0, 1.5, 0]},
            {"a": [0.1, 1e10, 1e-10], "b": [1e-7, 1000, 65504], "c": [1, 0.1, 0]},
            {"a": None, "b": None, "c": None},
        ],
    )
