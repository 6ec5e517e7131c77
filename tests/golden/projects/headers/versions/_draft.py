"""a draft is loaded"""
revision = "h14"
down_revision = "h13"
