"""Tables that others have typed: read row by row, each value with its place."""
