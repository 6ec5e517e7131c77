"""left again"""

revision = "cccc1111"
down_revision = "bbbb1111"


def upgrade():
    pass
