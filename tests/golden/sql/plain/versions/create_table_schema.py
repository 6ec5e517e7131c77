"""a table in a schema"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_schema"
down_revision = None


def upgrade():
    op.create_table(
        "invoices",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("crm.accounts.id")),
        sa.Column("parent_id", sa.Integer(), sa.ForeignKey("billing.invoices.id"), index=True),
        sa.Column("state", sa.Enum("open", "paid", name="invoice_state", schema="billing")),
        sa.UniqueConstraint("account_id", name="uq_invoices_account"),
        schema="billing",
        comment="money",
    )
