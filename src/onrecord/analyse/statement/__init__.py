"""Statements: contents cut into propositions, each with its force and condition."""
