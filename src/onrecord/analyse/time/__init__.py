"""Time: expressions of time, and when something was said."""
