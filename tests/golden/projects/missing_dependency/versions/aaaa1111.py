"""its dependency is gone"""

revision = "aaaa1111"
down_revision = None
depends_on = "zzzz9999"


def upgrade():
    pass
