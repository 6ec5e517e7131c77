"""no header"""

down_revision = "aaaa1111"
