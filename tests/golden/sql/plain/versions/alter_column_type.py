"""a column gets another type"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "alter_column_type"
down_revision = None


def upgrade():
    op.alter_column("users", "a", type_=sa.Text())
    op.alter_column("users", "a", type_=sa.String(20), existing_type=sa.Text())
    op.alter_column("users", "a", type_=sa.Integer(), postgresql_using="a::integer")
    op.alter_column("users", "a", type_=postgresql.JSONB(), postgresql_using="a::text::jsonb")
    op.alter_column("users", "a", type_=sa.DateTime(timezone=True), schema="crm")
    op.alter_column("users", "a", type_=postgresql.ARRAY(sa.Text()), postgresql_using="ARRAY[a]")
    op.alter_column("users", "a", existing_type=sa.Integer(), existing_nullable=True)
