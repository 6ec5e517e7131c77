"""statements of SQLAlchemy's schema room"""

import sqlalchemy as sa
from alembic import op

revision = "execute_ddl"
down_revision = None


def upgrade():
    op.execute(sa.schema.CreateSequence(sa.Sequence("numbers", start=3, increment=2)))
    op.execute(sa.schema.DropSequence(sa.Sequence("numbers")))
    op.execute(sa.schema.CreateSchema("crm"))
    op.execute(sa.schema.CreateSchema("crm", if_not_exists=True))
    op.execute(sa.schema.DropSchema("crm", cascade=True))
    op.execute(sa.DDL("ALTER TABLE t OWNER TO someone"))
