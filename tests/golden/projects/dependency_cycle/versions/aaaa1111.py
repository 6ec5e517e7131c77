"""one"""

revision = "aaaa1111"
down_revision = None
depends_on = "bbbb1111"


def upgrade():
    pass
