"""what only PostgreSQL's indexes have"""

import sqlalchemy as sa
from alembic import op

revision = "indexes_postgresql"
down_revision = None


def upgrade():
    op.create_index("ix_a", "users", ["a"], postgresql_using="gin")
    op.create_index("ix_b", "users", ["a"], postgresql_where=sa.text("a IS NOT NULL"))
    op.create_index("ix_c", "users", ["a"], postgresql_where="b > 0", unique=True)
    op.create_index("ix_d", "users", ["a", "b"], postgresql_ops={"b": "text_pattern_ops"})
    op.create_index("ix_e", "users", ["a"], postgresql_include=["b", "c"])
    op.create_index("ix_f", "users", ["a"], postgresql_with={"fillfactor": 50})
    op.create_index("ix_g", "users", ["a"], postgresql_tablespace="fast")
    op.create_index("ix_h", "users", ["a"], postgresql_concurrently=True, if_not_exists=True)
    op.create_index("ix_i", "users", ["a"], unique=True, postgresql_nulls_not_distinct=True)
    op.create_index(
        "ix_j",
        "users",
        ["a"],
        postgresql_using="ivfflat",
        postgresql_with={"lists": 100},
        postgresql_ops={"a": "vector_cosine_ops"},
    )
