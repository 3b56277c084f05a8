from itertools import pairwise, product

import numpy as np
import pytest

from readout.analysis.statements.chain import Chain

TRANSITIONS = np.array([[0.5, -1.0, 0.2], [0.0, 1.0, -2.0], [0.3, 0.3, 0.3]])


@pytest.fixture
def chain():
    return Chain(
        keys=np.array([3, 7, 20]),
        weights=np.array([[1, 0, 0], [0, 2, 0], [0, 0, 3], [0, 0, 0]], np.float32),
        transitions=TRANSITIONS,
    )


def marginals_by_enumeration(scores: np.ndarray) -> np.ndarray:
    size, labels = scores.shape
    found = np.zeros_like(scores)
    for path in product(range(labels), repeat=size):
        total = sum(scores[i, label] for i, label in enumerate(path))
        total += sum(TRANSITIONS[one, other] for one, other in pairwise(path))
        for i, label in enumerate(path):
            found[i, label] += np.exp(total)
    return found / found.sum(axis=1, keepdims=True)


def test_scores_add_up_the_weights_of_known_features_and_pass_over_the_others(chain):
    assert chain.score(np.array([[3, 20], [7, 8]])).tolist() == [[1, 0, 3], [0, 2, 0]]


def test_marginals_are_those_of_every_path_weighed(chain):
    scores = np.array([[0.1, 0.5, -1], [2, 0, 0], [0, -1, 1], [0.4, 0.4, 0.4], [1, 0, 3]])
    found = chain.marginals(scores, [3, 2])
    expected = np.concatenate([marginals_by_enumeration(scores[:3]), marginals_by_enumeration(scores[3:])])
    assert np.allclose(found, expected)


def test_a_sequence_is_not_touched_by_a_longer_one_beside_it(chain):
    scores = np.random.default_rng(1).normal(size=(9, 3))
    alone = chain.marginals(scores[:2], [2])
    assert np.allclose(chain.marginals(scores, [2, 7])[:2], alone)
