"""constraints of the old and the new type"""

import sqlalchemy as sa
from alembic import op

revision = "alter_column_boolean"
down_revision = None


def upgrade():
    op.alter_column(
        "users",
        "flag",
        type_=sa.Boolean(create_constraint=True, name="ck_flag"),
        existing_type=sa.Integer(),
        postgresql_using="flag <> 0",
    )
