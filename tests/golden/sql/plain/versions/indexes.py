"""the common indexes"""

import sqlalchemy as sa
from alembic import op

revision = "indexes"
down_revision = None


def upgrade():
    op.create_index("ix_a", "users", ["a"])
    op.create_index("ix_b", "users", ["a", "b"], unique=True)
    op.create_index("ix_c", "users", ["a"], schema="crm")
    op.create_index("ix_d", "users", ["a"], if_not_exists=True)
    op.create_index(op.f("ix_users_e"), "users", ["e"], unique=False)
    op.create_index(index_name="ix_f", table_name="users", columns=["f"])
    op.create_index("ix_g", "users", ("a",), mysql_length=10, sqlite_where=sa.text("x"))
