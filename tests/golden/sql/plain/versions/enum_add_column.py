"""an added column does not create its type"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "enum_add_column"
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("a", sa.Enum("x", "y", name="kind")))
    op.add_column("users", sa.Column("b", postgresql.ENUM("x", name="kind2", create_type=False)))
    op.add_column("users", sa.Column("c", postgresql.ARRAY(sa.Enum("x", "y", name="kind3"))))
