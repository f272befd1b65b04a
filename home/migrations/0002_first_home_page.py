"""A home page in French instead of Wagtail’s welcome page, and English as a second language."""

from django.db import migrations


def make_home_page(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")

    french, _created = Locale.objects.get_or_create(language_code="fr")
    Locale.objects.get_or_create(language_code="en")
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    home_type, _created = ContentType.objects.get_or_create(model="homepage", app_label="home")
    home = HomePage.objects.create(
        title="Vivre ensemble",
        draft_title="Vivre ensemble",
        slug="accueil",
        content_type=home_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/accueil/",
        locale=french,
        show_in_menus=False,
    )
    Page.objects.filter(path="0001").update(numchild=1)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)


def remove_home_page(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.all().delete()
    apps.get_model("home", "HomePage").objects.filter(depth=2).delete()
    apps.get_model("wagtailcore", "Page").objects.filter(path="0001").update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_first_tables"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(make_home_page, remove_home_page)]
