"""left"""

revision = "bbbb1111"
down_revision = "aaaa1111"


def upgrade():
    pass
