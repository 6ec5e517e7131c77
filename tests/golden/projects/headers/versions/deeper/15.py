"""not loaded without recursion"""
raise RuntimeError
