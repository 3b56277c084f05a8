"""Quotation marks and what stands between them, whatever marks an outlet prints."""
