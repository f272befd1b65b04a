"""Reads a file of communes: official facts, as tab-separated text. Writes nothing.

`data/README.md` says what the columns hold and where the facts come from.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.core.exceptions import ValidationError

from portal.territory import names
from portal.territory.models import INSEE_CODE, POSTCODES, Commune

FILE = Path(__file__).parent / "data" / "communes.tsv"
COLUMNS = ("insee_code", "name", "postcodes", "department", "population", "latitude", "longitude")
#: Errors that are told: a file of another kind has one on each line.
MAX_TOLD = 20
#: The city of each arrondissement, by the beginning of its INSEE code: its position is that of the city
#: where the file says none.
CITIES = {"751": "75056", "132": "13055", "6938": "69123"}
MOST_INHABITANTS = 10_000_000


class WrongFile(ValueError):
    """Raised for a file that is not what it should be; `errors` are sentences that name the line."""

    def __init__(self, errors: list[str]):
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class OfficialCommune:
    """One row. `postcodes` are separated by blanks; a position is WGS 84, in decimal degrees."""

    insee_code: str
    name: str
    postcodes: str
    department: str
    population: int | None
    latitude: Decimal | None
    longitude: Decimal | None

    @property
    def values(self) -> dict[str, object]:
        """Returns the values of the columns of `Commune`."""
        row = {field.name: getattr(self, field.name) for field in fields(self)}
        return row | {"department_id": row.pop("department"), "folded": names.key_of(self.name)}


def read(
    file: Path, departments: Collection[str], only: Collection[str] | None = None
) -> dict[str, OfficialCommune]:
    """Returns the communes of a file by INSEE code, `only` these; `departments` are the known codes.

    Raises WrongFile with up to `MAX_TOLD` errors, and OSError.
    """
    found: dict[str, OfficialCommune] = {}
    errors: list[str] = []
    for line, row in _rows(file):
        if only is not None and row["insee_code"] not in only:
            continue
        try:
            commune = _commune(row, departments)
            if commune.insee_code in found:
                raise ValueError(f"{commune.insee_code} stands there twice")
            found[commune.insee_code] = commune
        except ValueError as error:
            errors.append(f"Line {line}: {error}.")
    if errors:
        more = [f"… and {len(errors) - MAX_TOLD} more."] if len(errors) > MAX_TOLD else []
        raise WrongFile([*errors[:MAX_TOLD], *more])
    if not found:
        raise WrongFile(["There is no commune in it."])
    return {code: _placed(commune, found) for code, commune in found.items()}


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str | None]]]:
    try:
        with file.open(encoding="utf-8", newline="") as text:
            rows = csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise WrongFile([f"Line 1: these columns are missing: {', '.join(missing)}."])
            for row in rows:
                yield rows.line_num, row
    except (UnicodeDecodeError, csv.Error) as error:
        raise WrongFile([f"It is not a text in UTF-8, separated by tabulators: {error}."]) from error


def _commune(row: dict[str, str | None], departments: Collection[str]) -> OfficialCommune:
    """Raises ValueError with what is wrong, without a full stop."""
    if None in row or None in row.values():
        raise ValueError("it has not as many columns as the first line")
    cells = {name: (row[name] or "").strip() for name in COLUMNS}
    for name, check in (("insee_code", INSEE_CODE), ("postcodes", POSTCODES)):
        try:
            if cells[name] or name == "insee_code":
                check(cells[name])
        except ValidationError as error:
            raise ValueError(f"« {cells[name][:30]} » is no {name}") from error
    longest = Commune._meta.get_field("name").max_length or 0
    if not (0 < len(cells["name"]) <= longest and cells["name"].isprintable()):
        raise ValueError(f"a name has 1 to {longest} signs")
    if len(cells["postcodes"]) > (Commune._meta.get_field("postcodes").max_length or 0):
        raise ValueError("there are too many postcodes")
    if cells["department"] not in departments:
        raise ValueError(f"« {cells['department'][:30]} » is no known département")
    latitude, longitude = _degrees(cells, "latitude", 90), _degrees(cells, "longitude", 180)
    if (latitude is None) != (longitude is None):
        raise ValueError("a position has a latitude and a longitude")
    return OfficialCommune(
        insee_code=cells["insee_code"],
        name=cells["name"].replace("'", "’"),
        postcodes=cells["postcodes"],
        department=cells["department"],
        population=_inhabitants(cells["population"]),
        latitude=latitude,
        longitude=longitude,
    )


def _inhabitants(cell: str) -> int | None:
    if not cell:
        return None
    if not (cell.isascii() and cell.isdigit() and int(cell[:12]) <= MOST_INHABITANTS):
        raise ValueError(f"« {cell[:30]} » is no population")
    return int(cell)


def _degrees(cells: dict[str, str], name: str, most: int) -> Decimal | None:
    if not cells[name]:
        return None
    try:
        degrees = Decimal(cells[name])
        if not abs(degrees) <= most:
            raise InvalidOperation
        return degrees.quantize(Decimal("0.00001"))
    except InvalidOperation as error:
        raise ValueError(f"« {cells[name][:30]} » is no {name}") from error


def _placed(commune: OfficialCommune, known: dict[str, OfficialCommune]) -> OfficialCommune:
    """Gives an arrondissement without a position that of its city."""
    city = next((known.get(CITIES[each]) for each in CITIES if commune.insee_code.startswith(each)), None)
    if commune.latitude is not None or city is None:
        return commune
    return OfficialCommune(
        **{field.name: getattr(commune, field.name) for field in fields(commune)}
        | {"latitude": city.latitude, "longitude": city.longitude}
    )
