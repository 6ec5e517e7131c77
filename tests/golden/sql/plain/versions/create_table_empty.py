"""a table without columns"""

from alembic import op

revision = "create_table_empty"
down_revision = None


def upgrade():
    op.create_table("void")
