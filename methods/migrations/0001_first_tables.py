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
    ]

    operations = [
        migrations.CreateModel(
            name="MethodIndexPage",
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
                        help_text="Ce qu’est la démarche, en quelques phrases.",
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    portal.content.fields.ProseField(
                        [],
                        blank=True,
                        help_text="Ce qu’il faut savoir avant de choisir une fiche.",
                        verbose_name="texte",
                    ),
                ),
            ],
            options={
                "verbose_name": "la démarche",
                "verbose_name_plural": "pages de la démarche",
            },
            bases=("content.portalpage",),
        ),
        migrations.CreateModel(
            name="StagePage",
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
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="De 1 à 6. Un seul temps par numéro.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(6),
                        ],
                        verbose_name="numéro du temps",
                    ),
                ),
                (
                    "purpose",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Ce que l’on cherche, en deux ou trois phrases.",
                        verbose_name="à quoi sert ce temps",
                    ),
                ),
                (
                    "usual_duration",
                    models.CharField(
                        blank=True,
                        help_text="Par exemple «\xa0Un à deux mois\xa0».",
                        max_length=80,
                        verbose_name="durée habituelle",
                    ),
                ),
                (
                    "outcome",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Ce que l’on a entre les mains à la fin.",
                        verbose_name="ce qui en sort",
                    ),
                ),
                (
                    "body",
                    portal.content.fields.ProseField(
                        [],
                        blank=True,
                        help_text="Le déroulement, les conseils, les questions à se poser.",
                        verbose_name="texte",
                    ),
                ),
            ],
            options={
                "verbose_name": "temps de la démarche",
                "verbose_name_plural": "temps de la démarche",
            },
            bases=("content.portalpage",),
        ),
        migrations.CreateModel(
            name="MethodSheetPage",
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
                    "duration_min",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="En minutes.", null=True, verbose_name="durée minimale"
                    ),
                ),
                (
                    "duration_max",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="En minutes.", null=True, verbose_name="durée maximale"
                    ),
                ),
                (
                    "group_min",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Nombre de personnes.",
                        null=True,
                        verbose_name="groupe\xa0: au moins",
                    ),
                ),
                (
                    "group_max",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Nombre de personnes.",
                        null=True,
                        verbose_name="groupe\xa0: au plus",
                    ),
                ),
                (
                    "participants",
                    wagtail.fields.RichTextField(
                        blank=True, help_text="Qui inviter, qui anime.", verbose_name="qui participe"
                    ),
                ),
                (
                    "material",
                    wagtail.fields.RichTextField(
                        blank=True, help_text="Ce qu’il faut avoir sous la main.", verbose_name="matériel"
                    ),
                ),
                (
                    "preparation",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Ce qui se fait avant le jour même.",
                        verbose_name="préparation",
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Le numéro que l’on cite\xa0: «\xa0voir la fiche 10\xa0». Un seul par fiche.",
                        null=True,
                        verbose_name="numéro de la fiche",
                    ),
                ),
                (
                    "objectives",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Ce que la fiche permet d’obtenir, un objectif par ligne de liste.",
                        verbose_name="objectifs",
                    ),
                ),
                (
                    "body",
                    portal.content.fields.ProseField(
                        [],
                        blank=True,
                        help_text="Les étapes, puis les conseils, les points de vigilance et les exemples.",
                        verbose_name="déroulement",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("cc-by-sa-4.0", "Creative Commons BY-SA 4.0"),
                            ("cc-by-4.0", "Creative Commons BY 4.0"),
                            ("etalab-2.0", "Licence ouverte 2.0 (Etalab)"),
                        ],
                        default="cc-by-sa-4.0",
                        help_text="Ce que les lecteurs ont le droit de faire de la fiche.",
                        max_length=20,
                        verbose_name="licence",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        help_text="Vide si la fiche sert tout au long de la démarche.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="methods.stagepage",
                        verbose_name="temps de la démarche",
                    ),
                ),
            ],
            options={
                "verbose_name": "fiche méthode",
                "verbose_name_plural": "fiches méthode",
            },
            bases=("content.portalpage", models.Model),
        ),
        migrations.CreateModel(
            name="RelatedSheet",
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
                        related_name="related_sheets",
                        to="methods.methodsheetpage",
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
                "verbose_name": "fiche liée",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("page", "sheet"), name="a_related_sheet_once")
                ],
            },
        ),
    ]
