"""one Enum object in two tables"""

import sqlalchemy as sa
from alembic import op

revision = "enum_shared"
down_revision = None


def upgrade():
    kind = sa.Enum("a", "b", name="kind")
    op.create_table("first", sa.Column("kind", kind))
    op.create_table("second", sa.Column("kind", kind), sa.Column("other", kind))
    op.add_column("third", sa.Column("kind", kind))
