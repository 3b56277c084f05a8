"""
Rival accounts of one story, point by point: shared, one-sided, in conflict, updated; one rule for every outlet.

    sentences in slots ─ aligned ─ differences ─ who asked ─ denials ─ wording of quotations ─ what only one tells

`compare_accounts` says of each story of a brief what matters there; `contrast_accounts` sets accounts side by side
from their first sentence to their last.
"""

from readout.corpus.accounts.aligning import sign_pair
from readout.corpus.accounts.assertions import Assertion, Reader
from readout.corpus.accounts.comparing import compare_accounts
from readout.corpus.accounts.contrasting import contrast_accounts
from readout.corpus.accounts.gathering import gather_told
from readout.corpus.accounts.point_model import PointModel, make_point_model
from readout.corpus.accounts.told import UNNAMED, Told

__all__ = [
    "UNNAMED",
    "Assertion",
    "PointModel",
    "Reader",
    "Told",
    "compare_accounts",
    "contrast_accounts",
    "gather_told",
    "make_point_model",
    "sign_pair",
]
