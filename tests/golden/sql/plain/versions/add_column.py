"""columns in their simplest forms"""

import sqlalchemy as sa
from alembic import op

revision = "add_column"
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("a", sa.String(50), nullable=True))
    op.add_column("users", sa.Column("b", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("users", sa.Column("c", sa.Text()), schema="crm")
    op.add_column("users", sa.Column("d", sa.Text()), if_not_exists=True)
    op.add_column("users", sa.Column("e", sa.Text(), comment="the 'e' of users"))
    op.add_column("users", sa.Column("f", sa.BigInteger(), sa.Identity()))
    op.add_column("users", sa.Column("g", sa.Integer(), sa.Computed("b * 2", persisted=True)))
    op.add_column("users", sa.Column("h", sa.Integer(), autoincrement=True))
    op.add_column("users", sa.Column("i", sa.Integer(), primary_key=True))
    op.add_column(
        table_name="users", column=sa.Column("j", sa.DateTime(), server_default=sa.func.now())
    )
