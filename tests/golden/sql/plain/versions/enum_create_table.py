"""a table brings its types with it"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "enum_create_table"
down_revision = None


def upgrade():
    op.create_table(
        "a",
        sa.Column("x", sa.Enum("one", "it's", name="x_kind")),
        sa.Column("y", sa.Enum("two", name="y_kind"), nullable=False, server_default="two"),
    )
    op.create_table("b", sa.Column("x", sa.Enum("one", "it's", name="x_kind")))
    op.create_table("c", sa.Column("x", postgresql.ENUM("three", name="z_kind")))
    op.create_table(
        "d", sa.Column("x", postgresql.ENUM("four", name="made_elsewhere", create_type=False))
    )
