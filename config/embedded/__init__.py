"""The servers that a checkout brings itself when the environment names none: PostgreSQL and Redis."""

from config.embedded.servers import ensure_servers, stop_servers
from config.embedded.state import state_folder

__all__ = ["ensure_servers", "state_folder", "stop_servers"]
