"""The lowest room: components, dates, forms, styles and documents, knowing nothing of any other app."""
