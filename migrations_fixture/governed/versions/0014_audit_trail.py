"""what happened to a deal

Revision ID: 0014_audit_trail
Revises: 0013_valuation_methods
Create Date: 2025-09-08 09:00:00.000000
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0014_audit_trail"
down_revision: str | Sequence[str] | None = "0013_valuation_methods"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "audit_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), server_default=sa.text("now()")),
        sa.Column("table_name", sa.String(63), nullable=False),
        sa.Column("row_id", postgresql.UUID(as_uuid=True), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=True),
        sa.Column("after", postgresql.JSONB(), nullable=True),
    )
    op.execute(
        """
        CREATE FUNCTION record_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO audit_events (table_name, row_id, before, after)
            VALUES (TG_TABLE_NAME, NEW.id, to_jsonb(OLD), to_jsonb(NEW));
            RETURN NULL;
        END
        $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER pipeline_deals_audit AFTER UPDATE OF stage, commitment ON pipeline_deals
        FOR EACH ROW EXECUTE FUNCTION record_audit_event()
        """
    )


def downgrade() -> None:
    raise NotImplementedError("this database moves forward only")
