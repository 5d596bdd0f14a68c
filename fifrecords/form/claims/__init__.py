"""What the narrative claims: its links read, and held to what the records say."""
