"""Mail: an edition, and the letters that answer a form: the bytes that are frozen, and what one recipient gets."""
