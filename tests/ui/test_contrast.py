"""Every pair of colours that carries words or a control is readable, by day and by night."""

import re
from pathlib import Path

import pytest

STYLE = (Path(__file__).resolve().parents[2] / "ui/static/ui/akkoord.css").read_text()
BLOCKS = re.findall(r":root(?:[^{]*)\{([^}]*--ink[^}]*)\}", STYLE.split("/* ---- Ground")[0])
NAMES = ("light", "dark by device", "dark by choice")
WORDS = [
    *((word, ground) for word in ("ink", "soft", "brand") for ground in ("paper", "sheet", "wash")),
    *((tone, f"{tone}-wash") for tone in ("yes", "wait", "no", "info", "brand")),
    *((tone, "sheet") for tone in ("yes", "wait", "no", "info", "brand-deep")),
    *(("ink", f"{tone}-wash") for tone in ("yes", "wait", "no", "info", "brand")),
    ("soft", "no-wash"),
    ("brand-deep", "brand-wash"),
    ("on-brand", "brand"),
    ("on-brand", "brand-deep"),
    ("sheet", "no"),
]
CONTROLS = [("edge", "paper"), ("edge", "sheet"), ("brand", "paper"), ("no", "sheet")]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert round(ratio("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("word", "ground"), WORDS)
def test_words_can_be_read_on_their_ground(name, word, ground):
    colours = tokens(BLOCKS[NAMES.index(name)])

    assert ratio(colours[word], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("line", "ground"), CONTROLS)
def test_controls_stand_out_from_their_ground(name, line, ground):
    colours = tokens(BLOCKS[NAMES.index(name)])

    assert ratio(colours[line], colours[ground]) >= 3


def test_dark_is_the_same_whether_the_device_or_the_person_chose_it():
    by_device, by_choice = (" ".join(block.split()) for block in BLOCKS[1:])

    assert by_device == by_choice


def test_the_stylesheet_stays_small():
    assert len(STYLE.encode()) <= 30 * 1024
