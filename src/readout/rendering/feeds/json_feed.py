"""A page of a feed as JSON Feed 1.1 (jsonfeed.org)."""

import json

from readout.rendering.feeds.pages import Entry, Page, write_instant


def render_json_feed(page: Page) -> bytes:
    """The page as UTF-8; `next_url` leads to older entries."""
    channel = page.channel
    told: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.folder + page.file,
        "description": channel.about,
        "language": channel.language,
        "authors": [{"name": channel.author}],
    }
    if page.previous is not None:
        told["next_url"] = channel.folder + page.previous
    told["items"] = [_write_item(entry) for entry in page.entries]
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _write_item(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "date_published": write_instant(entry.published),
        "date_modified": write_instant(entry.updated),
        "tags": list(entry.tags),
    }
