"""The pages of this room: fetch through permissions, one service, answer."""
