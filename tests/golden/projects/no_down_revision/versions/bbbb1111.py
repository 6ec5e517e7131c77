"""no parent"""

revision = "bbbb1111"
