"""Ciphertext may be exchanged by one function, and by it nothing else can change, nowhere and for nobody."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.factories.vault import a_hold, unlock
from tests.vault.specimens import Specimen
from vault import sealing
from vault.guards import AppendOnly, LetResealingPass
from vault.services import fence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("specimen_tables")]

LABEL = "specimens.specimen.text"


@pytest.fixture
def grown(specimen):
    """The specimen in a table that only grows, except that it may be sealed anew."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE akkoord_owner")
        for statement in (
            *AppendOnly("specimens_specimen", may_update=["word"]).forward(),
            *LetResealingPass("specimens_specimen").forward(),
        ):
            cursor.execute(statement)
        cursor.execute("SET LOCAL ROLE akkoord_app")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return specimen


def resealed(specimen, *, text="Jan slaapt slecht", place="specimens_specimen", field="text", was=None):
    """Exchange the ciphertext of the text for another, and say for how many rows that was done."""
    with connection.cursor() as cursor:
        fresh = sealing.seal_bytes(text.encode(), safe_id=specimen.safe_id, label=LABEL, row_id=specimen.pk)
        was = was or ciphertext(specimen)
        cursor.execute(
            "SELECT vault_reseal(%s, %s, %s, %s, %s, %s)",
            [place, field, specimen.safe_id, [specimen.pk], [was], [fresh]],
        )
        return cursor.fetchone()[0]


def _sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def ciphertext(specimen):
    """Return what lies in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM specimens_specimen WHERE id = %s", [specimen.pk])
        return bytes(cursor.fetchone()[0])


def test_a_row_that_only_may_grow_is_sealed_anew_and_reads_the_same(grown):
    before = ciphertext(grown)

    assert resealed(grown) == 1

    assert ciphertext(grown) != before
    with unlock(grown.safe_id):
        assert Specimen.objects.get(pk=grown.pk).text == "Jan slaapt slecht"


def test_a_hold_does_not_forbid_it(grown):
    a_hold(grown.safe)

    assert resealed(grown) == 1


def test_whoever_wrote_meanwhile_wins(specimen):
    read = ciphertext(specimen)
    specimen.text = "Jan slaapt weer goed"
    specimen.save()

    assert resealed(specimen, was=read) == 0


def test_another_length_is_another_meaning_and_is_left(grown):
    assert resealed(grown, text="Jan slaapt goed") == 0


@pytest.mark.parametrize(
    ("place", "field"),
    [("specimens_specimen", "word"), ("vault_sealedfile", "sha256"), ("accounts_user", "name"), ("no_table", "text")],
)
def test_only_a_sealed_column_can_be_exchanged(specimen, place, field):
    with pytest.raises(IntegrityError, match="not a sealed column"), transaction.atomic():
        resealed(specimen, place=place, field=field)


def test_the_log_is_no_such_table(specimen):
    _sql(
        "INSERT INTO audit_event (id, event, outcome, actor_role, object_type, purpose, article, origin, safe_id,"
        " details, leaf_sha256) SELECT id, 'note.read', 'ok', '', '', '', '', '', safe_id, text, ''"
        " FROM specimens_specimen"
    )

    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        resealed(specimen, place="audit_event", field="details")


def test_nothing_is_sealed_anew_in_a_fenced_safe(specimen):
    fence([specimen.safe_id])

    with pytest.raises(IntegrityError, match="fenced"), transaction.atomic():
        resealed(specimen)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vault_safe SET canary = set_byte(canary, 20, 1)",
        "UPDATE specimens_specimen SET text = set_byte(text, 20, 1)",
    ],
)
def test_the_setting_opens_nothing_by_itself(grown, statement):
    _sql("SELECT set_config('akkoord.resealing', 'on', true)")

    with pytest.raises(IntegrityError, match=r"only grows|goes forward"), transaction.atomic():
        _sql(statement)


def test_the_setting_is_gone_when_the_function_ends(grown):
    resealed(grown)

    with connection.cursor() as cursor:
        cursor.execute("SELECT vault_is_resealing(), coalesce(current_setting('akkoord.resealing', true), '')")
        assert cursor.fetchone() == (False, "")


def test_nobody_else_may_call_it(specimen):
    _sql("SET LOCAL ROLE pg_monitor")

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        _sql("SELECT vault_reseal('vault_safe', 'canary', gen_random_uuid(), '{}', '{}', '{}')")
    _sql("SET LOCAL ROLE akkoord_app")


def test_the_guards_can_be_put_back_as_they_were(grown):
    with connection.cursor() as cursor:
        made = _guards(cursor)
        cursor.execute("SET LOCAL ROLE akkoord_owner")
        for statement in LetResealingPass("specimens_specimen").backward():
            cursor.execute(statement)
        assert not any("vault_is_resealing" in guard for guard in _guards(cursor))
        for statement in LetResealingPass("specimens_specimen").forward():
            cursor.execute(statement)
        assert _guards(cursor) == made


def _guards(cursor):
    cursor.execute(
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE tgrelid = 'specimens_specimen'::regclass AND NOT tgisinternal ORDER BY 1"
    )
    return [guard for (guard,) in cursor.fetchall()]


def test_every_guard_of_a_row_with_sealed_content_lets_resealing_pass():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgname, pg_get_triggerdef(guard.oid) FROM pg_trigger guard"
            " JOIN vault_sealed_columns() ON place::text::regclass = tgrelid"
            " JOIN pg_attribute sealed ON sealed.attrelid = tgrelid AND sealed.attname = field"
            " WHERE NOT tgisinternal AND tgtype & 17 = 17 AND place <> 'audit_event'"
            " AND (cardinality(tgattr::int2[]) = 0 OR sealed.attnum = ANY (tgattr::int2[]))"
        )
        guards = dict(cursor.fetchall())

    assert guards
    assert [name for name, made in guards.items() if "vault_is_resealing" not in made] == []
