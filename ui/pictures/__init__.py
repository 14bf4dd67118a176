"""The geometry of charts, so that templates only have to print numbers."""
