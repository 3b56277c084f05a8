"""The desk: the pages on which editors read what came in, judge it, and make an edition of it."""
