"""The facts and figures as tidy tables, for programs that add up, chart and compare."""
