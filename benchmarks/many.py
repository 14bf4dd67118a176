"""A bureau in which many dossiers are due: one made by the services of the house, the others its copies by SQL."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from accounts.models import User
from dossiers.models import Client, Dossier, Duty, Part, Traject
from dossiers.terms import DutyKind
from reglement.models import Decision, ReglementVersion
from retention.inventory import take_inventory
from retention.models import PurgeCase
from retention.services.cases import find_due
from retention.services.closing import close
from tests.factories.accounts import OrganisationFactory
from tests.factories.consent import a_reglement_in_force, a_signed_coach
from tests.factories.dossiers import a_client, a_consult, a_document, a_dossier_of, a_note, an_opdrachtgever
from vault import keyring, storage
from vault.clock import today
from vault.keys.models import SafeKey
from vault.models import Safe, SealedFile

Model = type[models.Model]

NOTES, CONSULTS, DUTIES, RUNNING = 66, 20, 7, 200
# What the guards ask of a row must be there before it.
FIRST: list[Model] = [Decision, Safe, Client, Traject, Dossier, Part, SealedFile]
# What can't be the same in a copy; n counts them.
CLOSED = "closed_at, closed_by_id, ended_on, outcome"
OWN_WORDS = {
    "dossiers_client.number": "'K-2020-' || lpad(n::text, 5, '0')",
    "dossiers_dossier.number": "'D-2020-' || lpad(n::text, 5, '0')",
    "vault_sealedfile.storage_name": "md5(n::text)",
    # Nothing is written into a closed traject, so the copies are closed afterwards.
    "dossiers_traject.closed_at": "NULL",
    "dossiers_traject.closed_by_id": "NULL",
    "dossiers_traject.ended_on": "NULL",
    "dossiers_traject.outcome": "''",
    "retention_purgecase.proposed_at": "proposed_at - interval '10 days'",
    "retention_purgecase.approved_at": "proposed_at - interval '9 days'",
}


def a_bureau(number: int) -> tuple[User, list[UUID]]:
    """Make a coach with dossiers that run, and so many approved cases that may begin; return him and their ids."""
    OrganisationFactory()
    version = a_reglement_in_force()
    coach = a_signed_coach()
    opdrachtgever = an_opdrachtgever(by=coach)
    for nth in range(RUNNING):
        client = a_client(f"Cliënt {nth}", by=coach)
        a_dossier_of(coach, client=client, opdrachtgever=opdrachtgever, reglement_version=version)
    due = _a_due_dossier(coach, version)
    close(due, outcome="new_employer", ended_on=today() - timedelta(days=800), by=coach)
    find_due()
    _copy(due, copies=number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    cases = PurgeCase.objects.filter(dossier_id__in=Dossier.objects.filter(number__startswith="D-2020-").values("pk"))
    return coach, list(cases.order_by("id").values_list("pk", flat=True))


def _a_due_dossier(coach: User, version: ReglementVersion) -> Dossier:
    category = version.document["catalogue_item"][0]["key"]
    began = today() - timedelta(days=1000)
    dossier = a_dossier_of(coach, client=a_client("Cliënt", by=coach), reglement_version=version, started_on=began)
    for _ in range(NOTES):
        a_note(dossier, coach, "Wij spraken over solliciteren. " * 20, category=category)
    for _ in range(CONSULTS):
        a_consult(dossier, coach)
    for _ in range(DUTIES):
        Duty.objects.create(dossier=dossier, kind=DutyKind.values[0])
    a_document(dossier, coach, category=category)
    return dossier


def _copy(dossier: Dossier, *, copies: int) -> None:
    """Copy every row that a destruction of this dossier would find, its decisions and its case, under other ids."""
    rows = _rows_of(dossier)
    order = [*FIRST, *(model for model in rows if model not in FIRST)]
    was = [str(key) for keys in rows.values() for key in keys]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE fresh_id (n int, was uuid, fresh uuid, PRIMARY KEY (n, was)) ON COMMIT DROP")
        cursor.execute(
            "INSERT INTO fresh_id SELECT n, was, uuidv7() FROM generate_series(1, %s) AS n, unnest(%s::uuid[]) AS was",
            [copies, was],
        )
        cursor.execute("ANALYZE fresh_id")
        for model in order:
            cursor.execute(_copying(model), [copies, list(rows.get(model, ()))])
        cursor.execute(
            f"UPDATE dossiers_traject SET ({CLOSED}) = (SELECT {CLOSED} FROM dossiers_traject WHERE id = %s)"  # noqa: S608
            " WHERE id IN (SELECT fresh FROM fresh_id WHERE was = %s)",
            [dossier.traject_id, dossier.traject_id],
        )
    _make_keys()
    _make_files()


def _rows_of(dossier: Dossier) -> dict[Model, set[Any]]:
    """Return the keys of everything that a destruction of this dossier would find, of its decisions and its case."""
    found = take_inventory([dossier.pk])
    rows: dict[Model, set[Any]] = {Safe: set(found.safe_ids)}
    rows |= {model: set(owners) for model, owners in found.blanked.items()}
    for model, going in found.going.items():
        where, params = going.where()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {model._meta.db_table} WHERE {where}", params)  # noqa: S608
            rows[model] = {key for (key,) in cursor.fetchall()}
    for model in (Decision, PurgeCase):
        rows[model] = set(model.objects.filter(dossier_id=dossier.pk).values_list("pk", flat=True))
    return rows


def _copying(model: Model) -> str:
    table = model._meta.db_table
    values = []
    for column in model._meta.concrete_fields:
        name = f"{table}.{column.column}"
        copied = f"coalesce((SELECT fresh FROM fresh_id WHERE fresh_id.n = nth.n AND was = {name}), {name})"  # noqa: S608
        is_id = column.db_type(connection) == "uuid"
        values.append(OWN_WORDS.get(name) or (copied if is_id else name))
    columns = ", ".join(column.column for column in model._meta.concrete_fields)
    key = model._meta.pk.column
    return (
        f"INSERT INTO {table} ({columns}) SELECT {', '.join(values)}"  # noqa: S608 - our own names
        f" FROM generate_series(1, %s) AS nth(n), {table} WHERE {table}.{key} = ANY(%s)"
    )


def _make_keys() -> None:
    have = set(SafeKey.objects.values_list("safe_id", flat=True))
    lacking = Safe.objects.exclude(pk__in=have).values_list("pk", flat=True)
    made = []
    for safe_id in lacking:
        master_key_id, wrapped = keyring.wrap(keyring.new_key(), safe_id=safe_id)
        made.append(SafeKey(safe_id=safe_id, wrapped=wrapped, master_key_id=master_key_id))
    SafeKey.objects.bulk_create(made, batch_size=2000)


def _make_files() -> None:
    """Give every copied file bytes of its own, in the folder of its safe."""
    fresh = []
    for file in SealedFile.objects.exclude(storage_name__contains="/"):
        file.storage_name = storage.new_name(file.safe_id)
        with storage.writing(file.storage_name) as output:
            output.write(bytes(200))
        fresh.append(file)
    SealedFile.objects.bulk_update(fresh, ["storage_name"], batch_size=500)
