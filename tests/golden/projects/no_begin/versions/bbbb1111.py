"""a block of its own"""

from alembic import op

revision = "bbbb1111"
down_revision = "aaaa1111"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("VACUUM")
