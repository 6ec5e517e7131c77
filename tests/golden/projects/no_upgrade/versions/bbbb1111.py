"""no body"""

revision = "bbbb1111"
down_revision = "aaaa1111"
