"""
Train the attribution model on PolNeAR and write its one file.

    .venv/bin/python train/attribution/train.py [--polnear FILE] [--parses FOLDER] [--out FILE] [--limit N]

Needs train/attribution/requirements.txt. Nothing is drawn at random: L-BFGS from zero on articles in the
file's order gives the same weights on every run of one machine.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

from corpus import Example, parse_articles, read_examples
from readout.analysis.statements.columns import Column, Words, write_sheet
from readout.analysis.statements.cue_features import cue_keys
from readout.analysis.statements.cues import find_cues
from readout.analysis.statements.learned import open_window, read_relations
from readout.analysis.statements.model import CUE_LABELS, FORMAT, ROLE_LABELS, AttributionModel, make_model
from readout.analysis.statements.role_features import name_paths, role_keys
from readout.analysis.statements.rules import find_by_rules
from readout.analysis.statements.signs import SIGNS
from readout.analysis.statements.surface import Relation, Surface, lay_quotations
from readout.codebook.cues import CueBook, parse_cues

CUE_FILES = ("cues.csv", "venues.csv", "rejections.csv")
FOLDS = 3  # the signs are weighed on every third article, read by chains that have not seen it
ARTICLES = 5  # a feature or word met in fewer articles than this is left out
PRIOR_STEPS = np.array([1e-9, 0.02, 0.1, 0.3, 0.6])  # shares of a lemma's uses that are cues
CUE_SETTINGS = {"c1": 0.3, "c2": 0.01, "max_iterations": 110, "feature.possible_transitions": True}
ROLE_SETTINGS = {"c1": 0.5, "c2": 0.01, "max_iterations": 110, "feature.possible_transitions": True}


class Growing(dict[str, int]):
    """A word list that numbers every word it is asked for; used once, to see which words there are."""

    def __missing__(self, word: str) -> int:
        self[word] = len(self) + 1
        return self[word]

    def get(self, word: str, _: int = 0) -> int:  # type: ignore[override]
        return self[word]


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--polnear", type=Path, default=Path("../shared/bench/attribution/polnear.train.jsonl.gz"))
    told.add_argument("--parses", type=Path)
    told.add_argument("--out", type=Path, default=Path("src/readout/models/attribution.npz"))
    told.add_argument("--limit", type=int)
    args = told.parse_args()
    examples = read_examples(parse_articles(args.polnear, args.parses))[: args.limit]
    book = load_cues()
    seen = [example for number, example in enumerate(examples) if number % FOLDS]
    unseen = examples[::FOLDS]
    sureness = weigh_signs(unseen, make_model(train_chains(seen, book), ""), book)
    arrays = {**train_chains(examples, book), "sureness": sureness}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(args.out, **arrays)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.2f} MB")


def train_chains(examples: Sequence[Example], book: CueBook) -> dict[str, Any]:
    """The words that some articles have, the two chains trained on them, and signs that do not weigh yet."""
    words, priors = learn_words(examples)
    arrays: dict[str, Any] = {"format": FORMAT, "priors": priors, "sureness": np.zeros(SIGNS)}
    for name in ("lemmas", "tags", "deps", "entities", "paths"):
        arrays[name] = np.array(list(getattr(words, name)))
    for name, settings, labels in (("cue", CUE_SETTINGS, CUE_LABELS), ("role", ROLE_SETTINGS, ROLE_LABELS)):
        arrays |= train_chain(name, settings, labels, lambda name=name: sequences(name, examples, words, book))
    return arrays


def load_cues() -> CueBook:
    """The package's own reporting cues, whose kinds are features."""
    folder = resources.files("readout") / "codebooks"
    return parse_cues({name: (folder / name).read_text(encoding="utf-8") for name in CUE_FILES})


def learn_words(examples: Sequence[Example]) -> tuple[Words, Column]:
    """The words met in at least `ARTICLES` articles, and how often each lemma is a cue, in steps."""
    articles = {name: Counter[str]() for name in ("lemmas", "tags", "deps", "entities", "paths")}
    uses, cued = Counter[str](), Counter[str]()
    for example in examples:
        tokens = example.parse.tokens
        articles["lemmas"].update({token.lemma for token in tokens})
        articles["tags"].update({token.tag for token in tokens})
        articles["deps"].update({token.dep for token in tokens})
        articles["entities"].update({token.entity for token in tokens})
        articles["paths"].update(_paths_in(example))
        cues = {i for cue, _, _ in example.relations for i in cue}
        uses.update(token.lemma for token in tokens)
        cued.update(tokens[i].lemma for i in cues)
    kept = {name: sorted(word for word, n in met.items() if n >= ARTICLES) for name, met in articles.items()}
    shares = np.array([cued[word] / uses[word] for word in kept["lemmas"]])
    priors = np.searchsorted(PRIOR_STEPS, shares, side="right") + 1
    numbered = {name: {word: i for i, word in enumerate(found, 1)} for name, found in kept.items()}
    return Words(**numbered, priors=dict(zip(kept["lemmas"], priors.tolist(), strict=True))), priors


def _paths_in(example: Example) -> set[str]:
    surface = lay_quotations(example.parse)
    grown = Growing()
    words = Words({}, {}, {}, {}, grown, {})
    for cue, _, _ in example.relations:
        if cue:
            name_paths(surface, words, open_window(surface, cue, ()))
    return set(grown)


def sequences(name: str, examples: Sequence[Example], words: Words, book: CueBook) -> Iterator[list[Any]]:
    """For each article the list of its (keys, labels): sentences for cues, windows for roles."""
    for example in examples:
        surface = lay_quotations(example.parse)
        ruled = find_by_rules(surface, book)
        sheet = write_sheet(surface, words, book, find_cues(surface, book), ruled)
        if name == "cue":
            keys, labels = cue_keys(surface, sheet), _cue_labels(example)
            yield [(keys[a:b], labels[a:b]) for a, b in example.parse.sentences]
        else:
            yield _role_sequences(example, surface, sheet, words, ruled)


def _cue_labels(example: Example) -> list[str]:
    labels = ["O"] * len(example.parse.tokens)
    for cue, _, _ in example.relations:
        for i in cue:
            labels[i] = "I" if i - 1 in cue else "B"
    return labels


def _role_sequences(example: Example, surface: Surface, sheet: Any, words: Words, ruled: Any) -> list[Any]:
    told = [relation for relation in example.relations if relation[0]]
    if not told:
        return []
    windows = [open_window(surface, cue, ruled) for cue, _, _ in told]
    taken = {i for cue, _, _ in told for i in cue}
    keys, found, place = role_keys(surface, sheet, words, windows, taken), [], 0
    for window, (_, source, content) in zip(windows, told, strict=True):
        size = window.after - window.first
        inside = range(window.first, window.after)
        labels = ["S" if i in source else "C" if i in content else "O" for i in inside]
        found.append((keys[place : place + size], labels))
        place += size
    return found


def train_chain(name: str, settings: dict[str, Any], labels: Sequence[str], read: Any) -> dict[str, Any]:
    """Train one chain with CRFsuite and give its arrays: keys as steps, weights in 16 bits, transitions."""
    began = time.process_time()
    met: dict[int, int] = {}
    for article in read():
        if article:
            keys, counts = np.unique(np.concatenate([np.unique(keys) for keys, _ in article]), return_counts=True)
            del counts
            for key in keys.tolist():
                met[key] = met.get(key, 0) + 1
    known = np.array(sorted(key for key, n in met.items() if n >= ARTICLES), dtype=np.int64)
    names = [format(i, "x") for i in range(len(known))]
    trainer = pycrfsuite.Trainer(verbose=False)
    for article in read():
        for keys, told in article:
            place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
            hit = known[place] == keys
            trainer.append([[names[i] for i in row[mask].tolist()] for row, mask in zip(place, hit, strict=True)], told)
    trainer.set_params(settings)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/chain.crf")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/chain.crf")
        info = tagger.info()
    weights = np.zeros((len(known), len(labels)))
    for (feature, label), weight in info.state_features.items():
        weights[int(feature, 16), labels.index(label)] = weight
    transitions = np.zeros((len(labels), len(labels)))
    for (one, other), weight in info.transitions.items():
        transitions[labels.index(one), labels.index(other)] = weight
    used = np.abs(weights).max(axis=1) > 0
    scale = float(np.abs(weights).max()) / 32000
    print(f"{name}: {used.sum()} of {len(known)} features, {time.process_time() - began:.0f} CPU-s", flush=True)
    return {
        f"{name}_steps": np.diff(known[used], prepend=0),
        f"{name}_weights": np.round(weights[used] / scale).astype(np.int16),
        f"{name}_scale": scale,
        f"{name}_transitions": transitions,
    }


def weigh_signs(examples: Sequence[Example], model: AttributionModel, book: CueBook) -> Column:
    """
    Logistic regression of whether a relation is right on its signs, over articles the chains have not seen.

    Right means: a gold relation shares at least half of all content words and a word of the source, or neither has one.
    """
    signs, right = [], []
    for example in examples:
        surface = lay_quotations(example.parse)
        for readings in read_relations(surface, book, model, find_by_rules(surface, book)):
            for reading in readings:
                signs.append(reading.signs)
                right.append(any(_is_same(surface, reading.relation, one) for one in example.relations))
    table, truth = np.array(signs), np.array(right, float)
    weights = np.zeros(table.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (truth - chance) - weights / 2
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.eye(table.shape[1]) / 2
        weights += np.linalg.solve(curve, slope)
    print(f"sureness: {truth.mean():.3f} of {len(truth)} relations right, weights {weights.round(2).tolist()}")
    return np.round(weights, 3)


def _is_same(surface: Surface, found: Relation, gold: Any) -> bool:
    _, source, content = ({i for i in part if surface.is_word(i)} for part in gold)
    said, by = ({i for i in part if surface.is_word(i)} for part in (found.content, found.source))
    return 2 * len(said & content) >= len(said | content) and (bool(by & source) or not (by or source))


if __name__ == "__main__":
    main()
