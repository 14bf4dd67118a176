"""The outbox, and the one place that speaks SMTP."""
