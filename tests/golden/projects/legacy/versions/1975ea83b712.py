"""named by its file"""
down_revision = None
