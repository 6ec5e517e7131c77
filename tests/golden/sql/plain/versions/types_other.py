"""booleans, bytes, identifiers and documents"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "types_other"
down_revision = None


def upgrade():
    op.create_table(
        "things",
        sa.Column("a", sa.Boolean()),
        sa.Column("b", sa.BOOLEAN),
        sa.Column("c", sa.LargeBinary()),
        sa.Column("d", sa.LargeBinary(length=32)),
        sa.Column("e", postgresql.BYTEA()),
        sa.Column("f", sa.Uuid()),
        sa.Column("g", sa.UUID()),
        sa.Column("h", postgresql.UUID()),
        sa.Column("i", postgresql.UUID(as_uuid=True)),
        sa.Column("j", sa.Uuid(as_uuid=False)),
        sa.Column("k", sa.JSON()),
        sa.Column("l", postgresql.JSON(astext_type=sa.Text())),
        sa.Column("m", postgresql.JSONB()),
        sa.Column("n", postgresql.JSONB(none_as_null=True, astext_type=sa.Text())),
        sa.Column("o", sa.PickleType()),
        sa.Column("p", sa.Uuid(native_uuid=False)),
    )
