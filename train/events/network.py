"""The network: MiniLM over a sentence with marks, and a small head that reads the marks, the mean and the patterns."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

from readout.analysis.events.questions import MARKS

WIDTH = 384
FIRST_WORDS = {"source": "actor", "target": "target", "deed": "verb"}  # what a mark means before anything is learned
TRUST = 1.5  # what the patterns' answer weighs before anything is learned


class Network(nn.Module):
    """Raw answers for `labels`, by pieces, mask and the patterns' guess."""

    def __init__(self, folder: Path, vocabulary: Mapping[str, int], labels: Sequence[str]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        self.words = self.encoder.embeddings.word_embeddings
        self.first_mark = vocabulary[MARKS["source"][0]]
        if [vocabulary[mark] for pair in MARKS.values() for mark in pair] != list(
            range(self.first_mark, self.first_mark + 6)
        ):
            raise ValueError("the marks must be six pieces in a row")
        firsts = [self.words.weight[vocabulary[FIRST_WORDS[name]]] for name in MARKS for _ in range(2)]
        self.marks = nn.Parameter(torch.stack(firsts).detach() + 0.01 * torch.randn(6, WIDTH))
        self.openings = [vocabulary[before] for before, _ in MARKS.values()]
        self.head = nn.Sequential(
            nn.Dropout(0.2), nn.Linear(4 * WIDTH, WIDTH), nn.Tanh(), nn.Dropout(0.2), nn.Linear(WIDTH, len(labels))
        )
        self.guess = nn.Embedding(len(labels) + 1, len(labels))
        with torch.no_grad():
            self.guess.weight.zero_()
            self.guess.weight[: len(labels)] = torch.eye(len(labels)) * TRUST

    def encoder_parameters(self) -> list[nn.Parameter]:
        return list(self.encoder.parameters())

    def new_parameters(self) -> list[nn.Parameter]:
        return [self.marks, *self.head.parameters(), *self.guess.parameters()]

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor, guesses: torch.Tensor) -> torch.Tensor:
        vectors = self.words(pieces)
        for i in range(6):
            vectors = torch.where((pieces == self.first_mark + i).unsqueeze(-1), self.marks[i], vectors)
        states = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        present = mask.unsqueeze(-1).float()
        mean = (states * present).sum(1) / present.sum(1)
        read = [self.at(states, pieces, opening, mean) for opening in self.openings]
        return self.head(torch.cat([*read, mean], -1)) + self.guess(guesses)

    def at(self, states: torch.Tensor, pieces: torch.Tensor, opening: int, mean: torch.Tensor) -> torch.Tensor:
        """The vector of a mark; the mean where a sentence has none."""
        here = (pieces == opening).unsqueeze(-1).float()
        count = here.sum(1)
        return torch.where(count > 0, (states * here).sum(1) / count.clamp(min=1), mean)


def make_batch(items: Sequence[tuple[Sequence[int], int]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Pieces filled up with zeros to one length, the mask of those that are there, and the guesses."""
    longest = max(len(pieces) for pieces, _ in items)
    pieces = torch.tensor([[*own, *[0] * (longest - len(own))] for own, _ in items])
    mask = torch.tensor([[1] * len(own) + [0] * (longest - len(own)) for own, _ in items])
    return pieces, mask, torch.tensor([guess for _, guess in items])
