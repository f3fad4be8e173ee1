"""What the README's tables are printed by: each module is one command, `python -m benchmarks.NAME`."""
