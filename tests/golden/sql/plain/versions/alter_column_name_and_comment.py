"""a column gets another name or comment"""

from alembic import op

revision = "alter_column_name_and_comment"
down_revision = None


def upgrade():
    op.alter_column("users", "a", new_column_name="b")
    op.alter_column("users", "a", new_column_name="A", schema="crm")
    op.alter_column("users", "a", comment="it's new")
    op.alter_column("users", "a", comment=None, existing_comment="old")
    op.alter_column("users", "a", comment="c", schema="crm")
