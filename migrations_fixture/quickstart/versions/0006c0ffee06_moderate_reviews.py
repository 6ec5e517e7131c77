"""moderate reviews

Revision ID: 0006c0ffee06
Revises: 0005c0ffee05
Create Date: 2025-01-22 09:45:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0006c0ffee06"
down_revision: str | Sequence[str] | None = "0005c0ffee05"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

review_state = postgresql.ENUM(
    "waiting", "published", "rejected", name="review_state", create_type=False
)


def upgrade() -> None:
    review_state.create(op.get_bind())
    op.add_column(
        "reviews", sa.Column("state", review_state, server_default="waiting", nullable=False)
    )
    op.execute(sa.text("UPDATE reviews SET state = 'published' WHERE rating >= 4"))
    op.create_index(
        "ix_reviews_waiting",
        "reviews",
        ["written_at"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )


def downgrade() -> None:
    op.drop_index("ix_reviews_waiting", table_name="reviews")
    op.drop_column("reviews", "state")
    review_state.drop(op.get_bind())
