"""Analyses as people and programs read them. One file a format."""
