"""Two nodes of a Ray of our own, and an object store on loopback."""

import os
from dataclasses import dataclass

import pytest

KEYS = {"AWS_ACCESS_KEY_ID": "invented", "AWS_SECRET_ACCESS_KEY": "invented", "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_worker_niceness": "0", "RAY_BACKEND_LOG_LEVEL": "fatal", "AWS_EC2_METADATA_DISABLED": "true",
        "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0"}  # fmt: skip
os.environ.update(KEYS)  # before the nodes are started, which pass it on to their actors

from moto.server import ThreadedMotoServer  # noqa: E402
from ray.cluster_utils import Cluster  # noqa: E402


@dataclass
class Nodes:
    """A cluster whose head has one CPU and reads nothing of its own, and the nodes beside it."""

    cluster: Cluster
    nodes: list

    @property
    def address(self) -> str:
        return self.cluster.address


@pytest.fixture(scope="module")
def nodes():
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    found = Nodes(cluster, [cluster.add_node(num_cpus=1) for _ in range(2)])
    cluster.wait_for_nodes()
    yield found
    cluster.shutdown()


@pytest.fixture(scope="module")
def store():
    """An object store with a bucket; what stands behind the question mark of its URIs."""
    import boto3  # noqa: PLC0415

    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1")
    client.create_bucket(Bucket="desk")
    yield client, f"?scheme=http&region=us-east-1&endpoint_override={host}:{port}"
    server.stop()
