"""everything at once, in the order of the statements"""

import sqlalchemy as sa
from alembic import op

revision = "alter_column_together"
down_revision = None


def upgrade():
    op.alter_column(
        "users",
        "a",
        existing_type=sa.Integer(),
        type_=sa.BigInteger(),
        nullable=False,
        server_default=sa.text("0"),
        new_column_name="b",
        comment="wide",
        existing_comment=None,
        schema="crm",
        postgresql_using="a + 0",
    )
