"""A table as CSV (RFC 4180) that a spreadsheet opens and runs nothing of."""

import csv
import io

from readout.rendering.layout import Table

_RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet may run what begins so


def write_table(table: Table) -> bytes:
    """The table with its header line, in UTF-8; a cell that a spreadsheet might run begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_fit(cell) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8", "replace")


def _fit(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
