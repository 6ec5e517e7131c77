"""per cent signs in labels"""

import sqlalchemy as sa
from alembic import op

revision = "percent_enum"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("x", sa.Enum("5%", "10%", name="rate")))
