"""
World knowledge as data: what an editor may read and change, parsed into one frozen `Codebook` with a digest.

The files lie in `codebooks/`; a standoff's folder adds to them and replaces rows of the same id.
This package parses text that it is given; an adapter reads the files.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from readout.codebook.accounts import AccountBook, parse_accounts
from readout.codebook.actors import ActorBook, parse_actors
from readout.codebook.anaphora import AnaphorBook, parse_anaphora
from readout.codebook.contested import ContestBook, parse_contested
from readout.codebook.cues import CueBook, parse_cues
from readout.codebook.forecasts import ForecastBook, parse_forecasts
from readout.codebook.furniture import FurnitureBook, parse_furniture
from readout.codebook.genres import GenreBook, parse_genres
from readout.codebook.links import LinkBook, parse_links
from readout.codebook.meetings import MeetingBook, parse_meetings
from readout.codebook.modality import ModalityBook, parse_modality
from readout.codebook.movements import MovementBook, parse_movements
from readout.codebook.origins import OriginBook, parse_origins
from readout.codebook.plover import PloverBook, parse_plover
from readout.codebook.positions import PositionBook, parse_positions
from readout.codebook.quantities import QuantityBook, parse_quantities
from readout.codebook.standoffs import Standoff, parse_standoff
from readout.codebook.times import TimeBook, parse_times
from readout.codebook.weights import Weights, parse_weights
from readout.spans import digest_text

__all__ = [
    "AccountBook",
    "ActorBook",
    "AnaphorBook",
    "Codebook",
    "CueBook",
    "ForecastBook",
    "FurnitureBook",
    "LinkBook",
    "ModalityBook",
    "MovementBook",
    "OriginBook",
    "PloverBook",
    "PositionBook",
    "QuantityBook",
    "Standoff",
    "TimeBook",
    "Weights",
    "parse_codebook",
]


@dataclass(frozen=True, slots=True)
class Codebook:
    """All that is known beforehand; `digest` changes when a character of any file does."""

    digest: str
    accounts: AccountBook
    actors: ActorBook
    anaphora: AnaphorBook
    furniture: FurnitureBook
    contested: ContestBook
    cues: CueBook
    forecasts: ForecastBook
    genres: GenreBook
    links: LinkBook
    modality: ModalityBook
    movements: MovementBook
    origins: OriginBook
    plover: PloverBook
    positions: PositionBook
    quantities: QuantityBook
    standoff: Standoff
    meetings: MeetingBook
    times: TimeBook
    weights: Weights


def parse_codebook(general: Mapping[str, str], standoff: Mapping[str, str] | None = None) -> Codebook:
    """
    Build a codebook from file names and their text: the package's own, then a standoff's on top.

    `actors*.csv` and `offices*.csv` of a standoff are read after the general ones.
    Raises CodebookError, with file and line, at the first thing that cannot be read.
    """
    own = dict(standoff or {})
    together = {f"0/{name}": text for name, text in general.items()} | {f"1/{name}": text for name, text in own.items()}
    joined = "\x1e".join(f"{name}\x1f{together[name]}" for name in sorted(together))
    return Codebook(
        digest=digest_text(joined),
        accounts=parse_accounts(own.get("accounts.toml", general["accounts.toml"])),
        actors=parse_actors(together),
        anaphora=parse_anaphora(own.get("anaphora.toml", general["anaphora.toml"])),
        furniture=parse_furniture(together),
        contested=parse_contested(own.get("contested.csv", general["contested.csv"])),
        cues=parse_cues(together),
        forecasts=parse_forecasts(
            own.get("hedges.csv", general["hedges.csv"]), own.get("forecasts.toml", general["forecasts.toml"])
        ),
        genres=parse_genres(own.get("genres.toml", general["genres.toml"])),
        links=parse_links({"links.toml": own.get("links.toml", general["links.toml"])}),
        modality=parse_modality(together),
        movements=parse_movements(own.get("movements.toml", general["movements.toml"])),
        origins=parse_origins(own.get("origins.toml", general["origins.toml"])),
        plover=parse_plover(together),
        positions=parse_positions(
            own.get("positions.csv", general["positions.csv"]), own.get("positions.toml", general["positions.toml"])
        ),
        quantities=parse_quantities(own.get("quantities.toml", general["quantities.toml"])),
        standoff=parse_standoff(own),
        meetings=parse_meetings(together),
        times=parse_times(together),
        weights=parse_weights(own.get("weights.toml", general["weights.toml"])),
    )
