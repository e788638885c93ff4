"""The tests that an inspector runs over a book, each a report of what stands out and why."""
