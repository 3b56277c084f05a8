"""One article → `Analysis`: the steps in order, on one page."""
