"""a dimension that is no number"""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import Vector

revision = "pgvector_wrong_dimension"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("a", Vector("three")))
