"""capital calls, numbered without gaps in the prospectus

Revision ID: 0015_capital_calls
Revises: 0014_audit_trail
Create Date: 2025-09-15 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0015_capital_calls"
down_revision: str | Sequence[str] | None = "0014_audit_trail"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("CREATE SEQUENCE capital_call_number AS bigint START WITH 1000 INCREMENT BY 10")
    op.create_table(
        "capital_calls",
        sa.Column(
            "id",
            postgresql.UUID(as_uuid=True),
            server_default=sa.text("gen_random_uuid()"),
            primary_key=True,
        ),
        sa.Column(
            "number",
            sa.BigInteger(),
            server_default=sa.text("nextval('capital_call_number')"),
            nullable=False,
        ),
        sa.Column("fund_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("amount", sa.Numeric(20, 2), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.UniqueConstraint("number", name="uq_capital_calls_number"),
        sa.ForeignKeyConstraint(["fund_id"], ["funds.id"]),
    )
    op.execute("ALTER SEQUENCE capital_call_number OWNED BY capital_calls.number")


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
