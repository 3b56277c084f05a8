"""A brief as files: page, Markdown, JSON, calendar, kept copies, manifest. Pure: names and bytes out."""
