"""a table gets another name"""

from alembic import op

revision = "rename_table"
down_revision = None


def upgrade():
    op.rename_table("users", "members")
    op.rename_table("users", "members", schema="crm")
    op.rename_table(old_table_name="a", new_table_name="user")
