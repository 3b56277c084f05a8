"""Logistic regression by Newton's method, with a ridge on standardised columns."""

import numpy as np
from numpy.typing import NDArray

ROUNDS = 30


def fit(values: NDArray[np.float64], labels: NDArray[np.bool_], ridge: float = 5.0) -> NDArray[np.float64]:
    """Weights for the raw columns, the constant last."""
    mean, spread = values.mean(0), values.std(0) + 1e-9
    table = np.hstack([(values - mean) / spread, np.ones((len(values), 1))])
    penalty = np.diag([ridge] * values.shape[1] + [1e-9])
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (chance - labels) + penalty @ weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + penalty
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    raw = weights[:-1] / spread
    return np.append(raw, weights[-1] - raw @ mean)


def f_score(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
