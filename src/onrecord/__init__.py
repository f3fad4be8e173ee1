"""onrecord"""
