"""What is kept outside the records: who the people are, for those who hold a key."""
