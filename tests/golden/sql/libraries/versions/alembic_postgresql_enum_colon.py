"""a colon that stands for a placeholder"""

from alembic import op

revision = "alembic_postgresql_enum_colon"
down_revision = None


def upgrade():
    op.sync_enum_values("public", "status", ["a :b"], [])
