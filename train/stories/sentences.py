"""Sentences of ECB+ that tell of one event or do not, and the weights that tell them apart."""

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from regression import fit

from readout.corpus.merging import Rarity, StoryItem, read_item
from readout.corpus.merging.sentences import SentenceSigns, compare_sentences


def train_sentences(path: Path) -> tuple[float, ...]:
    """The weights upon every pair of sentences of two documents of one topic."""
    values, labels, _ = read_pairs(path)
    return tuple(fit(values, labels).tolist())


def read_pairs(path: Path) -> tuple[NDArray[np.float64], NDArray[np.bool_], list[str]]:
    """Signs, labels and topics of the pairs; a document is what its sentences here come to."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        documents[row["doc"]].append(row["text"])
    rarity = Rarity()
    around = {name: read_item(StoryItem(name, None, "", "\n".join(texts))) for name, texts in documents.items()}
    for sketch in around.values():
        rarity.count(sketch, 0)
    articles = {name: rarity.weigh(sketch) for name, sketch in around.items()}
    sentences = [rarity.weigh(read_item(StoryItem(row["id"], None, "", row["text"]))) for row in rows]
    chains = [{event["chain"] for event in row["events"] if not event["chain"].startswith("Singleton")} for row in rows]
    signs: list[SentenceSigns] = []
    labels, topics = [], []
    for i, j in combinations(range(len(rows)), 2):
        one, other = rows[i], rows[j]
        if one["topic"] == other["topic"] and one["doc"] != other["doc"]:
            signs.append(compare_sentences(sentences[i], sentences[j], articles[one["doc"]], articles[other["doc"]]))
            labels.append(bool(chains[i] & chains[j]))
            topics.append(one["topic"])
    return np.array(signs), np.array(labels), topics
