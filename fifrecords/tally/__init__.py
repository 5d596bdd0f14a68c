"""What the records add up to: facts, measures, actuals against targets."""
