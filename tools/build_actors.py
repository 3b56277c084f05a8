"""
Build `codebooks/actors_states.csv` and `codebooks/given_names.csv` from public lists.

usage: build_actors.py COUNTRIES_CSV [CENSUS_FOLDER]

COUNTRIES_CSV: `countries.csv` of the dictionaries of petrarch2 and its successors (MIT licence): ISO 3166-1 codes,
names and nationalities. Beside it `tools/states.csv`, our own: capitals, seats of power, further names.
CENSUS_FOLDER: a folder with `dist.male.first` and `dist.female.first`, the given names of the 1990 census of the
United States with their share in per cent (a work of its Census Bureau, public domain; the Python package `names` has
them). A name is kept when nineteen in twenty of its bearers are of one gender; `tools/given_names.csv`, our own, adds
names from elsewhere in the world.
"""

import csv
import io
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
CODEBOOKS = HERE.parent / "src" / "readout" / "codebooks"
ISLANDS = re.compile(r"island|territor|virgin|caledonia|polynesia|guiana|saint |samoa|guam|mariana", re.IGNORECASE)
# what the list files under a state though it is a place of its own, disputed, another state's, or a common word
LEFT_OUT = frozenset((HERE / "left_out.txt").read_text(encoding="utf-8").splitlines())
NAMES = re.compile(
    r"Republic|Kingdom|People's|DPRK|^DRC?$|Zaire|FYROM|Swaziland|Congo-|Holland|Britain|Burma|Palestine$"
)
COLUMNS = ("id", "name", "kind", "country", "names", "demonyms", "capitals", "seats", "codes")


def slug(name: str) -> str:
    """The id of a name: ASCII letters in lower case, hyphens between words."""
    plain = unicodedata.normalize("NFKD", name.replace("'", "")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file whose lines that begin with # are notes."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))


def listed(countries: Path) -> dict[str, list[str]]:
    """Names and nationalities by ISO code, without what is no state's."""
    found: dict[str, list[str]] = {}
    for row in read(countries):
        words = [row["Name"], *re.split(r"\s*,\s*", row["Nationality"] or "")]
        found[row["CCA3"]] = [
            word.strip() for word in words if word.strip() and word.strip() not in LEFT_OUT and not ISLANDS.search(word)
        ]
    return found


def state_row(own: dict[str, str], public: list[str]) -> dict[str, str]:
    """One row of the codebook from our row and the list's words for the same state."""
    names = [part for part in own["names"].split("|") if part]
    demonyms = [part for part in own["demonyms"].split("|") if part]
    for word in public:
        plain = word.replace("’", "'")
        if plain == own["name"] or "[" in plain or plain in names or plain in demonyms:
            continue
        (names if NAMES.search(plain) else demonyms).append(plain)
    used = (own["capitals"] + "|" + own["seats"]).split("|")
    return {
        "id": slug(own["name"]),
        "name": own["name"],
        "kind": "country",
        "country": slug(own["name"]),
        "names": "|".join(dict.fromkeys(names)),
        "demonyms": "|".join(word for word in dict.fromkeys(demonyms) if word not in used),
        "capitals": own["capitals"],
        "seats": own["seats"],
        "codes": f"{own['iso3']}|{own['iso3']}GOV",
    }


def write(path: Path, note: str, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """A codebook file: a note, a header, the rows."""
    held = io.StringIO()
    writer = csv.DictWriter(held, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(f"# {note}\n{held.getvalue()}", encoding="utf-8")


def genders(census: Path) -> dict[str, str]:
    """Given names of the census in lower case, m or f, those that are nearly always one of the two."""
    shares: dict[str, dict[str, float]] = {}
    for gender, file in (("m", "dist.male.first"), ("f", "dist.female.first")):
        for line in (census / file).read_text(encoding="ascii").splitlines():
            name, share, *_ = line.split()
            shares.setdefault(name.lower(), {})[gender] = float(share)
    found = {}
    for name, share in shares.items():
        male, female = share.get("m", 0.0), share.get("f", 0.0)
        if max(male, female) >= 0.95 * (male + female):
            found[name] = "m" if male > female else "f"
    return found


def main() -> None:
    """Write both files."""
    public = listed(Path(sys.argv[1]))
    states = [state_row(row, public.get(row["iso3"], [])) for row in read(HERE / "states.csv")]
    note = "States. Built by tools/build_actors.py from petrarch2's countries.csv (MIT) and tools/states.csv."
    write(CODEBOOKS / "actors_states.csv", note, COLUMNS, sorted(states, key=lambda row: row["id"]))
    if len(sys.argv) > 2:
        given = genders(Path(sys.argv[2])) | {
            row["name"].lower(): row["gender"] for row in read(HERE / "given_names.csv")
        }
        rows = [{"name": name, "gender": gender} for name, gender in sorted(given.items()) if gender in ("m", "f")]
        note = "Given names. Built by tools/build_actors.py from the 1990 U.S. census and tools/given_names.csv."
        write(CODEBOOKS / "given_names.csv", note, ("name", "gender"), rows)


if __name__ == "__main__":
    main()
