"""not loaded"""
raise RuntimeError
