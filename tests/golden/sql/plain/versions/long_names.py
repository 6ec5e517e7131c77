"""names at the limit of 63 bytes"""

import sqlalchemy as sa
from alembic import op

revision = "long_names"
down_revision = None


def upgrade():
    op.create_table(
        "a" * 63,
        sa.Column("b" * 63, sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("b" * 63, name="p" * 63),
    )
    op.create_index("i" * 63, "a" * 63, ["b" * 63])
