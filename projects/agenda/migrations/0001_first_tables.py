import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models

import portal.content.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("content", "0002_first_tables"),
        ("methods", "0001_first_tables"),
        ("parks", "0001_first_tables"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaPage",
            fields=[
                (
                    "portalpage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="content.portalpage",
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Ce que l’on trouve ici, et comment venir.",
                        verbose_name="introduction",
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda",
                "verbose_name_plural": "agendas",
            },
            bases=("content.portalpage",),
        ),
        migrations.CreateModel(
            name="EventPage",
            fields=[
                (
                    "portalpage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="content.portalpage",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="En degrés décimaux, par exemple 50,44822. Vide si vous ne la connaissez pas.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=5,
                        help_text="En degrés décimaux, par exemple 3,42771.",
                        max_digits=8,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "distance_m",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="En mètres, aller et retour compris.",
                        null=True,
                        verbose_name="distance à pied",
                    ),
                ),
                (
                    "slope",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("flat", "Terrain plat"),
                            ("gentle", "Pente douce"),
                            ("steep", "Pente raide"),
                        ],
                        help_text="La plus forte du parcours.",
                        max_length=6,
                        verbose_name="pente",
                    ),
                ),
                (
                    "surface",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("indoor", "En intérieur"),
                            ("paved", "Revêtement dur"),
                            ("gravel", "Gravier ou terre battue"),
                            ("path", "Sentier"),
                            ("mixed", "Plusieurs revêtements"),
                        ],
                        help_text="Ce sur quoi l’on marche ou roule.",
                        max_length=6,
                        verbose_name="sol",
                    ),
                ),
                (
                    "benches",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Oui"), ("partly", "En partie"), ("no", "Non")],
                        help_text="De quoi s’asseoir en route ou sur place.",
                        max_length=6,
                        verbose_name="bancs ou sièges",
                    ),
                ),
                (
                    "toilets",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Oui"), ("partly", "En partie"), ("no", "Non")],
                        help_text="Ouvertes pendant le rendez-vous.",
                        max_length=6,
                        verbose_name="toilettes",
                    ),
                ),
                (
                    "wheelchair",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Oui"), ("partly", "En partie"), ("no", "Non")],
                        help_text="D’un bout à l’autre, sans aide.",
                        max_length=6,
                        verbose_name="fauteuil roulant",
                    ),
                ),
                (
                    "pushchair",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Oui"), ("partly", "En partie"), ("no", "Non")],
                        help_text="D’un bout à l’autre, sans la porter.",
                        max_length=6,
                        verbose_name="poussette",
                    ),
                ),
                (
                    "sign_language",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Oui"), ("partly", "En partie"), ("no", "Non")],
                        help_text="Une personne interprète.",
                        max_length=6,
                        verbose_name="langue des signes",
                    ),
                ),
                (
                    "childcare",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Oui"), ("partly", "En partie"), ("no", "Non")],
                        help_text="Sur place, pendant le rendez-vous.",
                        max_length=6,
                        verbose_name="garde d’enfants",
                    ),
                ),
                (
                    "access_note",
                    models.TextField(
                        blank=True,
                        help_text="Une marche à l’entrée, un éclairage faible…",
                        verbose_name="bon à savoir",
                    ),
                ),
                (
                    "transport",
                    models.TextField(
                        blank=True,
                        help_text="L’arrêt, la ligne, qui peut emmener.",
                        verbose_name="bus et covoiturage",
                    ),
                ),
                (
                    "if_it_rains",
                    models.TextField(
                        blank=True, help_text="Ce que l’on fait alors, et où.", verbose_name="s’il pleut"
                    ),
                ),
                (
                    "place_name",
                    models.CharField(
                        blank=True,
                        help_text="Le nom que les gens connaissent.",
                        max_length=120,
                        verbose_name="lieu",
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True, help_text="Numéro et rue.", max_length=200, verbose_name="adresse"
                    ),
                ),
                (
                    "organiser",
                    models.CharField(
                        blank=True,
                        help_text="Une structure.",
                        max_length=120,
                        verbose_name="qui organise",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(
                        blank=True,
                        help_text="Un nom, avec l’accord de la personne.",
                        max_length=80,
                        verbose_name="qui appeler",
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(
                        blank=True,
                        help_text="Le numéro que tout le monde verra.",
                        max_length=20,
                        verbose_name="téléphone",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True,
                        help_text="L’adresse que tout le monde verra.",
                        max_length=254,
                        verbose_name="adresse e-mail",
                    ),
                ),
                (
                    "price",
                    models.CharField(
                        blank=True,
                        help_text="«\xa0Gratuit\xa0», «\xa0Prix libre\xa0», «\xa03\xa0€\xa0».",
                        max_length=80,
                        verbose_name="prix",
                    ),
                ),
                (
                    "minutes",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Ce qui s’est dit, sans nommer les personnes.",
                        verbose_name="compte rendu",
                    ),
                ),
                (
                    "attendance",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Compté sur place.",
                        null=True,
                        verbose_name="nombre de participants",
                    ),
                ),
                (
                    "outcomes",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Décisions, idées retenues, suites.",
                        verbose_name="ce qui en est sorti",
                    ),
                ),
                (
                    "default_capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Proposé pour chaque nouvelle date. Vide\xa0: les places ne sont pas comptées.",
                        null=True,
                        verbose_name="nombre de places habituel",
                    ),
                ),
                (
                    "body",
                    portal.content.fields.ProseField(
                        [],
                        blank=True,
                        help_text="Ce que l’on va faire, comment cela se passe.",
                        verbose_name="texte",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        help_text="Celle du point de rendez-vous.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="content.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "coordination",
                    models.ForeignKey(
                        blank=True,
                        help_text="La coordination associative qui y prend part, s’il y en a une.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="parks.coordinationpage",
                        verbose_name="coordination",
                    ),
                ),
            ],
            options={
                "verbose_name": "rendez-vous",
                "verbose_name_plural": "rendez-vous",
            },
            bases=("content.portalpage", models.Model),
        ),
        migrations.CreateModel(
            name="BrainstormingPage",
            fields=[
                (
                    "eventpage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="agenda.eventpage",
                    ),
                ),
                (
                    "rules",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Ce que chacun accepte\xa0: ne pas juger, rebondir, noter tout.",
                        verbose_name="règles du jeu",
                    ),
                ),
                (
                    "technique",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post_it", "Notes collantes"),
                            ("brainwriting", "Idées écrites qui circulent"),
                            ("mind_map", "Carte d’idées"),
                            ("world_cafe", "De table en table"),
                            ("other", "Autre technique"),
                        ],
                        help_text="La façon de chercher des idées.",
                        max_length=12,
                        verbose_name="technique",
                    ),
                ),
                (
                    "technique_description",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="La technique expliquée à qui ne la connaît pas.",
                        verbose_name="comment cela se passe",
                    ),
                ),
            ],
            options={
                "verbose_name": "réunion brainstorming",
                "verbose_name_plural": "réunions brainstorming",
            },
            bases=("agenda.eventpage",),
        ),
        migrations.CreateModel(
            name="MeetingPage",
            fields=[
                (
                    "eventpage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="agenda.eventpage",
                    ),
                ),
                (
                    "governing_body",
                    models.CharField(
                        choices=[
                            ("steering_committee", "Comité de pilotage (instance politique)"),
                            ("management_committee", "Comité de direction (instance technique)"),
                            ("team_meeting", "Réunion d’équipe (instance technique)"),
                        ],
                        default="steering_committee",
                        help_text="Qui se réunit.",
                        max_length=20,
                        verbose_name="instance",
                    ),
                ),
            ],
            options={
                "verbose_name": "réunion",
                "verbose_name_plural": "réunions",
            },
            bases=("agenda.eventpage",),
        ),
        migrations.CreateModel(
            name="WorkshopPage",
            fields=[
                (
                    "eventpage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="agenda.eventpage",
                    ),
                ),
                (
                    "question",
                    models.TextField(
                        blank=True,
                        help_text="La question à laquelle on répond.",
                        verbose_name="question de l’atelier",
                    ),
                ),
            ],
            options={
                "verbose_name": "atelier thématique",
                "verbose_name_plural": "ateliers thématiques",
            },
            bases=("agenda.eventpage",),
        ),
        migrations.CreateModel(
            name="EventSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sheet_links",
                        to="agenda.eventpage",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="methods.methodsheetpage",
                        verbose_name="fiche",
                    ),
                ),
            ],
            options={
                "verbose_name": "fiche suivie",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("page", "sheet"), name="an_event_sheet_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts_at",
                    models.DateTimeField(
                        db_index=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                "Cette année est trop ancienne.",
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                "Cette année est trop lointaine.",
                            ),
                        ],
                        verbose_name="début",
                    ),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        db_index=True,
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                "Cette année est trop ancienne.",
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                                "Cette année est trop lointaine.",
                            ),
                        ],
                        verbose_name="fin",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("scheduled", "Prévue"),
                            ("cancelled", "Annulée"),
                            ("postponed", "Reportée"),
                        ],
                        default="scheduled",
                        help_text="Une date annulée ou reportée reste affichée, et le dit.",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="Pourquoi elle est annulée ou reportée, et à quand\xa0: tout le monde le lit.",
                        max_length=200,
                        verbose_name="raison",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Vide\xa0: les places ne sont pas comptées.",
                        null=True,
                        verbose_name="nombre de places",
                    ),
                ),
                (
                    "confirmed_places",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="places prises"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agenda.eventpage",
                        verbose_name="rendez-vous",
                    ),
                ),
            ],
            options={
                "verbose_name": "date",
                "verbose_name_plural": "dates",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_at__lte",
                                datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            ),
                            (
                                "starts_at__gte",
                                datetime.datetime(2000, 1, 1, 0, 0, tzinfo=datetime.UTC),
                            ),
                        ),
                        name="an_occurrence_is_of_our_time",
                        violation_error_message="Cette année n’est pas possible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="an_occurrence_ends_after_it_starts",
                        violation_error_message="La fin doit venir après le début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "scheduled"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_cancelled_or_postponed_occurrence_says_why",
                        violation_error_message="Dites pourquoi cette date est annulée ou reportée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__isnull", True),
                            ("confirmed_places__lte", models.F("capacity")),
                            _connector="OR",
                        ),
                        name="an_occurrence_is_never_oversold",
                        violation_error_message="Il y a déjà plus de places prises que cela.",
                    ),
                    models.UniqueConstraint(
                        fields=("event", "starts_at"),
                        name="an_event_starts_once_at_a_time",
                        violation_error_message="Ce rendez-vous a déjà une date à cette heure.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("title", models.CharField(max_length=160, verbose_name="point")),
                ("text", models.TextField(blank=True, verbose_name="précisions")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="En minutes.", null=True, verbose_name="durée"
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda_points",
                        to="agenda.meetingpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "point de l’ordre du jour",
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="WorkshopActor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=120, verbose_name="qui")),
                ("role", models.CharField(blank=True, max_length=160, verbose_name="ce qu’il apporte")),
                (
                    "locale",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="locale",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actors",
                        to="agenda.workshoppage",
                    ),
                ),
            ],
            options={
                "verbose_name": "acteur",
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
    ]
