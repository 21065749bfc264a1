"""What a collection answers, as text for a terminal: one file an answer, plain functions over its value types."""
