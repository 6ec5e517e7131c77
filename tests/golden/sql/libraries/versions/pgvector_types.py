"""the types of pgvector"""

import pgvector
import pgvector.sqlalchemy
import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import BIT, HALFVEC, SPARSEVEC, VECTOR, Vector

revision = "pgvector_types"
down_revision = None


def upgrade():
    op.create_table(
        "t",
        sa.Column("a", pgvector.sqlalchemy.Vector(1536)),
        sa.Column("b", Vector()),
        sa.Column("c", VECTOR(dim=3), nullable=False),
        sa.Column("d", HALFVEC(4)),
        sa.Column("e", HALFVEC),
        sa.Column("f", SPARSEVEC(5)),
        sa.Column("g", SPARSEVEC(None)),
        sa.Column("h", BIT(6)),
        sa.Column("i", BIT()),
        sa.Column("j", pgvector.sqlalchemy.vector.VECTOR(dim=7)),
        sa.Column("k", pgvector.sqlalchemy.halfvec.HALFVEC(dim=8)),
        sa.Column("l", sa.ARRAY(Vector(2))),
        sa.Column("m", BIT(length=9, varying=True)),
    )
    op.create_index(
        "ix_t_a",
        "t",
        ["a"],
        postgresql_using="hnsw",
        postgresql_with={"m": 16, "ef_construction": 64},
        postgresql_ops={"a": "vector_cosine_ops"},
    )
    op.alter_column("t", "a", type_=Vector(768), existing_type=Vector(1536))
    assert Vector is VECTOR
    assert Vector(3).dim == 3
    assert isinstance(Vector(3), sa.types.UserDefinedType)
