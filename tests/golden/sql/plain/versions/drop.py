"""tables and columns go"""

from alembic import op

revision = "drop"
down_revision = None


def upgrade():
    op.drop_column("users", "a")
    op.drop_column("users", "b", schema="crm")
    op.drop_column("users", "c", if_exists=True)
    op.drop_column(table_name="users", column_name="d")
    op.drop_table("users")
    op.drop_table("users", schema="crm")
    op.drop_table("users", if_exists=True)
