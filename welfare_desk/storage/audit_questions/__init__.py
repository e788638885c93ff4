"""What an auditor asks of a book: one question a test, each answered by SQLite alone."""
