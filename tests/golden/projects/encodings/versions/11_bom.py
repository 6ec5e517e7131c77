"""a byte order mark"""
revision = "e11"
down_revision = "e10"
