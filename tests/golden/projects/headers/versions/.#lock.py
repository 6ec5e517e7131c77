"""an editor's lock, not loaded"""
raise RuntimeError
