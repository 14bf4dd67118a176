"""The drawings: one path per icon, on a 24 by 24 sheet, drawn with a round pen of width 2."""

from typing import Final

ICONS: Final = {
    "add": "M12 5v14M5 12h14",
    "alert": "M12 4 2.8 20h18.4ZM12 10v4.5M12 17.4v.1",
    "archive": "M3 5h18v4H3ZM5 9v10h14V9M10 13h4",
    "arrow-left": "M19 12H5m6-6-6 6 6 6",
    "arrow-right": "M5 12h14m-6-6 6 6-6 6",
    "bell": "M6 16v-5a6 6 0 0 1 12 0v5l1.5 2h-15ZM10 20.5h4",
    "calendar": "M4 6h16v14H4ZM4 10.5h16M8.5 3v4M15.5 3v4",
    "check": "m5 12.5 4.5 4.5L19 7.5",
    "chevron-down": "m6 9.5 6 6 6-6",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2",
    "close": "M6 6l12 12M18 6 6 18",
    "document": "M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6M9 16h6",
    "download": "M12 4v11m-5-5 5 5 5-5M5 20h14",
    "edit": "M4 20h4L19 9l-4-4L4 16ZM13 7l4 4",
    "eye": (
        "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"
        "M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6Z"
    ),
    "folder": "M3 6h6l2.5 3H21v10H3Z",
    "heart": "M12 20S3.5 15 3.5 9.2A4.7 4.7 0 0 1 12 6.6a4.7 4.7 0 0 1 8.5 2.6C20.5 15 12 20 12 20Z",
    "help": (
        "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9.6 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.8M12 16.6v.1"
    ),
    "home": "M4 11.5 12 4l8 7.5V20h-5.5v-5.5h-5V20H4Z",
    "info": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5.5M12 7.6v.1",
    "key": "M8 11.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM11 12.7 20 4M16.5 7.2l2.5 2.5",
    "link": "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
    "lock": "M5.5 11h13v9.5h-13ZM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
    "logout": "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
    "mail": "M3 6h18v12H3Zm0 1 9 6.5L21 7",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "moon": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z",
    "people": (
        "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM3.5 19.5a5.5 5.5 0 0 1 11 0"
        "M16 5.2a3 3 0 0 1 0 5.6M17.5 14.5a5.5 5.5 0 0 1 3 5"
    ),
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5a7.5 7.5 0 0 1 15 0",
    "phone": "M6.5 3.5h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15 15 0 0 1 4.5 5.5a2 2 0 0 1 2-2Z",
    "print": "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7Z",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3 20.5 20.5",
    "send": "M21 3 3 10.5l7 3.5 3.5 7ZM10 14 21 3",
    "shield": "M12 3 4.5 6v5.5c0 4.5 3 8 7.5 9.5 4.5-1.5 7.5-5 7.5-9.5V6ZM8.5 12l2.5 2.5 4.5-5",
    "sun": (
        "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2"
        "M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
    ),
    "trash": "M4.5 7h15M9 7V4h6v3M6.5 7l1 13.5h9l1-13.5M10 11v6M14 11v6",
    "upload": "M12 16V5m-5 5 5-5 5 5M5 20h14",
}


class NoSuchIcon(Exception):
    """A page asked for a drawing that was never made."""


def path_of(name: str) -> str:
    """Return the path of an icon; raises NoSuchIcon."""
    try:
        return ICONS[name]
    except KeyError:
        raise NoSuchIcon(name) from None
