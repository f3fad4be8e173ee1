"""Pages from the web. The only place in the house that opens a socket."""
