"""What a request asks of this room: fetch through permissions, one call, answer."""
