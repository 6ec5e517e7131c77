"""update statements built from tables"""

import sqlalchemy as sa
from alembic import op

revision = "execute_update"
down_revision = None


def upgrade():
    t = sa.table("t", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("on"))
    op.execute(t.update().values(name="x"))
    op.execute(t.update().where(t.c.id == 5).values(name=op.inline_literal("it's")))
    op.execute(sa.update(t).where(t.c.name.is_(None)).values({"name": "y", "id": 3}))
    op.execute(t.delete().where(t.c.id.in_([1, 2])))
    op.execute(t.insert().values(id=1, name="n"))
    op.execute(sa.delete(t).where(sa.and_(t.c.id > 1, t.c.name != "z")))
