"""per cent signs in definitions"""

import sqlalchemy as sa
from alembic import op

revision = "percent_ddl"
down_revision = None


def upgrade():
    op.create_table(
        "t",
        sa.Column("a%b", sa.Integer(), comment="50% of it"),
        sa.Column("c", sa.String(10), server_default="100%"),
        sa.Column("d", sa.String(10), server_default=sa.text("'100%'")),
        sa.CheckConstraint("c LIKE '%x'", name="ck_c"),
        sa.CheckConstraint(sa.text("d % 2 = 0"), name="ck_%d"),
        comment="100%",
    )
    op.create_index("ix_e", "t", [sa.text("(c % 10)")], postgresql_where=sa.text("c LIKE 'a%'"))
    op.alter_column("t", "c", server_default="5%", comment="5%")
    op.alter_column("t", "c", type_=sa.Integer(), postgresql_using="c::int % 10")
    op.create_check_constraint("ck_f", "t", "f % 2 = 1")
    op.create_table_comment("t", "10%")
