import django.db.models.deletion
import wagtail.contrib.routable_page.models
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
            name="CataloguePage",
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
                        help_text="Ce que l’on peut chercher ici.",
                        verbose_name="introduction",
                    ),
                ),
            ],
            options={
                "verbose_name": "catalogue",
                "verbose_name_plural": "catalogues",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "content.portalpage"),
        ),
        migrations.CreateModel(
            name="HomePage",
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
                    models.TextField(
                        blank=True,
                        help_text="Ce qu’est le site, en deux phrases que tout le monde comprend.",
                        verbose_name="introduction",
                    ),
                ),
                (
                    "body",
                    portal.content.fields.ProseField(
                        [],
                        blank=True,
                        help_text="Sous les trois portes\xa0: la démarche en quelques mots.",
                        verbose_name="texte",
                    ),
                ),
            ],
            options={
                "verbose_name": "page d’accueil",
                "verbose_name_plural": "pages d’accueil",
            },
            bases=("content.portalpage",),
        ),
        migrations.CreateModel(
            name="StandardPage",
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
                        [], blank=True, help_text="Le contenu de la page.", verbose_name="texte"
                    ),
                ),
            ],
            options={
                "verbose_name": "page simple",
                "verbose_name_plural": "pages simples",
            },
            bases=("content.portalpage",),
        ),
    ]
