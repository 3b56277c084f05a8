"""The readers' server: hands out the folder of a built site, and answers searches. It never opens the archive."""
