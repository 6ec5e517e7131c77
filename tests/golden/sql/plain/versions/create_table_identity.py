"""identity columns and their options"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_identity"
down_revision = None


def upgrade():
    op.create_table("a", sa.Column("id", sa.Integer(), sa.Identity(), primary_key=True))
    op.create_table("b", sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False))
    op.create_table(
        "c",
        sa.Column(
            "id",
            sa.Integer(),
            sa.Identity(
                start=10,
                increment=5,
                minvalue=1,
                maxvalue=1000,
                cycle=True,
                cache=20,
            ),
        ),
    )
    op.create_table(
        "d", sa.Column("id", sa.Integer(), sa.Identity(nominvalue=True, nomaxvalue=True))
    )
