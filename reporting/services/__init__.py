"""What can happen to a report: written, submitted, sent, delivered, opened."""
