"""when an integer key becomes SERIAL"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_serial"
down_revision = None


def upgrade():
    op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("b", sa.Column("id", sa.BigInteger(), primary_key=True))
    op.create_table("c", sa.Column("id", sa.SmallInteger(), primary_key=True))
    op.create_table("d", sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False))
    op.create_table("e", sa.Column("id", sa.String(4), primary_key=True))
    op.create_table(
        "f",
        sa.Column("left_id", sa.Integer(), primary_key=True),
        sa.Column("right_id", sa.Integer(), primary_key=True),
    )
    op.create_table(
        "g",
        sa.Column("left_id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("right_id", sa.Integer(), primary_key=True),
    )
    op.create_table("h", sa.Column("id", sa.Integer(), sa.ForeignKey("a.id"), primary_key=True))
    op.create_table(
        "i",
        sa.Column("id", sa.Integer(), server_default=sa.text("nextval('a_id_seq')")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "j", sa.Column("id", sa.Integer(), autoincrement=True), sa.PrimaryKeyConstraint("id")
    )
    op.create_table("k", sa.Column("id", sa.Integer(), nullable=False, autoincrement=True))
    op.create_table("l", sa.Column("id", sa.Numeric(10, 0), primary_key=True))
    op.create_table("m", sa.Column("id", sa.Integer(), primary_key=True, nullable=True))
