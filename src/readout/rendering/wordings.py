"""One statement as each passage words it, with the words marked that differ."""

from readout.codes import Quoting
from readout.records import StatementLine, Wording
from readout.rendering.layout import Part
from readout.rendering.receipts import Shelf, show_receipt


def show_wordings(line: StatementLine, shelf: Shelf) -> tuple[Part, ...]:
    """
    A telling for each wording, the line's own first where it is a quotation; none where all print the same words.

    Of reports, which always differ, only the other wordings are shown and nothing is marked.
    """
    if not line.variants:
        return ()
    reported = line.quoting is Quoting.INDIRECT
    elsewhere = {wording.citation for wording in line.variants}
    own = [Wording(line.words, line.differing, one) for one in line.citations if one not in elsewhere]
    told = "reported" if reported else "quoted"
    return tuple(
        Part(f"{told} by {receipt.outlet} as", wording.words, (receipt,), wording.differing)
        for wording in (*(() if reported else own[:1]), *line.variants)
        for receipt in (show_receipt(wording.citation, shelf),)
    )
