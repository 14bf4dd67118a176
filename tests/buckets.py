"""An S3 server at a real address, and buckets in it as an administrator would give them."""

import logging
from collections.abc import Iterator

import pytest
from moto.server import ThreadedMotoServer

from vault import buckets
from vault.ids import new_id

NOBODY = "http://127.0.0.1:9"


@pytest.fixture(scope="session")
def bucket_server() -> Iterator[str]:
    """Run the server and give its address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    yield "http://{}:{}".format(*running.get_host_and_port())
    running.stop()


@pytest.fixture
def reach(monkeypatch):
    """Let the house look for its buckets at an address."""

    def look_at(address: str) -> None:
        for name, value in {
            "AWS_ENDPOINT_URL_S3": address,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }.items():
            monkeypatch.setenv(name, value)
        buckets.client.cache_clear()

    yield look_at
    buckets.client.cache_clear()


@pytest.fixture
def ledger_bucket_name(bucket_server, reach, settings) -> str:
    """A bucket with object lock for the ledger of this test alone."""
    reach(bucket_server)
    name = f"destructions-{new_id()}"
    buckets.client().create_bucket(Bucket=name, ObjectLockEnabledForBucket=True)
    settings.AKKOORD_LEDGER_BUCKET = f"s3://{name}/house"
    return name


@pytest.fixture
def file_bucket_name(bucket_server, reach, settings) -> str:
    """A bucket for the sealed files of this test alone."""
    reach(bucket_server)
    name = f"files-{new_id()}"
    buckets.client().create_bucket(Bucket=name)
    settings.AKKOORD_STORAGE_BUCKET = f"s3://{name}/house"
    return name
