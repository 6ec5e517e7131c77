"""indexes go"""

from alembic import op

revision = "indexes_dropped"
down_revision = None


def upgrade():
    op.drop_index("ix_a")
    op.drop_index("ix_a", "users")
    op.drop_index("ix_a", table_name="users")
    op.drop_index("ix_a", table_name="users", schema="crm")
    op.drop_index("ix_a", if_exists=True)
    op.drop_index("ix_a", table_name="users", postgresql_concurrently=True)
    op.drop_index(op.f("ix_users_a"), table_name="users", postgresql_using="gin")
