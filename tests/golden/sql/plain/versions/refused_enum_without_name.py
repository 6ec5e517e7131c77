"""an enum of PostgreSQL needs a name"""

import sqlalchemy as sa
from alembic import op

revision = "refused_enum_without_name"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("a", sa.Enum("x", "y")))
