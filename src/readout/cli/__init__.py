"""The command line: parses what was typed, calls an action, shows what came of it. One module a group of commands."""

import click

from readout.cli.briefs import analyse, brief, verify
from readout.cli.collecting import collect, worker
from readout.cli.comparing import compare
from readout.cli.desks import diff, init, status
from readout.cli.intake import add, read
from readout.cli.mailing import doctor, send, settle
from readout.cli.moving import archive, backup, export, import_
from readout.cli.podcasting import podcast
from readout.cli.publishing import draft, publish
from readout.cli.readers import readers, returns
from readout.cli.releasing import approve, correct
from readout.cli.serving import desk
from readout.cli.sites import site
from readout.version import VERSION

__all__ = ["main"]


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 fine, 1 verify found faults, 2 usage, 3 nothing could be read, 4 some inputs could not.",
)
@click.version_option(VERSION, prog_name="readout")
def main() -> None:
    """
    Read what rival outlets write about a standoff; write a brief in which every line has a receipt.

    \b
    Try it on the shipped example:
      readout brief examples/strait/articles --standoff examples/strait/standoff

    \b
    Follow a standoff week by week, in a folder of your own:
      readout init my-desk
      readout add news/*.txt --desk my-desk
      readout brief --week 2031-W10 --desk my-desk
    """  # noqa: D301 -- click reads the mark as a character: what follows keeps its lines


for command in (
    add, analyse, approve, archive, backup, brief, collect, compare, correct, desk, diff, doctor, draft, export,
    import_, init, podcast, publish, read, readers, returns, send, settle, site, status, verify, worker,
):  # fmt: skip
    main.add_command(command)
