"""Profiles: what is wrong is named with file, line and field, and nothing half is loaded."""

import json

import pytest

from reglement.loading import DEMO_CHOICES, ProfileInvalid, law_floor, profile_path, read_profile, read_ruleset
from reglement.loading.library import PROFILES
from reglement.loading.positions import Positions
from reglement.loading.silences import silences_of
from reglement.rules import Ruleset
from reglement.rules.choices import apply_choices, holes_of
from reglement.rules.expected import Expected
from reglement.rules.wordlists import OrganisationChoice
from reglement.wording import problem_text

SMALL = """\
purpose_binding = "1"

[metadata]
key = "klein"
kind = "reglement"
name = "Klein reglement"
label = "2026"

[default_deny]
disclosure = "2"
access = "1"

[[articles]]
key = "1"
label = "1"
text = "Gegevens zijn voor de begeleiding."

[[articles]]
key = "2"
label = "2"
text = "Verstrekken kan alleen na toestemming."

[[gate_rule]]
id = "consent-first"
article = "2"
act = ["report"]
effect = "allow"
match = { form = ["written"] }
needs = [
    { kind = "consent", form = "written" },
]
"""
SHIPPED = sorted(path.stem for path in PROFILES.glob("*.toml") if path != DEMO_CHOICES)


def problems(text: str | bytes, file: str = "klein.toml"):
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(ProfileInvalid) as invalid:
        read_profile(content, file=file)
    return [(problem.line, problem.field, problem.code) for problem in invalid.value.problems]


def line_of(needle: str, text: str = SMALL) -> int:
    return text[: text.index(needle)].count("\n") + 1


def test_small_profile_loads():
    assert read_profile(SMALL.encode(), file="klein.toml").metadata.key == "klein"


@pytest.mark.parametrize("profile", SHIPPED)
def test_shipped_profile_is_whole_once_its_holes_are_filled(profile):
    path = profile_path(profile)
    read = read_profile(path.read_bytes(), file=path.name, choices=DEMO_CHOICES)

    assert holes_of(read) == ()


@pytest.mark.parametrize(
    ("profile", "hole"), [("a4p", "after-the-traject.term"), ("wc", "extensive-report.duties.0.within")]
)
def test_hole_of_the_text_stays_a_hole_without_a_choice(profile, hole):
    read = read_profile(profile_path(profile).read_bytes(), file="x")

    assert [f"{found.rule}.{found.field}" for found in holes_of(read)] == [hole]


def test_measure_without_a_rhythm_is_a_hole_that_the_organisation_fills():
    lines = ('id = "look"', 'article = "1"', 'label = "nakijken"', 'kept_by = "organisation"', 'review = "unset"')
    measure = "\n".join(("[[measure]]", *lines))
    chosen = {"rule": "look", "field": "review", "value": "P3M", "reason": "Eigen keuze."}
    read = read_profile((SMALL + measure).encode(), file="klein.toml")
    filled = apply_choices(read.model_copy(update={"organisation_choice": (OrganisationChoice(**chosen),)}))

    assert [f"{found.rule}.{found.field}" for found in holes_of(read)] == ["look.review"]
    assert filled.measure[0].review == "P3M"


def test_article_keys_are_unique_where_the_text_prints_a_label_twice():
    articles = read_profile(profile_path("a4p").read_bytes(), file="x").articles

    assert [article.key for article in articles if article.label == "4"] == ["4", "4R"]


CHANGES = [
    ('effect = "allow"', 'effekt = "allow"', "gate_rule[1].effekt", "unknown_key"),
    ('effect = "allow"', 'effect = "perhaps"', "gate_rule[1].effect", "wrong_value"),
    ('article = "2"', 'article = "9"', "gate_rule[1].article", "missing_article"),
    ('disclosure = "2"', 'disclosure = "7"', "default_deny.disclosure", "missing_article"),
    ('key = "2"\nlabel', 'key = "1"\nlabel', "articles[2].key", "duplicate_key"),
    ('form = ["written"]', 'form = ["shouted"]', "gate_rule[1].match.form[1]", "wrong_value"),
    ('form = "written" }', 'form = "shouted" }', "gate_rule[1].needs[1].form", "wrong_value"),
    (
        'kind = "consent", form',
        'kind = "consent", colour = "red", form',
        "gate_rule[1].needs[1].colour",
        "unknown_key",
    ),
    ('label = "2026"\n', "", "metadata.label", "missing_key"),
]


@pytest.mark.parametrize(("old", "new", "field", "code"), CHANGES, ids=[change[2] for change in CHANGES])
def test_mistake_is_named_by_line_and_field(old, new, field, code):
    text = SMALL.replace(old, new, 1)
    line = line_of("[metadata]") if code == "missing_key" else line_of(new.split("\n")[0], text)
    if code == "duplicate_key":
        line = text.rindex(new.split("\n")[0], 0, text.index("Verstrekken"))
        line = text[:line].count("\n") + 1

    assert (line, field, code) in problems(text)


LISTED = """
[[catalogue_item]]
article = "1"
key = "cv"
label = "cv"
tag = "ordinary"
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{ form =", '{ category_key = ["cv", "cw"], form ='),
        ("needs = [", 'needs = [\n    { kind = "categories", within = ["ordinary", "cw"] },'),
    ],
)
def test_category_that_the_list_does_not_have_is_told(old, new):
    text = SMALL.replace(old, new, 1)

    [told] = silences_of(read_profile((text + LISTED).encode(), file="klein.toml")).categories

    assert told.expected == Expected("listed_category", "consent-first", ("cv",))
    assert Positions(text + LISTED).line_of(told.path) == line_of('"cw"', text)
    assert silences_of(read_profile(text.encode(), file="klein.toml")).categories == ()


def test_every_mistake_is_named_at_once():
    """Also in one entry, and also what only shows between the parts of a text or beside the law floor."""
    second = SMALL[SMALL.index("[[gate_rule]]") :].replace('"allow"', '"deny"')
    text = SMALL.replace('effect = "allow"', 'effekt = "allow"').replace('article = "2"', 'article = "9"') + second

    assert problems(text + 'law = ["AVG 12"]\n' + LISTED.replace('"ordinary"', '"health"')) == [
        (line_of("[[gate_rule]]"), "gate_rule[1].effect", "missing_key"),
        (line_of('article = "9"', text), "gate_rule[1].article", "missing_article"),
        (line_of('effekt = "allow"', text), "gate_rule[1].effekt", "unknown_key"),
        (len(SMALL.splitlines()) + 2, "gate_rule[2].id", "duplicate_key"),
        (len(SMALL.splitlines()) + 7, "gate_rule[2].needs", "misplaced_needs"),
        (len(text.splitlines()) + 1, "gate_rule[2].law[1]", "missing_law_article"),
        (len(text.splitlines()) + 7, "catalogue_item[1].tag", "wrong_value"),
    ]


def test_articles_of_what_a_client_may_choose_are_there():
    lines = 'id = "end"\narticle = "1"\ntrigger = "traject_end"\nterm = "P1Y"\nbound = "at_most"\n'
    choice = 'override_article = "8"\nclosing_choice = [{ choice = "keep", term = "P3Y", article = "9" }]\n'

    assert [found[1:] for found in problems(f"{SMALL}[[retention_rule]]\n{lines}{choice}")] == [
        ("retention_rule[1].override_article", "missing_article"),
        ("retention_rule[1].closing_choice[1].article", "missing_article"),
    ]


def test_purpose_that_is_not_whole_makes_no_rule_useless():
    purpose = '\n[[purpose]]\nkey = "guidance"\narticle = "1"\nlabel = 7\n'
    text = SMALL.replace("match = {", 'match = { purpose = ["guidance"],') + purpose

    assert [field for _line, field, _code in problems(text)] == ["purpose[1].label"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('effect = "allow"', 'effect = "deny"', "misplaced_needs"),
        ('effect = "allow"', 'effect = "limit"', "empty_rule"),
        ("match = { form", "match = { objected = true, form", "objection_permits"),
        ("match = {", 'unless = [{ kind = "shown" }]\nmatch = {', "misplaced_unless"),
        ("match = {", 'law = ["AVG 999"]\nmatch = {', "missing_law_article"),
        ("match = {", 'also = ["999"]\nmatch = {', "missing_article"),
    ],
)
def test_rule_that_would_break_a_promise_is_refused(old, new, code):
    assert code in {found for _line, _field, found in problems(SMALL.replace(old, new, 1))}


CHOICES = """
# choices of more than one text
[[organisation_choice]]
ruleset = "another"
rule = "whatever"
field = "term"
value = "P2Y"
reason = "Voor een andere tekst."

[[organisation_choice]]
ruleset = "klein"
rule = "consent-first"
field = "duties.0.within"
value = "P5WD"
reason = "Wij kozen dit."
"""
OPEN = SMALL + 'duties = [{ kind = "show_client", within = "unset" }]\n'


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"duties.0.within"', '"term"', (12, "organisation_choice[2].rule", "no_such_hole")),
        ('"P5WD"', '"vijf dagen"', (14, "organisation_choice[2].value", "wrong_value")),
        ('"P5WD"', '"unset"', (14, "organisation_choice[2].value", "wrong_value")),
        ('ruleset = "klein"\n', "", (10, "organisation_choice[2].ruleset", "missing_key")),
        ('"P5WD"', '"P5WD', (14, "", "not_toml")),
        ("reason", "reden", (15, "organisation_choice[2].reden", "unknown_key")),
        ("# choices of more than one text", "keuze = 1", (2, "keuze", "unknown_key")),
    ],
)
def test_mistake_in_a_file_of_choices_is_named_in_that_file(tmp_path, old, new, problem):
    path = tmp_path / "keuzes.toml"
    path.write_text(new.join(CHOICES.rsplit(old, 1)))
    with pytest.raises(ProfileInvalid) as invalid:
        read_profile(OPEN.encode(), file="klein.toml", choices=path)

    assert {found.file for found in invalid.value.problems} == {"keuzes.toml"}
    assert problem in [(found.line, found.field, found.code) for found in invalid.value.problems]


def test_choices_fill_the_hole_of_their_own_text(tmp_path):
    path = tmp_path / "keuzes.toml"
    path.write_text(CHOICES)

    assert holes_of(read_profile(OPEN.encode(), file="klein.toml", choices=path)) == ()


def test_choice_that_fills_no_hole_is_refused():
    choice = '\n[[organisation_choice]]\nrule = "consent-first"\nfield = "term"\nvalue = "P2Y"\nreason = "zomaar"\n'

    assert problems(SMALL + choice)[0][2] == "no_such_hole"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[metadata\n", "not_toml"),
        (b"\xff\xfe", "not_utf8"),
        (b"x" * 10_000_000, "too_big"),
        (b"a = " + b"[" * 5000, "too_deep"),
        (b"a = " + b"[" * 50 + b"]" * 50, "too_deep"),
        (b"[" + b"a." * 2000 + b"a]", "too_deep"),
        (b"a = " + b"9" * 5000, "not_toml"),
        (b"a = 1\na = 2", "not_toml"),
        (b"a = 2026-13-40", "not_toml"),
        (b"", "missing_key"),
    ],
)
def test_file_that_is_no_profile_is_refused_clearly(content, code):
    assert problems(content)[0][2] == code


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{\n "metadata": ,\n}', (2, "", "not_json")),
        (b'{"a": 1,\n "b": 2,\n "a": 3}', (3, "", "duplicate_key")),
        (b"[" * 5000, (1, "", "too_deep")),
        (b'{"a": ' * 50 + b"1" + b"}" * 50, (1, "", "too_deep")),
        (b'{"a":\n' + b"9" * 5000 + b"}", (2, "", "not_json")),
        (b"[]", (1, "", "not_json")),
    ],
)
def test_json_that_is_no_profile_is_refused_clearly(content, problem):
    assert problems(content, file="klein.json") == [problem]


def test_mistake_in_json_is_named_by_line_and_field():
    document = read_profile(SMALL.encode(), file="klein.toml").model_dump(mode="json", by_alias=True)
    document["gate_rule"][0]["needs"][0]["form"] = "shouted"
    text = json.dumps(document, indent=2)

    assert problems(text, file="klein.json") == [
        (line_of('"shouted"', text), "gate_rule[1].needs[1].form", "wrong_value")
    ]


def test_list_that_never_ends_is_refused():
    articles = "".join(f'[[articles]]\nkey = "k{number}"\nlabel = "l"\ntext = "t"\n' for number in range(1001))

    assert problems(SMALL + articles)[0][1:] == ("articles", "wrong_value")


def test_mark_of_windows_before_the_text_is_no_mistake():
    assert read_profile(b"\xef\xbb\xbf" + SMALL.encode(), file="klein.toml")


def test_wrong_term_is_told_how_to_write_one():
    rule = 'id = "x1"\narticle = "2"\ntrigger = "traject_end"\nbound = "at_most"\nterm = "twee jaar"'
    with pytest.raises(ProfileInvalid) as invalid:
        read_profile((SMALL + "[[retention_rule]]\n" + rule).encode(), file="klein.toml")

    assert '"P2Y"' in problem_text(invalid.value.problems[0])


def test_windows_line_ends_count_as_one_line():
    text = SMALL.replace('article = "2"', 'article = "9"').replace("\n", "\r\n")

    assert problems(text) == [(line_of('article = "2"'), "gate_rule[1].article", "missing_article")]


def test_positions_follow_strings_that_run_over_lines():
    positions = Positions('a = """\n[not a table]\nb = 1\n"""\nc = [\n  1,\n  2,\n]\n[d]\ne = 1\n')

    assert [positions.line_of(path) for path in (("a",), ("c", 1), ("d", "e"))] == [1, 7, 10]


def test_law_floor_has_no_hole_and_cites_only_its_own_articles():
    law = law_floor().ruleset

    assert (holes_of(law), law.metadata.kind) == ((), "law")


def test_ruleset_survives_the_way_through_json():
    read = read_ruleset(SMALL.encode(), file="klein.toml")

    assert Ruleset.model_validate_json(json.dumps(read.model_dump(mode="json", by_alias=True))) == read


def test_figures_are_not_counted_by_anybodys_name():
    figures = '\n[[residual_rule]]\nid = "figures"\narticle = "1"\nfields = ["aantallen"]\npurpose = "tellen"\n'
    counted = f'{SMALL}{figures}term = "P5Y"\nkind = "figures"\nkeeps = ["year", "principal"]\n'

    assert problems(counted) == [(line_of("keeps =", counted), "residual_rule[1].keeps", "figures_name_somebody")]
    assert read_profile(counted.replace(', "principal"', "").encode(), file="klein.toml").residual_rule
