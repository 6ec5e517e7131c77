"""a type with a variant for another database"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "types_variants"
down_revision = None


def upgrade():
    op.create_table(
        "variants",
        sa.Column("a", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
        sa.Column("b", postgresql.JSONB().with_variant(sa.JSON(), "sqlite")),
        sa.Column("c", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("d", sa.String(10).with_variant(sa.Text(), "postgresql", "mysql")),
    )
