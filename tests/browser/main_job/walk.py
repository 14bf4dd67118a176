"""Everybody who walks the main job, each with a browser, and the post between them."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.main_job.town import CLIENT_EMAIL, Town
from tests.browser.post_office import PostOffice
from tests.browser.visitors import Album, Visitor

BOTH = ("light", "dark")


@dataclass
class Walk:
    """The people, and the number of the dossier once there is one."""

    town: Town
    coach: Visitor
    client: Visitor
    contact: Visitor
    stranger: Visitor
    directie: Visitor
    post: PostOffice
    album: Album
    number: str = ""

    @property
    def dossier(self) -> str:
        """Return where the dossier lives."""
        return f"/dossiers/{self.number}/"

    @classmethod
    def of(cls, town: Town, post: PostOffice, album: Album, visitor: Callable[..., Visitor]) -> "Walk":
        """Return everybody at the door; the client comes on a phone."""
        return cls(
            town,
            coach=visitor(town.coach.email),
            client=visitor(CLIENT_EMAIL, "phone"),
            contact=visitor(town.contact.user.email),
            stranger=visitor(town.other_contact.user.email),
            directie=visitor(town.directie.email),
            post=post,
            album=album,
        )
