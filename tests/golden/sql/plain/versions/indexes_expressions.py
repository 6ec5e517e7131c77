"""expressions in an index"""

import sqlalchemy as sa
from alembic import op

revision = "indexes_expressions"
down_revision = None


def upgrade():
    op.create_index("ix_a", "users", [sa.text("lower(email)")])
    op.create_index("ix_b", "users", ["a", sa.text("created_at DESC NULLS LAST")])
    op.create_index("ix_c", "users", [sa.literal_column("(data ->> 'x')")], unique=True)
    op.create_index("ix_d", "users", [sa.func.lower(sa.column("email"))])
    op.create_index("ix_e", "users", [sa.column("a").desc()])
    op.create_index("ix_f", "users", [sa.text("a || ':' || b")], postgresql_using="hash")
    op.create_index("ix_g", "users", ["a"], postgresql_where=sa.column("a") > 5)
    op.create_index("ix_h", "users", [sa.column("b").asc().nulls_first()])
