import uuid

import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agenda", "0001_first_tables"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="UrbanWalkPage",
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
                    "route_description",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="D’où l’on part, par où l’on passe, où l’on arrive.",
                        verbose_name="parcours",
                    ),
                ),
            ],
            options={
                "verbose_name": "promenade urbaine",
                "verbose_name_plural": "promenades urbaines",
            },
            bases=("agenda.eventpage",),
        ),
        migrations.CreateModel(
            name="WalkPurpose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("pedibus", "Mettre en place un pédibus"),
                            ("accessible_streets", "Rendre les rues accessibles à tous"),
                            ("facility_opinion", "Donner un avis sur un équipement"),
                            ("landscape", "Regarder le paysage et le cadre de vie"),
                            ("welcome", "Accueillir de nouveaux habitants"),
                        ],
                        max_length=20,
                        verbose_name="but",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="purposes",
                        to="walks.urbanwalkpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "but de la promenade",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("page", "purpose"), name="a_purpose_once_per_walk")
                ],
            },
        ),
        migrations.CreateModel(
            name="WalkStop",
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
                ("title", models.CharField(max_length=120, verbose_name="arrêt")),
                ("text", models.TextField(blank=True, verbose_name="ce que l’on y voit")),
                (
                    "question",
                    models.TextField(
                        blank=True,
                        help_text="Posée au groupe, sur place.",
                        verbose_name="question à discuter",
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
                        related_name="stops",
                        to="walks.urbanwalkpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "arrêt",
                "ordering": ["sort_order"],
                "abstract": False,
                "unique_together": {("translation_key", "locale")},
            },
        ),
    ]
