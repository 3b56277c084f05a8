"""Reads what rival outlets write about a standoff and writes a weekly brief in which every line has a receipt."""
