r"""back\nslash"""

PREFIX = "h"
revision = PREFIX + "04"
down_revision = f"{PREFIX}03"
NAMES = {"release": "2024" ".1"}
branch_labels = None if NAMES["release"] else (PREFIX,)


def upgrade():
    pass
