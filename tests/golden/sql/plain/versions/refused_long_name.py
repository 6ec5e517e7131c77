"""a name beyond 63 bytes"""

from alembic import op

revision = "refused_long_name"
down_revision = None


def upgrade():
    op.create_unique_constraint("u" * 64, "t", ["a"])
