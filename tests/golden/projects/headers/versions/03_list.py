u"""größer ✓"""
revision = "h03"
down_revision = ["h02"]
branch_labels = ["lists"]
depends_on = []


def upgrade():
    pass
