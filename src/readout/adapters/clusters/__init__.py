"""
Reads shards on Ray: a file each, on this machine or on a cluster, to the records that one process would give.

A shard is a batch: what is kept of it is what `readout analyse SHARD` prints. An actor keeps a reading process warm and
takes one shard after another; what it finishes it writes, so that a killed actor or node costs the shards it had in
hand, which others read again to the same bytes. Ray Data hands the shards out (Moritz et al. 2018).
"""

import logging
import os
import re
import socket
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import msgspec

from readout.adapters.clusters.shards import ReadShard, Setting, Shard
from readout.errors import InputError, OutputError

__all__ = ["ReadShard", "Setting", "Shard", "read_on_ray"]

LOCAL = "ray"  # what --on takes for a Ray of this machine's own
PATIENCE = 10.0  # seconds until a cluster that does not answer is taken for absent
SPARE = 1  # CPUs left to Ray's own tasks: actors that take them all wait for ever, without a word
QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_worker_niceness": "0",  # Ray's 15 starves the reading wherever anything else is at work
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",  # else "uv run" sends the folder to each machine, to be set up there anew
}
TRIES = 10  # times that a shard is handed out again when who read it is gone


def read_on_ray(shards: Sequence[Shard], setting: Setting, on: str, actors: int | None = None) -> Iterator[ReadShard]:
    """
    What came of each shard, as they are finished, in any order.

    `on` is "ray", or the address of a cluster (ray://HOST:10001, HOST:6379, auto); `actors` how many read at once,
    None: one a CPU that is there now. Raises OutputError where Ray is not installed, InputError where the cluster is
    not there, a machine cannot read, or a shard ended whoever read it.
    """
    ray = _load_ray()
    with _joined(ray, on, actors or os.cpu_count() or 1):
        cpus = int(ray.cluster_resources().get("CPU", 1))
        many = max(1, min(len(shards), actors or cpus - SPARE))
        try:
            for row in _hand_out(ray, shards, setting, many).iter_rows():
                one = msgspec.json.decode(row["told"], type=ReadShard)
                if one.halt is not None:
                    told = f"{one.halt} (is the same version of readout on every machine?)"
                    raise InputError("--on", f"a machine cannot read: {told}")
                yield one
        except ray.exceptions.RayError as error:
            raise InputError("--on", _word(error)) from error


def _hand_out(ray: Any, shards: Sequence[Shard], setting: Setting, many: int) -> Any:
    """The data set of what comes of the shards; nothing is read until it is asked for."""
    from readout.adapters.clusters.reader import ShardReader  # noqa: PLC0415 -- loads Arrow

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    rows = [{"shard": msgspec.json.encode(shard)} for shard in shards]
    return ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        ShardReader,
        fn_constructor_args=(setting,),
        batch_size=1,
        batch_format="numpy",
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=many),
        num_cpus=1,
        max_restarts=-1,
        max_task_retries=TRIES,
    )


@contextmanager
def _joined(ray: Any, on: str, actors: int) -> Iterator[None]:
    """A Ray of this machine's own that is ended afterwards, or an existing cluster that goes on."""
    quiet = {"include_dashboard": False, "num_cpus": actors + SPARE} if on == LOCAL else {"address": on}
    _knock(on)
    try:
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **quiet)
    except Exception as error:  # Ray raises the bare class, too, where a busy machine is not up in its 30 seconds
        ray.shutdown()
        raise InputError("--on", f"no Ray can be had at '{on}', try again or ask another: {_word(error)}") from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield
    finally:
        ray.shutdown()


def _knock(on: str) -> None:
    """Raise InputError where nobody answers at an address: Ray itself would go on asking for five minutes."""
    found = re.fullmatch(r"(?:ray://)?\[?([^\[\]/]+?)\]?:(\d{1,5})", on)
    if found is None:
        return
    try:
        socket.create_connection((found[1], int(found[2])), PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise InputError("--on", f"no Ray can be had at '{on}': {error}") from error


def _load_ray() -> Any:
    """Ray with its data sets, which tells nobody that it is used."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ray = import_module("ray")
            import_module("ray.data")
    except ModuleNotFoundError as error:
        raise OutputError("--on needs Ray, which is not installed: pip install 'readout[scale]'") from error
    return ray


def _word(error: BaseException) -> str:
    """The last line of what an error says."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
