# -*- coding: latin-1 -*-
"""café"""
revision = "e10"
down_revision = "e09"
