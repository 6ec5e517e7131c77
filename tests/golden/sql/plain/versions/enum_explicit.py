"""types created and dropped by hand"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "enum_explicit"
down_revision = None


def upgrade():
    a = postgresql.ENUM("x", "y", name="a_kind")
    a.create(op.get_bind())
    b = sa.Enum("x", name="b_kind")
    b.create(op.get_bind(), checkfirst=True)
    c = postgresql.ENUM("x", name="c_kind", schema="crm")
    c.create(op.get_bind(), checkfirst=False)
    op.create_table("t", sa.Column("a", a), sa.Column("b", b))
    a.drop(op.get_bind())
    b.drop(op.get_bind(), checkfirst=False)
    c.drop(op.get_bind(), checkfirst=True)
