"""funds

Revision ID: 0002_funds
Revises: 0001_baseline
Create Date: 2025-06-09 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0002_funds"
down_revision: str | Sequence[str] | None = "0001_baseline"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "funds",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("base_currency", sa.CHAR(3), server_default="USD", nullable=False),
        sa.Column(
            "status",
            sa.Enum("raising", "investing", "harvesting", "closed", name="fund_status"),
            server_default="raising",
            nullable=False,
        ),
        sa.Column("inception_date", sa.Date(), nullable=True),
        sa.Column("manager_id", postgresql.UUID(as_uuid=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()")),
        sa.UniqueConstraint("name", name="uq_funds_name"),
        sa.ForeignKeyConstraint(["manager_id"], ["users.id"], name="fk_funds_manager_id"),
    )
    op.execute(
        """
        CREATE TRIGGER funds_touch BEFORE UPDATE ON funds
        FOR EACH ROW EXECUTE FUNCTION touch_updated_at()
        """
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
