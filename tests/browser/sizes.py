"""Sizes of windows that pages are looked at in."""

SIZES = {"desk": (1440, 900), "tablet": (820, 1180), "phone": (390, 844), "smallest": (320, 640)}
