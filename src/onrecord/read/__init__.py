"""Bytes → Document or Refusal. Nothing here opens a socket."""
