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
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="CharterOrientationPage",
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
                    "level",
                    models.CharField(
                        choices=[("axe", "Axe"), ("orientation", "Orientation"), ("mesure", "Mesure")],
                        default="orientation",
                        help_text="Une charte se divise en axes, en orientations et en mesures.",
                        max_length=12,
                        verbose_name="niveau",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="Celui de la charte, par exemple 2 ou 2.1.",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{1,3}(\\.\\d{1,3}){0,4}$",
                                "Des nombres séparés par des points, par exemple 2.1.",
                            )
                        ],
                        verbose_name="numéro",
                    ),
                ),
                (
                    "wording",
                    models.TextField(
                        blank=True,
                        help_text="Mot pour mot, comme dans la charte.",
                        verbose_name="texte officiel",
                    ),
                ),
                (
                    "meaning",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Ce que cela veut dire dans la vie des gens, avec des mots simples.",
                        verbose_name="sens concret",
                    ),
                ),
            ],
            options={
                "verbose_name": "orientation de la charte",
                "verbose_name_plural": "orientations de la charte",
            },
            bases=("content.portalpage",),
        ),
        migrations.CreateModel(
            name="CoordinationPage",
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
                    "domain",
                    models.CharField(
                        choices=[
                            ("disability", "Handicap"),
                            ("health", "Santé"),
                            ("seniors", "Seniors"),
                            ("integration", "Insertion"),
                            ("childhood", "Enfance et jeunesse"),
                            ("other", "Autre domaine"),
                        ],
                        default="other",
                        help_text="Le domaine de l’action sociale qu’elle réunit.",
                        max_length=12,
                        verbose_name="domaine",
                    ),
                ),
                (
                    "area_covered",
                    models.TextField(
                        blank=True,
                        help_text="Les communes ou cantons, en clair.",
                        verbose_name="territoire couvert",
                    ),
                ),
                (
                    "can_be_asked",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="En liste\xa0: relayer une information, accueillir un atelier, donner un avis…",
                        verbose_name="ce qu’on peut lui demander",
                    ),
                ),
                (
                    "body",
                    portal.content.fields.ProseField(
                        [],
                        blank=True,
                        help_text="Son histoire, sa façon de travailler.",
                        verbose_name="texte",
                    ),
                ),
            ],
            options={
                "verbose_name": "coordination associative",
                "verbose_name_plural": "coordinations associatives",
            },
            bases=("content.portalpage",),
        ),
        migrations.CreateModel(
            name="ParkIndexPage",
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
                        help_text="Qui sont ces Parcs et ce qui les réunit.",
                        verbose_name="introduction",
                    ),
                ),
            ],
            options={
                "verbose_name": "liste des Parcs",
                "verbose_name_plural": "listes des Parcs",
            },
            bases=("content.portalpage",),
        ),
        migrations.CreateModel(
            name="ParkPage",
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
                    "body",
                    portal.content.fields.ProseField(
                        [],
                        blank=True,
                        help_text="Le territoire, ses habitants, ce que le Parc y fait pour vivre ensemble.",
                        verbose_name="texte",
                    ),
                ),
            ],
            options={
                "verbose_name": "Parc",
                "verbose_name_plural": "Parcs",
            },
            bases=("content.portalpage",),
        ),
        migrations.CreateModel(
            name="ProjectPage",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("preparation", "En préparation"),
                            ("ongoing", "En cours"),
                            ("completed", "Terminé"),
                            ("suspended", "Suspendu"),
                        ],
                        default="preparation",
                        help_text="Où en est le projet aujourd’hui.",
                        max_length=12,
                        verbose_name="avancement",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(
                        blank=True,
                        help_text="Le premier jour du projet.",
                        null=True,
                        verbose_name="début",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="Vide si elle n’est pas fixée.",
                        null=True,
                        verbose_name="fin",
                    ),
                ),
                (
                    "common_question",
                    models.TextField(
                        blank=True,
                        help_text="La question posée aux quatre groupes, mot pour mot, sans guillemets.",
                        verbose_name="question commune",
                    ),
                ),
                (
                    "question_note",
                    models.TextField(
                        blank=True,
                        help_text="D’où vient ce texte, et ce que l’on y a corrigé, le cas échéant.",
                        verbose_name="note sur la question",
                    ),
                ),
                (
                    "question_making",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Qui l’a proposée, ce que l’on a changé et pourquoi.",
                        verbose_name="comment la question a été construite",
                    ),
                ),
                (
                    "committee_role",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Ce que le comité décide, et ce qu’il devient après la démarche.",
                        verbose_name="rôle du comité de pilotage",
                    ),
                ),
                (
                    "body",
                    portal.content.fields.ProseField(
                        [],
                        blank=True,
                        help_text="Le récit du projet\xa0: pourquoi, comment, avec qui.",
                        verbose_name="texte",
                    ),
                ),
                (
                    "gallery",
                    portal.content.fields.ProseField(
                        [],
                        blank=True,
                        help_text="Des images du projet, chacune avec sa description.",
                        verbose_name="galerie",
                    ),
                ),
                (
                    "documents",
                    portal.content.fields.ProseField(
                        [],
                        blank=True,
                        help_text="Ce que l’on peut télécharger\xa0: compte rendu, affiche, dossier…",
                        verbose_name="documents",
                    ),
                ),
            ],
            options={
                "verbose_name": "projet",
                "verbose_name_plural": "projets",
            },
            bases=("content.portalpage",),
        ),
        migrations.CreateModel(
            name="CharterIndexPage",
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
                    "starts_on",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Par exemple 2015.",
                        null=True,
                        verbose_name="première année",
                    ),
                ),
                (
                    "ends_on",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Par exemple 2030.",
                        null=True,
                        verbose_name="dernière année",
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Ce que la charte dit du vivre ensemble.",
                        verbose_name="introduction",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        help_text="Le texte officiel de la charte, en PDF.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="content.portaldocument",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "charte",
                "verbose_name_plural": "chartes",
            },
            bases=("content.portalpage",),
        ),
        migrations.CreateModel(
            name="CoordinationMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=120, verbose_name="association")),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        help_text="Téléphone ou adresse e-mail.",
                        max_length=160,
                        verbose_name="contact",
                    ),
                ),
                ("link", models.URLField(blank=True, verbose_name="site")),
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
                        related_name="members",
                        to="parks.coordinationpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "association membre",
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="OrientationSheet",
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
                        to="parks.charterorientationpage",
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
                "verbose_name": "fiche qui aide",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("page", "sheet"), name="an_orientation_sheet_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ParkContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "name",
                    models.CharField(
                        help_text="Une personne ou un service.", max_length=80, verbose_name="nom"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        help_text="Ce pour quoi on l’appelle.",
                        max_length=120,
                        verbose_name="rôle",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="téléphone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="adresse e-mail")),
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
                        related_name="contacts",
                        to="parks.parkpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="ProjectOrientation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "orientation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="parks.charterorientationpage",
                        verbose_name="orientation",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="orientation_links",
                        to="parks.projectpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "orientation",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "orientation"), name="an_orientation_once_per_project"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("date", models.DateField(verbose_name="date")),
                ("title", models.CharField(max_length=120, verbose_name="échéance")),
                ("text", models.TextField(blank=True, verbose_name="précisions")),
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
                        related_name="milestones",
                        to="parks.projectpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "échéance",
                "ordering": ["date"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("people", "Pour les personnes"),
                            ("groups", "Pour les groupes"),
                            ("territory", "Pour le territoire"),
                        ],
                        help_text="Ce qui change pour des personnes, des groupes ou le territoire.",
                        max_length=10,
                        verbose_name="niveau",
                    ),
                ),
                ("text", models.TextField(verbose_name="ce qui a changé")),
                (
                    "evidence",
                    models.TextField(
                        blank=True,
                        help_text="Un fait, un chiffre compté, une parole rapportée.",
                        verbose_name="à quoi on le voit",
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
                        related_name="effects",
                        to="parks.projectpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "effet",
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="CommitteeMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("elected", "Élus"),
                            ("social", "Acteurs du social"),
                            ("park", "Techniciens du Parc"),
                            ("associations", "Acteurs associatifs"),
                        ],
                        help_text="Un des quatre groupes-tests.",
                        max_length=12,
                        verbose_name="groupe",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                ("role", models.CharField(blank=True, max_length=120, verbose_name="fonction")),
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
                        related_name="committee",
                        to="parks.projectpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "membre du comité de pilotage",
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Commencez par un verbe\xa0: «\xa0Ouvrir…\xa0».",
                        max_length=160,
                        verbose_name="action",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "lead",
                    models.CharField(
                        blank=True,
                        help_text="Une structure ou une fonction\xa0; un nom seulement avec l’accord de la personne.",
                        max_length=120,
                        verbose_name="qui s’en charge",
                    ),
                ),
                (
                    "deadline",
                    models.DateField(
                        blank=True,
                        help_text="Vide si elle n’est pas fixée.",
                        null=True,
                        verbose_name="échéance",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposée"),
                            ("decided", "Décidée"),
                            ("ongoing", "En cours"),
                            ("done", "Réalisée"),
                            ("abandoned", "Abandonnée"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="avancement",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("committee", "Comité de pilotage"),
                            ("consultation", "Concertation"),
                            ("walk", "Promenade urbaine"),
                            ("workshop", "Atelier thématique"),
                            ("brainstorming", "Réunion brainstorming"),
                            ("coordination", "Coordination associative"),
                            ("other", "Autre"),
                        ],
                        default="committee",
                        help_text="D’où vient l’idée.",
                        max_length=14,
                        verbose_name="origine",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "source_page",
                    models.ForeignKey(
                        blank=True,
                        help_text="L’atelier, la promenade ou la réunion dont l’idée est sortie.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.page",
                        verbose_name="page d’origine",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parks.projectpage",
                        verbose_name="projet",
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "verbose_name_plural": "actions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="an_action_has_a_title"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectPartner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("elected", "Élus"),
                            ("social", "Acteurs du social"),
                            ("park", "Techniciens du Parc"),
                            ("associations", "Acteurs associatifs"),
                        ],
                        help_text="Un des quatre groupes-tests.",
                        max_length=12,
                        verbose_name="groupe",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                ("link", models.URLField(blank=True, verbose_name="site")),
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
                        related_name="partners",
                        to="parks.projectpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "partenaire",
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
    ]
