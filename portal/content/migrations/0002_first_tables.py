import uuid

import django.core.validators
import django.db.models.deletion
import modelcluster.contrib.taggit
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_people"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=3, primary_key=True, serialize=False, verbose_name="code INSEE"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="nom")),
            ],
            options={
                "verbose_name": "département",
                "verbose_name_plural": "départements",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=2, primary_key=True, serialize=False, verbose_name="code INSEE"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="nom")),
            ],
            options={
                "verbose_name": "région",
                "verbose_name_plural": "régions",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=100, unique=True, verbose_name="slug"
                    ),
                ),
            ],
            options={
                "verbose_name": "mot-clé",
                "verbose_name_plural": "mots-clés",
            },
        ),
        migrations.CreateModel(
            name="Audience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=60, verbose_name="nom")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Sert dans les adresses\xa0: ne la changez plus une fois publiée.",
                        max_length=60,
                        verbose_name="adresse",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="Une phrase qui dit ce que l’on range sous ce mot.",
                        max_length=240,
                        verbose_name="description",
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
            ],
            options={
                "verbose_name": "public",
                "verbose_name_plural": "publics",
                "ordering": ["name"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Commune",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "insee_code",
                    models.CharField(
                        help_text="Cinq signes. Ce n’est pas le code postal.",
                        max_length=5,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(\\d{2}|2[AB])\\d{3}$",
                                "Un code INSEE compte cinq signes, par exemple 59526.",
                            )
                        ],
                        verbose_name="code INSEE",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="nom")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communes",
                        to="content.department",
                        verbose_name="département",
                    ),
                ),
            ],
            options={
                "verbose_name": "commune",
                "verbose_name_plural": "communes",
                "ordering": ["name"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Park",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "name",
                    models.CharField(
                        help_text="Sans «\xa0Parc naturel régional\xa0».",
                        max_length=80,
                        unique=True,
                        verbose_name="nom",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Sert dans les adresses de recherche.",
                        unique=True,
                        verbose_name="adresse",
                    ),
                ),
                (
                    "area_km2",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="En kilomètres carrés.",
                        null=True,
                        verbose_name="superficie",
                    ),
                ),
                (
                    "inhabitants",
                    models.PositiveIntegerField(
                        blank=True, help_text="Nombre d’habitants.", null=True, verbose_name="population"
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="site du Parc")),
                (
                    "communes",
                    models.ManyToManyField(
                        blank=True, related_name="parks", to="content.commune", verbose_name="communes"
                    ),
                ),
                (
                    "departments",
                    models.ManyToManyField(
                        blank=True,
                        related_name="parks",
                        to="content.department",
                        verbose_name="départements",
                    ),
                ),
            ],
            options={
                "verbose_name": "Parc",
                "verbose_name_plural": "Parcs",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        upload_to=wagtail.images.models.get_upload_to,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, default="", max_length=255, verbose_name="description"),
                ),
                ("width", models.IntegerField(editable=False, verbose_name="width")),
                ("height", models.IntegerField(editable=False, verbose_name="height")),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="created at"),
                ),
                ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Qui a fait l’image, par exemple «\xa0Photo\xa0: Camille Leroy\xa0».",
                        max_length=160,
                        verbose_name="crédit",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True,
                        help_text=None,
                        through="taggit.TaggedItem",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "permissions": [("add_drawing", "Peut déposer des dessins SVG")],
                "abstract": False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="PortalDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("file", models.FileField(upload_to="documents", verbose_name="file")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("file_size", models.PositiveBigIntegerField(editable=False, null=True)),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=40)),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True,
                        help_text=None,
                        through="taggit.TaggedItem",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="PortalPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Deux phrases simples\xa0: ce que l’on trouve ici et à qui cela sert. Affiché dans les listes et les partages.",
                        max_length=320,
                        verbose_name="résumé",
                    ),
                ),
                (
                    "listing_picture_alt",
                    models.CharField(
                        blank=True,
                        help_text="Ce que montre l’image, pour qui ne la voit pas. Vide si elle ne fait que décorer.",
                        max_length=200,
                        verbose_name="description de l’image",
                    ),
                ),
                (
                    "reviewed_on",
                    models.DateField(
                        blank=True,
                        help_text="Le jour de la dernière relecture complète.",
                        null=True,
                        verbose_name="relue le",
                    ),
                ),
                (
                    "review_by",
                    models.DateField(
                        blank=True,
                        help_text="Le jour où son contenu doit être vérifié de nouveau.",
                        null=True,
                        verbose_name="à relire avant le",
                    ),
                ),
                (
                    "easy_read",
                    wagtail.fields.RichTextField(
                        blank=True,
                        help_text="Le même message en phrases courtes, une idée par phrase, avec des mots de tous les jours, sans sigle ni expression imagée.",
                        verbose_name="version facile à lire",
                    ),
                ),
                (
                    "is_demonstration",
                    models.BooleanField(
                        default=False,
                        help_text="La page porte alors bien en vue la mention «\xa0Contenu de démonstration\xa0».",
                        verbose_name="contenu de démonstration",
                    ),
                ),
                (
                    "listing_picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Illustre la page et sa carte dans les listes. De préférence au format 4:3.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="content.picture",
                        verbose_name="image",
                    ),
                ),
                (
                    "park",
                    models.ForeignKey(
                        blank=True,
                        help_text="Le Parc que présente cette page.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pages",
                        to="content.park",
                        verbose_name="Parc",
                    ),
                ),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="PageAudience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        limit_choices_to=models.Q(("locale__language_code", "fr")),
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_links",
                        to="content.audience",
                        verbose_name="public",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_audiences",
                        to="content.portalpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "public",
            },
        ),
        migrations.AddField(
            model_name="department",
            name="region",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="departments",
                to="content.region",
                verbose_name="région",
            ),
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filter_spec", models.CharField(db_index=True, max_length=255)),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        storage=wagtail.images.models.get_rendition_storage,
                        upload_to=wagtail.images.models.get_rendition_upload_to,
                        width_field="width",
                    ),
                ),
                ("width", models.IntegerField(editable=False)),
                ("height", models.IntegerField(editable=False)),
                (
                    "focal_point_key",
                    models.CharField(blank=True, default="", editable=False, max_length=16),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="content.picture",
                    ),
                ),
            ],
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name="TaggedPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged_items",
                        to="content.portalpage",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged_pages",
                        to="content.tag",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="portalpage",
            name="tags",
            field=modelcluster.contrib.taggit.ClusterTaggableManager(
                blank=True,
                help_text="Des mots libres, en français, séparés par des virgules.",
                through="content.TaggedPage",
                to="content.Tag",
                verbose_name="mots-clés",
            ),
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("translation_key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=60, verbose_name="nom")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Sert dans les adresses\xa0: ne la changez plus une fois publiée.",
                        max_length=60,
                        verbose_name="adresse",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="Une phrase qui dit ce que l’on range sous ce mot.",
                        max_length=240,
                        verbose_name="description",
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
            ],
            options={
                "verbose_name": "thème",
                "verbose_name_plural": "thèmes",
                "ordering": ["name"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="PageTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_themes",
                        to="content.portalpage",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        limit_choices_to=models.Q(("locale__language_code", "fr")),
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_links",
                        to="content.theme",
                        verbose_name="thème",
                    ),
                ),
            ],
            options={
                "verbose_name": "thème",
            },
        ),
        migrations.AddConstraint(
            model_name="audience",
            constraint=models.UniqueConstraint(fields=("slug", "locale"), name="one_audience_per_slug"),
        ),
        migrations.AlterUniqueTogether(
            name="audience",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AddConstraint(
            model_name="pageaudience",
            constraint=models.UniqueConstraint(fields=("page", "term"), name="an_audience_once_per_page"),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_filter"
            ),
        ),
        migrations.AddConstraint(
            model_name="taggedpage",
            constraint=models.UniqueConstraint(
                fields=("content_object", "tag"), name="a_tag_once_per_page"
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.UniqueConstraint(fields=("slug", "locale"), name="one_theme_per_slug"),
        ),
        migrations.AlterUniqueTogether(
            name="theme",
            unique_together={("translation_key", "locale")},
        ),
        migrations.AddConstraint(
            model_name="pagetheme",
            constraint=models.UniqueConstraint(fields=("page", "term"), name="a_theme_once_per_page"),
        ),
    ]
