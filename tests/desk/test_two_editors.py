"""
Two editors of one draft at once, by the forms of the desk: what was told to be saved is there, and nothing twice.

`make soak` makes a thousand random edits of it (READOUT_EDITS), a test run fewer.
"""

import os
import random
import threading

from django.db import connections
from django.test import Client

from readout.actions.drafting import load_opened
from readout.editing.freezing import walk_edition_lines

EDITS = int(os.environ.get("READOUT_EDITS", "60"))
Saved = tuple[int, str, str]  # the revision, the line, the words


class Editor(threading.Thread):
    """Somebody who rewords random lines, from the draft as it was last seen, and keeps his own words in a clash."""

    def __init__(self, client: Client, address: str, lines: list[tuple[str, str]], seed: int, number: int) -> None:
        super().__init__()
        self.client, self.address, self.lines, self.number = client, address, lines, number
        self.chance, self.name = random.Random(seed), f"editor {seed}"
        self.base, self.clashes = 1, 0
        self.saved: list[Saved] = []

    def run(self) -> None:
        for count in range(self.number):
            block, line = self.chance.choice(self.lines)
            self.reword(block, line, f"{self.name} says {count}, {self.chance.random()}.")
            if self.chance.random() < 0.2:  # loads the page again
                self.base = max((number for number, _, _ in self.saved), default=self.base)
        connections.close_all()

    def reword(self, block: str, line: str, words: str) -> None:
        told = {"base": self.base, "kind": "reword", "block": block, "line": line, "text": words}
        done = self.client.post(self.address, told, headers={"accept": "application/json"})
        if done.status_code == 409:  # the other changed this line: it is looked at, and the own words are kept
            self.clashes += 1
            self.base = self.latest()
            self.reword(block, line, words)
            return
        assert done.status_code == 200, done.content
        self.saved.append((done.json()["revision"], line, words))

    def latest(self) -> int:
        from readout.desk.opened import the_desk  # noqa: PLC0415 -- needs Django set up

        return load_opened(the_desk().archive, self.address.split("/")[2]).revision.number


def words_of(desk, draft_id: str, number: int | None = None) -> dict[str, str]:
    content = load_opened(desk.archive, draft_id, number).content
    return {line.id: line.sentence.text for _, line in walk_edition_lines(content.blocks)}


def test_what_two_editors_save_at_once_is_all_kept_and_the_last_word_on_a_line_stands(desk):
    clients = [desk.sign_in("editor", name) for name in ("ann", "ben")]
    from readout.desk.weeks import name_week  # noqa: PLC0415 -- needs Django set up

    opened = clients[0].post(f"/drafts/begin?week={name_week(*desk.archive.list_periods()[0])}")
    draft_id = opened.url.rsplit("/", 1)[1]
    blocks = load_opened(desk.archive, draft_id).content.blocks
    lines = [(block.id, line.id) for block in blocks[:4] for line in block.lines]
    address = f"/drafts/{draft_id}/change"
    editors = [Editor(client, address, lines, seed, EDITS // 2) for seed, client in enumerate(clients)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    saved = sorted(one for editor in editors for one in editor.saved)
    assert len(saved) == EDITS // 2 * 2
    assert [number for number, _, _ in saved] == list(range(2, len(saved) + 2)), "every edit is a revision of its own"
    for number, line, words in saved[:: max(1, EDITS // 60)]:
        assert words_of(desk, draft_id, number)[line] == words
    assert words_of(desk, draft_id) == words_of(desk, draft_id, 1) | {line: words for _, line, words in saved}
    assert sum(editor.clashes for editor in editors), "two who never met prove nothing"
