"""Tests of opdrachtgevers, clients, trajecten and dossiers."""
