"""What editors do to a brief: drafts and their revisions, and frozen editions. Pure: no rows and no clock."""
