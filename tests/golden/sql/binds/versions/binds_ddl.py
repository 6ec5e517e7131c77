"""definitions never hold placeholders"""

import sqlalchemy as sa
from alembic import op

revision = "binds_ddl"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("a", sa.String(5), server_default="x", comment="y"))
    op.create_check_constraint("ck", "t", sa.column("a") > 5)
    op.alter_column("t", "a", server_default="5%")
