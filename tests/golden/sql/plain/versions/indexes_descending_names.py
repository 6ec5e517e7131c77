"""sa.desc and its kin take a column by its name"""

import sqlalchemy as sa
from alembic import op

revision = "indexes_descending_names"
down_revision = None


def upgrade():
    op.create_index("ix_a", "users", [sa.desc("a"), sa.asc("b"), sa.nulls_last("c")])
