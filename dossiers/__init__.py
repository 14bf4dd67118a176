"""Opdrachtgevers, clients, trajecten and the dossier of each traject with all that is in it."""
