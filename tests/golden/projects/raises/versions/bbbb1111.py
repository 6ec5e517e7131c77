"""raises while it is loaded"""

revision = "bbbb1111"
down_revision = "aaaa1111"

raise RuntimeError("not here")
