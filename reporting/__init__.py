"""Reports to an opdrachtgever: their versions, the client's word on them, and their delivery, exactly once."""
