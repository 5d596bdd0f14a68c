"""Grant-project records as validated YAML in Git, added up into the funder's form."""
