"""The tables of dossiers."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import vault.clock
import vault.fields.columns
import vault.fields.shapes
import vault.ids
import vault.ring_fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("vault", "0002_guards"),
        ("accounts", "0002_guards"),
        ("reglement", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Client",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=12, unique=True, verbose_name="cliëntnummer")),
                ("name", vault.fields.columns.SealedTextField(label="dossiers.client.name", verbose_name="naam")),
                (
                    "email",
                    vault.fields.columns.SealedTextField(
                        blank=True, label="dossiers.client.email", null=True, verbose_name="e-mailadres"
                    ),
                ),
                (
                    "phone",
                    vault.fields.columns.SealedTextField(
                        blank=True, label="dossiers.client.phone", null=True, verbose_name="telefoon"
                    ),
                ),
                (
                    "birth_date",
                    vault.fields.columns.SealedDateField(
                        blank=True, label="dossiers.client.birth_date", null=True, verbose_name="geboortedatum"
                    ),
                ),
                (
                    "name_index",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BinaryField(max_length=16),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("email_index", models.BinaryField(blank=True, max_length=16, null=True)),
                (
                    "guardianship",
                    models.CharField(
                        choices=[("none", "geen"), ("curatele", "curatele"), ("mentorschap", "mentorschap")],
                        default="none",
                        max_length=20,
                        verbose_name="curatele of mentorschap",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="ingeschreven op"),
                ),
                (
                    "safe",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.safe",
                        verbose_name="kluis",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="client",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
            ],
            options={
                "verbose_name": "cliënt",
                "verbose_name_plural": "cliënten",
            },
        ),
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=12, unique=True, verbose_name="dossiernummer")),
                (
                    "created_at",
                    models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="aangemaakt op"),
                ),
                ("destroyed_at", models.DateTimeField(blank=True, null=True, verbose_name="vernietigd op")),
                (
                    "safe",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.safe",
                        verbose_name="kluis",
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier",
                "verbose_name_plural": "dossiers",
                "permissions": [
                    ("export_dossier", "Can export dossier"),
                    ("view_health", "Can view the health part of the dossier"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("title", vault.fields.columns.SealedTextField(label="dossiers.document.title", verbose_name="titel")),
                (
                    "original_name",
                    vault.fields.columns.SealedTextField(
                        label="dossiers.document.original_name", verbose_name="bestandsnaam"
                    ),
                ),
                ("category", models.CharField(max_length=60, verbose_name="soort gegevens")),
                (
                    "tag",
                    models.CharField(
                        choices=[
                            ("ordinary", "gewoon"),
                            ("contact", "contactgegevens"),
                            ("identifying", "wie iemand is"),
                            ("identity_number", "identiteitsnummer"),
                            ("financial", "geld"),
                            ("sensitive", "gevoelig"),
                            ("functional", "wat iemand kan (belastbaarheid)"),
                            ("medical", "medisch"),
                            ("test", "uitslag van een test"),
                            ("belief", "overtuiging of afkomst"),
                            ("criminal", "strafrechtelijk"),
                            ("credential", "wachtwoord"),
                        ],
                        max_length=20,
                        verbose_name="gevoeligheid",
                    ),
                ),
                (
                    "necessity",
                    vault.fields.columns.SealedTextField(
                        blank=True, label="dossiers.document.necessity", null=True, verbose_name="waarom dit nodig is"
                    ),
                ),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("client", "de cliënt"),
                            ("opdrachtgever", "de opdrachtgever"),
                            ("treating_doctor", "een behandelend arts"),
                            ("bureau", "het bureau zelf"),
                            ("other", "iemand anders"),
                        ],
                        max_length=20,
                        verbose_name="gekregen van",
                    ),
                ),
                ("confidential", models.BooleanField(default=False, verbose_name="vertrouwelijk")),
                (
                    "form_token",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="kenmerk van het formulier"),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="toegevoegd op"),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="toegevoegd door",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.sealedfile",
                        verbose_name="verzegeld bestand",
                    ),
                ),
                (
                    "safe",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.safe",
                        verbose_name="kluis",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documenten",
            },
        ),
        migrations.CreateModel(
            name="Consult",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("starts_at", models.DateTimeField(verbose_name="begint op")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="duur in minuten")),
                (
                    "summary",
                    vault.fields.columns.SealedTextField(
                        blank=True, label="dossiers.consult.summary", null=True, verbose_name="samenvatting"
                    ),
                ),
                (
                    "summary_shared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="samenvatting gedeeld op"),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("confirmed", "klopt"), ("disputed", "klopt niet")],
                        default="",
                        max_length=20,
                        verbose_name="antwoord van de cliënt",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op")),
                (
                    "remark",
                    vault.fields.columns.SealedTextField(
                        blank=True, label="dossiers.consult.remark", null=True, verbose_name="opmerking van de cliënt"
                    ),
                ),
                (
                    "form_token",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="kenmerk van het formulier"),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="vastgelegd op"),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="gewijzigd op")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="afgezegd op")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "coach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="coach",
                    ),
                ),
                (
                    "safe",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.safe",
                        verbose_name="kluis",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consults",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "gesprek",
                "verbose_name_plural": "gesprekken",
            },
        ),
        migrations.CreateModel(
            name="AccessGrant",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("can_read", models.BooleanField(default=True, verbose_name="mag lezen")),
                ("can_write", models.BooleanField(default=False, verbose_name="mag schrijven")),
                ("can_export", models.BooleanField(default=False, verbose_name="mag een kopie maken")),
                ("health", models.BooleanField(default=False, verbose_name="mag gezondheidsgegevens zien")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("assigned", "begeleidt dit traject"),
                            ("substitute", "vervanger van de coach"),
                            ("supervision", "toezicht op het traject"),
                            ("administration", "administratie van het traject"),
                            ("audit", "controle voor een keurmerk"),
                            ("request", "behandeling van een verzoek van de cliënt"),
                            ("emergency", "noodgeval"),
                        ],
                        max_length=20,
                        verbose_name="grond",
                    ),
                ),
                ("consent_id", models.UUIDField(blank=True, null=True, verbose_name="toestemming")),
                ("valid_from", models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="vanaf")),
                ("valid_until", models.DateTimeField(blank=True, null=True, verbose_name="tot")),
                ("created_at", models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="gegeven op")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gegeven door",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reglement.decision",
                        verbose_name="besluit van de poort",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beëindigd door",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossier_grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "toegang",
                "verbose_name_plural": "toegangen",
            },
        ),
        migrations.CreateModel(
            name="DossierUserObjectPermission",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "content_object",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="dossiers.dossier"),
                ),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="permissions",
                        to="dossiers.accessgrant",
                        verbose_name="toegang",
                    ),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "objectrecht",
                "verbose_name_plural": "objectrechten",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("inform_client", "vertel het de cliënt"),
                            ("show_client", "laat het de cliënt zien"),
                            ("dossier_note", "schrijf er een notitie over in het dossier"),
                            ("tell_recipients", "laat het weten aan wie de gegevens eerder kreeg"),
                            ("answer_client", "geef de cliënt antwoord"),
                            ("reasoned_refusal", "leg uit waarom het niet mag"),
                            ("ask_client", "vraag het de cliënt"),
                            ("review", "kijk dit na"),
                        ],
                        max_length=30,
                        verbose_name="plicht",
                    ),
                ),
                ("article_key", models.CharField(blank=True, default="", max_length=60, verbose_name="artikel")),
                (
                    "article_label",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="artikel zoals gedrukt"),
                ),
                ("channel", models.CharField(blank=True, default="", max_length=30, verbose_name="hoe")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="uiterlijk")),
                ("subject_type", models.CharField(blank=True, default="", max_length=60, verbose_name="gaat over")),
                ("subject_id", models.UUIDField(blank=True, null=True, verbose_name="kenmerk")),
                ("created_at", models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="ontstaan op")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="gedaan op")),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reglement.decision",
                        verbose_name="besluit van de poort",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gedaan door",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "plicht",
                "verbose_name_plural": "plichten",
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "notitie"),
                            ("call", "telefoongesprek"),
                            ("correspondence", "brief of e-mail"),
                        ],
                        default="note",
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("category", models.CharField(max_length=60, verbose_name="soort gegevens")),
                (
                    "tag",
                    models.CharField(
                        choices=[
                            ("ordinary", "gewoon"),
                            ("contact", "contactgegevens"),
                            ("identifying", "wie iemand is"),
                            ("identity_number", "identiteitsnummer"),
                            ("financial", "geld"),
                            ("sensitive", "gevoelig"),
                            ("functional", "wat iemand kan (belastbaarheid)"),
                            ("medical", "medisch"),
                            ("test", "uitslag van een test"),
                            ("belief", "overtuiging of afkomst"),
                            ("criminal", "strafrechtelijk"),
                            ("credential", "wachtwoord"),
                        ],
                        max_length=20,
                        verbose_name="gevoeligheid",
                    ),
                ),
                ("text", vault.fields.columns.SealedTextField(label="dossiers.note.text", verbose_name="tekst")),
                (
                    "necessity",
                    vault.fields.columns.SealedTextField(
                        blank=True, label="dossiers.note.necessity", null=True, verbose_name="waarom dit nodig is"
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="datum")),
                ("confidential", models.BooleanField(default=False, verbose_name="vertrouwelijk")),
                (
                    "form_token",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="kenmerk van het formulier"),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="geschreven op"),
                ),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="gewijzigd op")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="schrijver",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="dossiers.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "safe",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.safe",
                        verbose_name="kluis",
                    ),
                ),
            ],
            options={
                "verbose_name": "notitie",
                "verbose_name_plural": "notities",
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "prefix",
                    models.CharField(choices=[("D", "dossier"), ("K", "cliënt")], max_length=1, verbose_name="reeks"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="jaar")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="laatste nummer")),
            ],
            options={
                "verbose_name": "nummerreeks",
                "verbose_name_plural": "nummerreeksen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("prefix", "year"),
                        name="series_once_a_year",
                        violation_error_message="Deze reeks bestaat al voor dit jaar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("prefix__in", ["D", "K"])),
                        name="series_prefix_is_known",
                        violation_error_message="Onbekende nummerreeks.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opdrachtgever",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("employer", "werkgever"),
                            ("uwv", "UWV"),
                            ("municipality", "gemeente"),
                            ("insurer", "verzekeraar"),
                            ("other", "anders"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="toegevoegd op"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op")),
            ],
            options={
                "verbose_name": "opdrachtgever",
                "verbose_name_plural": "opdrachtgevers",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("ended_at", None)),
                        name="opdrachtgever_name_once",
                        violation_error_message="Er is al een opdrachtgever met deze naam.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["employer", "uwv", "municipality", "insurer", "other"])),
                        name="opdrachtgever_kind_is_known",
                        violation_error_message="Onbekende soort opdrachtgever.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("created_at")), _connector="OR"
                        ),
                        name="opdrachtgever_ends_after_start",
                        violation_error_message="Een opdrachtgever eindigt niet voor hij begint.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=100, verbose_name="kenmerk")),
                ("signed_on", models.DateField(verbose_name="getekend op")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="geldig tot en met")),
                ("covers_confidentiality", models.BooleanField(default=False, verbose_name="regelt geheimhouding")),
                (
                    "created_at",
                    models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="vastgelegd op"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgelegd door",
                    ),
                ),
                (
                    "opdrachtgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="dossiers.opdrachtgever",
                        verbose_name="opdrachtgever",
                    ),
                ),
            ],
            options={
                "verbose_name": "overeenkomst",
                "verbose_name_plural": "overeenkomsten",
            },
        ),
        migrations.CreateModel(
            name="OpdrachtgeverContact",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "name",
                    vault.ring_fields.RingCharField(
                        context="dossiers.opdrachtgevercontact.name", max_length=200, verbose_name="naam"
                    ),
                ),
                (
                    "job_title",
                    vault.ring_fields.RingCharField(
                        blank=True,
                        context="dossiers.opdrachtgevercontact.job_title",
                        max_length=200,
                        verbose_name="functie",
                    ),
                ),
                (
                    "recipient_class",
                    models.CharField(
                        choices=[
                            ("opdrachtgever", "opdrachtgever"),
                            ("workplace_manager", "leidinggevende op de werkplek"),
                        ],
                        default="opdrachtgever",
                        max_length=30,
                        verbose_name="rol volgens het reglement",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="toegevoegd op"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op")),
                (
                    "opdrachtgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="dossiers.opdrachtgever",
                        verbose_name="opdrachtgever",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opdrachtgever_contact",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
            ],
            options={
                "verbose_name": "contactpersoon",
                "verbose_name_plural": "contactpersonen",
            },
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("parent", "ouder"),
                            ("guardian", "voogd"),
                            ("curator", "curator"),
                            ("mentor", "mentor"),
                        ],
                        max_length=20,
                        verbose_name="hoedanigheid",
                    ),
                ),
                ("valid_from", models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="vanaf")),
                ("valid_until", models.DateTimeField(blank=True, null=True, verbose_name="tot")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representatives",
                        to="dossiers.client",
                        verbose_name="cliënt",
                    ),
                ),
                (
                    "safe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.safe",
                        verbose_name="kluis",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="represents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gebruiker",
                    ),
                ),
            ],
            options={
                "verbose_name": "vertegenwoordiger",
                "verbose_name_plural": "vertegenwoordigers",
            },
        ),
        migrations.CreateModel(
            name="Traject",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("spoor1", "re-integratie eerste spoor"),
                            ("spoor2", "re-integratie tweede spoor"),
                            ("outplacement", "outplacement"),
                            ("loopbaan", "loopbaanbegeleiding"),
                            ("jobcoaching", "jobcoaching"),
                            ("overig", "overige begeleiding"),
                        ],
                        max_length=20,
                        verbose_name="dienst",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("guidance", "begeleiding naar werk"),
                            ("placement", "plaatsing bij een werkgever"),
                            ("assessment", "onderzoek naar wat iemand kan en wil"),
                        ],
                        max_length=40,
                        verbose_name="doel",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="begonnen op")),
                (
                    "planned_end_on",
                    models.DateField(blank=True, null=True, verbose_name="loopt naar verwachting tot en met"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="geëindigd op")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own_employer", "weer aan het werk bij de eigen werkgever"),
                            ("new_employer", "aan het werk bij een nieuwe werkgever"),
                            ("self_employed", "zelfstandig ondernemer"),
                            ("education", "opleiding of stage"),
                            ("no_work", "nog geen werk"),
                            ("stopped_early", "eerder gestopt"),
                            ("other", "anders"),
                        ],
                        default="",
                        max_length=30,
                        verbose_name="uitkomst",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                (
                    "created_at",
                    models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="vastgelegd op"),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.branch",
                        verbose_name="vestiging",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="trajecten",
                        to="dossiers.client",
                        verbose_name="cliënt",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgelegd door",
                    ),
                ),
                (
                    "lead_coach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="coach",
                    ),
                ),
                (
                    "opdrachtgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trajecten",
                        to="dossiers.opdrachtgever",
                        verbose_name="opdrachtgever",
                    ),
                ),
                (
                    "reglement_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reglement.reglementversion",
                        verbose_name="reglement",
                    ),
                ),
            ],
            options={
                "verbose_name": "traject",
                "verbose_name_plural": "trajecten",
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.UUIDField(default=vault.ids.new_id, editable=False, primary_key=True, serialize=False)),
                (
                    "candidate_name",
                    vault.fields.columns.SealedTextField(
                        label="dossiers.referral.candidate_name", verbose_name="naam van de kandidaat"
                    ),
                ),
                (
                    "candidate_email",
                    vault.fields.columns.SealedTextField(
                        blank=True,
                        label="dossiers.referral.candidate_email",
                        null=True,
                        verbose_name="e-mailadres van de kandidaat",
                    ),
                ),
                (
                    "question",
                    vault.fields.columns.SealedTextField(
                        blank=True, label="dossiers.referral.question", null=True, verbose_name="vraag"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("spoor1", "re-integratie eerste spoor"),
                            ("spoor2", "re-integratie tweede spoor"),
                            ("outplacement", "outplacement"),
                            ("loopbaan", "loopbaanbegeleiding"),
                            ("jobcoaching", "jobcoaching"),
                            ("overig", "overige begeleiding"),
                        ],
                        max_length=20,
                        verbose_name="dienst",
                    ),
                ),
                (
                    "form_token",
                    models.UUIDField(blank=True, editable=False, null=True, verbose_name="kenmerk van het formulier"),
                ),
                ("created_at", models.DateTimeField(db_default=vault.clock.AkkoordNow(), verbose_name="aangemeld op")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="aangenomen op")),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="afgewezen op")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="dossiers.opdrachtgevercontact",
                        verbose_name="contactpersoon",
                    ),
                ),
                (
                    "declined_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opdrachtgever",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="dossiers.opdrachtgever",
                        verbose_name="opdrachtgever",
                    ),
                ),
                (
                    "safe",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.safe",
                        verbose_name="kluis",
                    ),
                ),
                (
                    "traject",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="referral",
                        to="dossiers.traject",
                        verbose_name="traject",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanmelding",
                "verbose_name_plural": "aanmeldingen",
            },
        ),
        migrations.AddField(
            model_name="dossier",
            name="traject",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="dossier",
                to="dossiers.traject",
                verbose_name="traject",
            ),
        ),
        migrations.AddIndex(
            model_name="client",
            index=django.contrib.postgres.indexes.GinIndex(fields=["name_index"], name="client_name_index"),
        ),
        migrations.AddIndex(
            model_name="client",
            index=models.Index(fields=["email_index"], name="client_email_index"),
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("name")),
                name="dossiers_client_name_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("email")),
                name="dossiers_client_email_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("phone")),
                name="dossiers_client_phone_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("birth_date")),
                name="dossiers_client_birth_date_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "^K-[0-9]{4}-[0-9]{4,6}$")),
                name="client_number_has_its_form",
                violation_error_message="Een cliëntnummer ziet eruit als K-2026-0001.",
            ),
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(("guardianship__in", ["none", "curatele", "mentorschap"])),
                name="client_guardianship_is_known",
                violation_error_message="Kies geen, curatele of mentorschap.",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["dossier", "-created_at"], name="document_of_dossier"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("title")),
                name="dossiers_document_title_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("original_name")),
                name="dossiers_document_original_name_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("necessity")),
                name="dossiers_document_necessity_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("category__in", ["outside_ordinary", "outside_sensitive", "outside_medical"]), _negated=True
                    ),
                    ("necessity__isnull", False),
                    _connector="OR",
                ),
                name="document_outside_needs_a_reason",
                violation_error_message="Schrijf op waarom dit nodig is: het staat niet in het reglement.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=("dossier", "form_token"),
                name="document_once_per_form",
                violation_error_message="Dit document is al bewaard.",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("provenance__in", ["client", "opdrachtgever", "treating_doctor", "bureau", "other"]),
                    (
                        "tag__in",
                        [
                            "ordinary",
                            "contact",
                            "identifying",
                            "identity_number",
                            "financial",
                            "sensitive",
                            "functional",
                            "medical",
                            "test",
                            "belief",
                            "criminal",
                        ],
                    ),
                ),
                name="document_words_are_known",
                violation_error_message="Een document van deze soort mag niet in een dossier.",
            ),
        ),
        migrations.AddIndex(
            model_name="consult",
            index=models.Index(fields=["dossier", "-starts_at"], name="consult_of_dossier"),
        ),
        migrations.AddConstraint(
            model_name="consult",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("summary")),
                name="dossiers_consult_summary_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consult",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("remark")),
                name="dossiers_consult_remark_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consult",
            constraint=models.UniqueConstraint(
                fields=("dossier", "number"),
                name="consult_number_once",
                violation_error_message="Dit nummer van een gesprek is al gebruikt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consult",
            constraint=models.UniqueConstraint(
                fields=("dossier", "form_token"),
                name="consult_once_per_form",
                violation_error_message="Dit gesprek is al bewaard.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consult",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 5), ("minutes__lte", 480)),
                name="consult_lasts_a_while",
                violation_error_message="Een gesprek duurt tussen 5 minuten en 8 uur.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consult",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                    models.Q(
                        ("answer__in", ["confirmed", "disputed"]),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="consult_answer_wholly_or_not",
                violation_error_message="Een antwoord vermeldt wat, wanneer én door wie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consult",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at", None),
                    models.Q(
                        ("summary_shared_at__isnull", False), ("summary_shared_at__lte", models.F("answered_at"))
                    ),
                    _connector="OR",
                ),
                name="consult_answer_after_sharing",
                violation_error_message="De cliënt beantwoordt alleen een samenvatting die met hem is gedeeld.",
            ),
        ),
        migrations.AddIndex(
            model_name="accessgrant",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["user", "dossier"], name="grant_of_user"
            ),
        ),
        migrations.AddIndex(
            model_name="accessgrant",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["dossier"], name="grant_of_dossier"),
        ),
        migrations.AddConstraint(
            model_name="accessgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("can_read", True)),
                name="grant_reads_before_all_else",
                violation_error_message="Wie toegang krijgt, mag ten minste lezen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ground__in",
                        ["assigned", "substitute", "supervision", "administration", "audit", "request", "emergency"],
                    )
                ),
                name="grant_ground_is_known",
                violation_error_message="Onbekende grond van toegang.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None), ("valid_until__gt", models.F("valid_from")), _connector="OR"
                ),
                name="grant_ends_after_start",
                violation_error_message="Toegang eindigt niet voor zij begint.",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="grant_ended_at_and_by_together",
                violation_error_message="Beëindigde toegang vermeldt wanneer én door wie.",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="dossieruserobjectpermission",
            unique_together={("user", "permission", "content_object", "grant")},
        ),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(condition=models.Q(("done_at", None)), fields=["dossier", "due_at"], name="duty_open"),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                fields=("dossier", "kind", "subject_id", "decision"),
                name="duty_once_per_decision",
                violation_error_message="Deze plicht staat er al.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "inform_client",
                            "show_client",
                            "dossier_note",
                            "tell_recipients",
                            "answer_client",
                            "reasoned_refusal",
                            "ask_client",
                            "review",
                        ],
                    )
                ),
                name="duty_kind_is_known",
                violation_error_message="Onbekende plicht.",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("done_by", None)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="duty_done_at_and_by_together",
                violation_error_message="Een vervulde plicht vermeldt wanneer én door wie.",
            ),
        ),
        migrations.AddIndex(
            model_name="note",
            index=models.Index(fields=["dossier", "-happened_on"], name="note_of_dossier"),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("text")),
                name="dossiers_note_text_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("necessity")),
                name="dossiers_note_necessity_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("category__in", ["outside_ordinary", "outside_sensitive", "outside_medical"]), _negated=True
                    ),
                    ("necessity__isnull", False),
                    _connector="OR",
                ),
                name="note_outside_needs_a_reason",
                violation_error_message="Schrijf op waarom dit nodig is: het staat niet in het reglement.",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(
                fields=("dossier", "form_token"),
                name="note_once_per_form",
                violation_error_message="Deze notitie is al bewaard.",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["note", "call", "correspondence"]),
                    (
                        "tag__in",
                        [
                            "ordinary",
                            "contact",
                            "identifying",
                            "identity_number",
                            "financial",
                            "sensitive",
                            "functional",
                            "medical",
                            "test",
                            "belief",
                            "criminal",
                        ],
                    ),
                ),
                name="note_words_are_known",
                violation_error_message="Een notitie van deze soort mag niet in een dossier.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                fields=("opdrachtgever", "reference"),
                name="agreement_reference_once",
                violation_error_message="Deze overeenkomst staat er al.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None), ("valid_until__gte", models.F("signed_on")), _connector="OR"
                ),
                name="agreement_ends_after_signing",
                violation_error_message="Een overeenkomst loopt niet af voor zij is getekend.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opdrachtgevercontact",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("name", format_byte=128, length=73)),
                name="dossiers_opdrachtgevercontact_name_encrypted",
                violation_error_message="Deze gegevens kunnen alleen versleuteld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opdrachtgevercontact",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("job_title", format_byte=128, length=73)),
                name="dossiers_opdrachtgevercontact_job_title_encrypted",
                violation_error_message="Deze gegevens kunnen alleen versleuteld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opdrachtgevercontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("recipient_class__in", ["opdrachtgever", "workplace_manager"])),
                name="contact_class_is_known",
                violation_error_message="Onbekende rol van de contactpersoon.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opdrachtgevercontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at", None), ("ended_at__gte", models.F("created_at")), _connector="OR"),
                name="contact_ends_after_start",
                violation_error_message="Een contactpersoon eindigt niet voor hij begint.",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_until", None)),
                fields=("client", "user"),
                name="representative_once_at_a_time",
                violation_error_message="Deze persoon vertegenwoordigt de cliënt al.",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__in", ["parent", "guardian", "curator", "mentor"])),
                name="representative_capacity_is_known",
                violation_error_message="Onbekende hoedanigheid.",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until", None), ("valid_until__gte", models.F("valid_from")), _connector="OR"
                ),
                name="representative_ends_after_start",
                violation_error_message="Een vertegenwoordiging eindigt niet voor zij begint.",
            ),
        ),
        migrations.AddIndex(
            model_name="traject",
            index=models.Index(fields=["started_on"], name="traject_started_on"),
        ),
        migrations.AddConstraint(
            model_name="traject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None), ("ended_on", None), ("outcome", "")),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        ("ended_on__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="traject_closed_wholly_or_not",
                violation_error_message="Een gesloten traject vermeldt wanneer, door wie, per welke dag en hoe.",
            ),
        ),
        migrations.AddConstraint(
            model_name="traject",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"),
                name="traject_ends_after_start",
                violation_error_message="Een traject eindigt niet voor het begint.",
            ),
        ),
        migrations.AddConstraint(
            model_name="traject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("planned_end_on", None), ("planned_end_on__gte", models.F("started_on")), _connector="OR"
                ),
                name="traject_plans_end_after_start",
                violation_error_message="De verwachte einddatum ligt niet voor het begin.",
            ),
        ),
        migrations.AddConstraint(
            model_name="traject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("service__in", ["spoor1", "spoor2", "outplacement", "loopbaan", "jobcoaching", "overig"]),
                    ("purpose__in", ["guidance", "placement", "assessment"]),
                    (
                        "outcome__in",
                        [
                            "",
                            "own_employer",
                            "new_employer",
                            "self_employed",
                            "education",
                            "no_work",
                            "stopped_early",
                            "other",
                        ],
                    ),
                ),
                name="traject_words_are_known",
                violation_error_message="Onbekende dienst, doel of uitkomst.",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["-created_at"], name="referral_newest"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("candidate_name")),
                name="dossiers_referral_candidate_name_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("candidate_email")),
                name="dossiers_referral_candidate_email_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(vault.fields.shapes.SealedShape("question")),
                name="dossiers_referral_question_sealed",
                violation_error_message="Deze gegevens kunnen alleen verzegeld worden opgeslagen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(
                fields=("contact", "form_token"),
                name="referral_once_per_form",
                violation_error_message="Deze aanmelding is al verstuurd.",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("service__in", ["spoor1", "spoor2", "outplacement", "loopbaan", "jobcoaching", "overig"])
                ),
                name="referral_service_is_known",
                violation_error_message="Onbekende dienst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at", None), ("accepted_by", None)),
                    models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                    _connector="OR",
                ),
                name="referral_accepted_at_and_by",
                violation_error_message="Een aangenomen aanmelding vermeldt wanneer én door wie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declined_at", None), ("declined_by", None)),
                    models.Q(("declined_at__isnull", False), ("declined_by__isnull", False)),
                    _connector="OR",
                ),
                name="referral_declined_at_and_by",
                violation_error_message="Een afgewezen aanmelding vermeldt wanneer én door wie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_at", None), ("declined_at", None), _connector="OR"),
                name="referral_answered_once",
                violation_error_message="Een aanmelding is aangenomen of afgewezen, niet allebei.",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(("traject", None), ("accepted_at__isnull", False), _connector="OR"),
                name="referral_traject_when_accepted",
                violation_error_message="Alleen een aangenomen aanmelding wordt een traject.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "^D-[0-9]{4}-[0-9]{4,6}$")),
                name="dossier_number_has_its_form",
                violation_error_message="Een dossiernummer ziet eruit als D-2026-0001.",
            ),
        ),
    ]
