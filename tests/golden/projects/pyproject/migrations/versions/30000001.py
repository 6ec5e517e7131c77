"""configured by pyproject.toml"""

revision = "30000001"
down_revision = None


def upgrade():
    pass
