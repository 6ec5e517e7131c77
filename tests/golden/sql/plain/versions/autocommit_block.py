"""statements outside the transaction"""

from alembic import op

revision = "autocommit_block"
down_revision = None


def upgrade():
    op.execute("SELECT 'inside'")
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE kind ADD VALUE 'c'")
        op.create_index("ix_a", "t", ["a"], postgresql_concurrently=True)
    op.execute("SELECT 'inside again'")
