"""comments on an existing table"""

from alembic import op

revision = "table_comments"
down_revision = None


def upgrade():
    op.create_table_comment("users", "it's theirs")
    op.create_table_comment("users", "new", existing_comment="old", schema="crm")
    op.drop_table_comment("users")
    op.drop_table_comment("users", existing_comment="old", schema="crm")
