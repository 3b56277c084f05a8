"""Many articles → `Brief`: the steps in order, on one page."""
