"""What the database holds by itself: held rows stay, fenced safes take nothing in, some tables only grow."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from tests.factories.vault import a_hold, a_safe
from tests.vault.specimens import Specimen
from vault.facts import HoldAlreadyReleased, SafeIsFenced, SafeIsGone
from vault.guards import AppendOnly
from vault.ids import new_id
from vault.models import HeldSafe, Hold, Safe
from vault.queries import held
from vault.services import fence, place_hold, release_hold, shred

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("specimen_tables")]


@pytest.mark.parametrize(
    "delete",
    [
        lambda row: row.delete(),
        lambda row: Specimen.objects.filter(id=row.id).delete(),
        lambda row: Specimen.objects.filter(id=row.id)._raw_delete("default"),
        lambda row: _sql("DELETE FROM specimens_specimen WHERE id = %s", row.id),
        lambda row: _sql("DELETE FROM specimens_specimen"),
        lambda row: _sql("WITH gone AS (DELETE FROM specimens_specimen RETURNING id) SELECT %s", row.id),
    ],
)
def test_a_held_row_is_not_deleted_whatever_the_path(specimen, delete):
    a_hold(specimen.safe)

    with pytest.raises(IntegrityError, match="hold"), transaction.atomic():
        delete(specimen)

    assert Specimen.objects.filter(id=specimen.id).exists()


def test_a_delete_of_many_stops_at_one_held_row(specimen, other_safe):
    Specimen.objects.create(safe=other_safe, text="vrij")
    a_hold(specimen.safe)

    with pytest.raises(IntegrityError, match="hold"), transaction.atomic():
        Specimen.objects.filter(safe__in=[specimen.safe, other_safe]).delete()

    assert Specimen.objects.filter(safe__in=[specimen.safe, other_safe]).count() == 2


def test_a_held_row_can_not_be_moved_out_of_its_safe(specimen, other_safe):
    a_hold(specimen.safe)

    with pytest.raises(IntegrityError, match="hold"), transaction.atomic():
        _sql("UPDATE specimens_specimen SET safe_id = %s WHERE id = %s", other_safe.id, specimen.id)
    with pytest.raises(IntegrityError, match="hold"), transaction.atomic():
        _sql("UPDATE specimens_specimen SET id = %s WHERE id = %s", new_id(), specimen.id)


def test_a_held_row_can_still_be_worked_in(specimen):
    a_hold(specimen.safe)

    specimen.text = "aangevuld"
    specimen.save()


def test_one_of_two_holds_still_holds(specimen):
    first, second = a_hold(specimen.safe), a_hold(specimen.safe)

    release_hold(first.id, by=new_id())
    with pytest.raises(IntegrityError), transaction.atomic():
        specimen.delete()
    assert list(Hold.objects.filter(safes=specimen.safe_id, released_at=None)) == [second]

    release_hold(second.id, by=new_id())
    assert held([specimen.safe_id]) == frozenset()
    specimen.delete()


def test_a_fenced_safe_takes_nothing_in(specimen):
    fence([specimen.safe_id])

    with pytest.raises(IntegrityError, match="fenced"), transaction.atomic():
        Specimen.objects.create(safe=specimen.safe, text="nieuw")
    with pytest.raises(IntegrityError, match="fenced"), transaction.atomic():
        Specimen.objects.filter(id=specimen.id).update(word="nieuw")


def test_after_the_shred_what_remains_can_be_blanked_and_nothing_added(specimen):
    shred([specimen.safe_id], case_id=new_id(), certificate_id=None)

    Specimen.objects.filter(id=specimen.id).update(remark=None, word="")
    with pytest.raises(IntegrityError, match="fenced"), transaction.atomic():
        _sql(
            "INSERT INTO specimens_specimen (id, safe_id, text, word) SELECT %s, safe_id, text, ''"
            " FROM specimens_specimen WHERE id = %s",
            new_id(),
            specimen.id,
        )
    specimen.delete()


def test_a_hold_comes_too_late_for_a_fenced_safe(safe):
    fence([safe.id])

    with pytest.raises(SafeIsFenced):
        a_hold(safe)
    hold = a_hold(a_safe())
    with pytest.raises(IntegrityError, match="fenced"), transaction.atomic():
        HeldSafe.objects.create(hold=hold, safe=safe)


def test_a_hold_on_an_unknown_safe_is_refused(safe):
    with pytest.raises(SafeIsGone):
        place_hold([safe.id, new_id()], ground="court", review_on=None, by=new_id())


def test_a_hold_that_lasts_can_not_be_taken_away(safe):
    hold = a_hold(safe)

    for path in (Hold.objects.filter(id=hold.id), HeldSafe.objects.filter(hold=hold)):
        with pytest.raises(IntegrityError), transaction.atomic():
            path.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldSafe.objects.filter(hold=hold).update(safe=a_safe())


def test_a_released_hold_stays_as_it_is(safe):
    hold = release_hold(a_hold(safe).id, by=new_id())

    with pytest.raises(HoldAlreadyReleased):
        release_hold(hold.id, by=new_id())
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(id=hold.id).update(released_at=None, released_by_id=None)


@pytest.mark.parametrize(
    "change",
    [{"released_at": Now()}, {"released_by_id": new_id()}, {"ground": "zomaar"}],
)
def test_a_hold_says_when_and_by_whom_and_why(safe, change):
    hold = a_hold(safe)

    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.filter(id=hold.id).update(**change)


def test_a_safe_is_under_a_hold_once(safe):
    hold = a_hold(safe)

    with pytest.raises(IntegrityError), transaction.atomic():
        HeldSafe.objects.create(hold=hold, safe=safe)


@pytest.fixture
def log(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE akkoord_owner")
        cursor.execute("CREATE TABLE growing (id int, word text, closed_at timestamptz)")
        cursor.execute("SET LOCAL ROLE akkoord_app")
        cursor.execute("INSERT INTO growing VALUES (1, 'x', NULL)")

    def guard(**options):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE akkoord_owner")
            for statement in AppendOnly("growing", **options).forward():
                cursor.execute(statement)
            cursor.execute(f"SET LOCAL ROLE {(options and 'akkoord_app') or 'akkoord_owner'}")

    return guard


@pytest.mark.parametrize("statement", ["UPDATE growing SET word = 'y'", "DELETE FROM growing", "TRUNCATE growing"])
def test_an_append_only_table_refuses_even_its_owner(log, statement):
    log()

    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        _sql(statement)


def test_named_columns_may_change_and_others_not(log):
    log(may_update=["closed_at"])

    _sql("UPDATE growing SET closed_at = now()")
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        _sql("UPDATE growing SET closed_at = now(), word = 'y'")


def test_a_table_may_be_purged_and_still_not_changed(log):
    log(may_delete=True, may_update=["closed_at"])

    _sql("DELETE FROM growing")


def test_a_file_of_a_size_or_sum_that_can_not_be_is_refused(safe):
    Safe.objects.filter(id=safe.id).update(fenced_at=F("fenced_at"))
    for size, digest in ((-1, "0" * 64), (1, "xyz")):
        with pytest.raises(IntegrityError), transaction.atomic():
            _sql(
                "INSERT INTO vault_sealedfile (id, safe_id, storage_name, size_bytes, sha256, media_type)"
                " VALUES (%s, %s, 'x', %s, %s, '')",
                new_id(),
                safe.id,
                size,
                digest,
            )


def _sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
