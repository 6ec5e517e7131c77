"""an array of an enum"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "enum_array"
down_revision = None


def upgrade():
    op.create_table("a", sa.Column("x", postgresql.ARRAY(sa.Enum("p", "q", name="kind"))))
