"""borrowers and banks

Revision ID: 0004_counterparties
Revises: 0003_share_classes
Create Date: 2025-06-23 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0004_counterparties"
down_revision: str | Sequence[str] | None = "0003_share_classes"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "counterparties",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column("legal_name", sa.String(200), nullable=False),
        sa.Column("country", sa.CHAR(2), nullable=False),
        sa.Column("legal_entity_identifier", sa.CHAR(20), nullable=True, unique=True),
        sa.Column("risk_band", sa.SmallInteger(), server_default="5", nullable=False),
        sa.CheckConstraint("risk_band BETWEEN 1 AND 9", name="ck_counterparties_risk_band"),
    )
    op.create_index("ix_counterparties_name", "counterparties", [sa.text("lower(legal_name)")])


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
