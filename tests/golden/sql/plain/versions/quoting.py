"""names that need quotes and names that do not"""

import sqlalchemy as sa
from alembic import op

revision = "quoting"
down_revision = None


def upgrade():
    op.create_table(
        "Order",
        sa.Column("user", sa.Integer(), primary_key=True),
        sa.Column("camelCase", sa.Integer()),
        sa.Column("with space", sa.Integer()),
        sa.Column("1st", sa.Integer()),
        sa.Column("_private", sa.Integer()),
        sa.Column("dollar$", sa.Integer()),
        sa.Column("$dollar", sa.Integer()),
        sa.Column('say "hi"', sa.Integer()),
        sa.Column("select", sa.Integer()),
        sa.Column("größe", sa.Integer()),
        sa.Column("column", sa.Integer(), quote=False),
        sa.Column("plain", sa.Integer(), quote=True),
        sa.Column("timestamp", sa.Integer()),
        sa.Column("value", sa.Integer()),
        sa.Column("desc", sa.Integer()),
        sa.ForeignKeyConstraint(["select"], ["Group.end"], name="FK one"),
        sa.UniqueConstraint("with space", "camelCase", name="Uq"),
    )
    op.create_index("Ix", "Order", ["user", "camelCase"])
    op.drop_column("Order", "1st")
    op.alter_column("Order", "select", new_column_name="from")
    op.rename_table("Order", "table")
    op.drop_constraint("FK one", "table", type_="foreignkey")
    op.drop_table("Mixed", schema="Some Schema")
