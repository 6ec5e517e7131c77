"""two"""

revision = "bbbb1111"
down_revision = None
depends_on = "aaaa1111"


def upgrade():
    pass
