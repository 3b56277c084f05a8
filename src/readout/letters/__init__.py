"""The mail of a desk as a whole: its post office, opened, and the pages on which readers come and go."""
