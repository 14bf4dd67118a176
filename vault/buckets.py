"""S3 buckets as this house speaks to them: one client, one way to ask, and what a refusal means.

Credentials, region and endpoint are what boto3 takes from the environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL_S3).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from vault.facts import BucketOutOfReach

Answer = TypeVar("Answer")


def place_of(setting: str) -> tuple[str, str]:
    """Return bucket and prefix of an address as s3://bucket/folder; raises ImproperlyConfigured."""
    parts = urlsplit(getattr(settings, setting))
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured(f"{setting} is s3://bucket or s3://bucket/folder.")
    prefix = parts.path.strip("/")
    return parts.netloc, f"{prefix}/" if prefix else ""


def asked(ask: Callable[[], Answer], *, otherwise: dict[str, Answer]) -> Answer:
    """Return the answer, or what a refusal with this code stands for; raises BucketOutOfReach for other failures."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return ask()
    except ClientError as refused:
        code = str(refused.response.get("Error", {}).get("Code", ""))
        if code in otherwise:
            return otherwise[code]
        raise BucketOutOfReach(code) from refused
    except BotoCoreError as failed:
        raise BucketOutOfReach(type(failed).__name__) from failed


@lru_cache(maxsize=1)
def client() -> Any:
    """Return the client of this process."""
    # Half a second to import, which a house with a folder need not pay.
    import boto3
    from botocore.config import Config

    patience = Config(connect_timeout=3, read_timeout=10, retries={"mode": "standard", "max_attempts": 3})
    return boto3.client("s3", config=patience)
