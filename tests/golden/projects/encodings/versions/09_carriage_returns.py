"""windows

lines
"""
revision = "e09"
down_revision = None
