"""Sentences of ECB+ that tell of one event or do not, and the weights that tell them apart."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from regression import fit

from readout.corpus.merging import Rarity, StoryItem, read_item, read_sentence
from readout.corpus.merging.sentences import SentencePairs, compare_around, compare_sentences


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
    articles = {name: rarity.weigh_around(sketch) for name, sketch in around.items()}
    sentences = [rarity.weigh_sentence(read_sentence(row["text"])) for row in rows]
    chains = [{event["chain"] for event in row["events"] if not event["chain"].startswith("Singleton")} for row in rows]
    signs: list[NDArray[np.float64]] = []
    labels, topics = [], []
    for i, one in enumerate(rows):
        after = [
            j
            for j, other in enumerate(rows[i + 1 :], i + 1)
            if one["topic"] == other["topic"] and one["doc"] != other["doc"]
        ]
        if after:
            others = [articles[rows[j]["doc"]] for j in after]
            mine = articles[one["doc"]]
            near = compare_around([(mine, others)])
            pairs = SentencePairs(sentences[i], [sentences[j] for j in after], mine, others)
            signs.append(compare_sentences([pairs], near))
        labels += [bool(chains[i] & chains[j]) for j in after]
        topics += [one["topic"]] * len(after)
    return np.concatenate(signs), np.array(labels), topics
