"""columns as tuples, whose defaults the database is asked for"""

from alembic import op

revision = "alembic_postgresql_enum_old_columns"
down_revision = None


def upgrade():
    op.sync_enum_values("public", "status", ["a", "b"], [("t", "status")], [])
