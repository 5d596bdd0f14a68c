"""What the funder reads: the form as data, the document, and its writers."""
