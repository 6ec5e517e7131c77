"""a type of a column is not created by ALTER COLUMN"""

import sqlalchemy as sa
from alembic import op

revision = "alter_column_enum_alone"
down_revision = None


def upgrade():
    op.alter_column("users", "kind", type_=sa.Enum("x", "y", name="other_kind"))
