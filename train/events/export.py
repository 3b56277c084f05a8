"""Writes a trained network as 8-bit ONNX, its vocabulary, and a small file that says how its answers are read."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

NETWORK, VOCABULARY, READING = "events.onnx", "events.vocab.txt", "events.json"


class Asked(nn.Module):
    """The network as the product asks it: pieces, mask and guesses in, raw answers out."""

    def __init__(self, network) -> None:
        super().__init__()
        self.network = network
        first = network.first_mark
        with torch.no_grad():  # the marks take the rows of the pieces that stand for them
            network.words.weight[first : first + len(network.marks)] = network.marks

    def forward(self, pieces, mask, guesses):
        network = self.network
        states = network.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        present = mask.unsqueeze(-1).float()
        mean = (states * present).sum(1) / present.sum(1)
        read = [network.at(states, pieces, opening, mean) for opening in network.openings]
        return network.head(torch.cat([*read, mean], -1)) + network.guess(guesses)


def write_model(
    network, vocabulary: Mapping[str, int], labels: Sequence[str], temperature: float, folder: Path
) -> None:
    """Write the three files of the model into `folder`."""
    asked = Asked(network).eval()
    example = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long), torch.zeros(2, dtype=torch.long))
    axes = {"pieces": {0: "n", 1: "length"}, "mask": {0: "n", 1: "length"}, "guesses": {0: "n"}}
    with tempfile.TemporaryDirectory() as workshop:
        full = Path(workshop) / "full.onnx"
        torch.onnx.export(
            asked,
            example,
            str(full),
            input_names=["pieces", "mask", "guesses"],
            output_names=["answers"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        # Seven bits of weights: with eight the products overflow on processors without VNNI.
        quantize_dynamic(full, folder / NETWORK, weight_type=QuantType.QInt8, reduce_range=True, per_channel=True)
    words = sorted(vocabulary, key=vocabulary.__getitem__)
    (folder / VOCABULARY).write_text("".join(f"{word}\n" for word in words), "utf-8")
    told = {"labels": list(labels), "temperature": temperature}
    (folder / READING).write_text(json.dumps(told, indent=1) + "\n", "utf-8")
