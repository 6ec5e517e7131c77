"""generated columns"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_computed"
down_revision = None


def upgrade():
    op.create_table(
        "rectangles",
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("area", sa.Integer(), sa.Computed("width * height")),
        sa.Column("outline", sa.Integer(), sa.Computed("2 * (width + height)", persisted=True)),
        sa.Column(
            "label",
            sa.Text(),
            sa.Computed(sa.text("'area ' || width * height"), persisted=True),
            nullable=False,
        ),
    )
