"""types in schemas"""

import sqlalchemy as sa
from alembic import op

revision = "enum_schema"
down_revision = None


def upgrade():
    op.create_table("a", sa.Column("x", sa.Enum("p", name="k1", schema="crm")))
    op.create_table("b", sa.Column("x", sa.Enum("p", name="k2", inherit_schema=True)), schema="hr")
    op.create_table("c", sa.Column("x", sa.Enum("p", name="k3")), schema="hr")
    op.create_table("d", sa.Column("x", sa.Enum("p", name="Quoted Kind")))
