"""Pages composed of several apps; owns no rule and no table."""
