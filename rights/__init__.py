"""Requests of the client and complaints, with their deadlines."""
