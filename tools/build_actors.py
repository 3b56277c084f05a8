"""
Build `actors_states.csv`, `actors_rulers.csv` and `given_names.csv` of the codebook from public lists.

usage: build_actors.py COUNTRIES_CSV [CENSUS_FOLDER [PHOENIX_ACTORS]]

COUNTRIES_CSV: `countries.csv` of the dictionaries of petrarch2 and its successors (MIT licence): ISO 3166-1 codes,
names and nationalities. Beside it `tools/states.csv`, our own: capitals, seats of power, further names.
CENSUS_FOLDER: a folder with `dist.male.first` and `dist.female.first`, the given names of the 1990 census of the
United States with their share in per cent (a work of its Census Bureau, public domain; the Python package `names` has
them). A name is kept when nineteen in twenty of its bearers are of one gender; `tools/given_names.csv`, our own, adds
names from elsewhere in the world.
PHOENIX_ACTORS: `Phoenix.Countries.actors.txt` of the same dictionaries (MIT licence): from it those who ruled a state
after 1990, with its code and without their dates. Whom `actors_people.csv` has is left out.
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


RULER = re.compile(r"\[([A-Z]{3})(GOV|ELI)\s*([^\]]*)\]")
CLEAN = re.compile(r"[A-Z'-]{2,}(?:_(?:[A-Z'-]+|[A-Z]\.))+_?")
TITLED = re.compile(
    r"(?:PRESIDENT|GENERAL|KING|QUEEN|SHEI?KH|PRIME|PREMIER|MR|SIR|EMIR|PRINCE|SULTAN|SAMDECH|DR|COL|GEN)_"
)
SMALL = {"Al": "al", "De": "de", "Da": "da", "Dos": "dos", "Bin": "bin", "Van": "van", "Von": "von", "El": "el"}


def rulers(actors: Path) -> list[dict[str, str]]:
    """Heads of state and government of Phoenix: entries of an elite that once was the government, after 1990."""
    people = read(CODEBOOKS / "actors_people.csv")
    ours = {word for row in people for word in [row["id"], row["name"], *row["names"].split("|")]}
    states = {row["codes"][:3]: row["id"] for row in read(CODEBOOKS / "actors_states.csv")}
    rows: dict[str, dict[str, str]] = {}
    for names, told in entries(actors):
        ruled = [(code, days) for code, kind, days in RULER.findall(told) if kind == "GOV" and rules_late(days)]
        written = [spelled(name) for name in names if CLEAN.fullmatch(name) and not TITLED.match(name)]
        if (
            ruled
            and "ELI" in told
            and written
            and ours.isdisjoint([*written, slug(written[0])])
            and ruled[0][0] in states
        ):
            code = ruled[0][0]
            rows.setdefault(
                slug(written[0]),
                {
                    "id": slug(written[0]),
                    "name": written[0],
                    "kind": "person",
                    "country": states[code],
                    "names": "|".join(dict.fromkeys(written[1:])),
                    "codes": f"{code}|{code}GOV",
                },
            )
    return [rows[key] for key in sorted(rows)]


def entries(actors: Path) -> list[tuple[list[str], str]]:
    """The entries of a TABARI actors file: the names, and all codes with their days as written."""
    found: list[tuple[list[str], str]] = []
    for line in actors.read_text(encoding="utf-8", errors="replace").splitlines():
        told = line.split("#")[0].strip()
        name = "" if told.startswith("[") else told.split("[")[0].split("(")[0].strip()
        if name and not name.startswith("+"):
            found.append(([name], told))
        elif told and found:
            found[-1] = ([*found[-1][0], *([name[1:]] if name else [])], f"{found[-1][1]} {told}")
    return found


def rules_late(days: str) -> bool:
    """Whether a span of days such as `>050123` or `030225-080227` (two digits of the year first) ends after 1990."""
    digits = re.findall(r"\d{6,8}", days)
    if not digits:
        return False
    year = int(digits[-1][:4]) if len(digits[-1]) == 8 else int(digits[-1][:2])
    return year >= 1990 or 90 <= year <= 99 or year <= 20 or ">" in days


def spelled(name: str) -> str:
    """A name of the list as newspapers write it: "OMAR_AL_BASHIR_" is "Omar al Bashir"."""
    words = [word.capitalize() for word in name.strip("_").split("_") if word]
    words = ["-".join(part.capitalize() for part in word.split("-")) for word in words]
    return " ".join([words[0], *(SMALL.get(word, word) for word in words[1:])])


def main() -> None:
    """Write the files whose lists are given."""
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
    if len(sys.argv) > 3:
        columns = ("id", "name", "kind", "country", "names", "codes")
        note = "Rulers after 1990. Built by tools/build_actors.py from Phoenix.Countries.actors.txt (MIT)."
        write(CODEBOOKS / "actors_rulers.csv", note, columns, rulers(Path(sys.argv[3])))


if __name__ == "__main__":
    main()
