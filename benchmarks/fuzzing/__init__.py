"""What `benchmarks.fuzz` begins with, and how it damages that."""
