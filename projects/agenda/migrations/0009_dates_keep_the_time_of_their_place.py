from django.db import migrations, models

#: As `portal.content.time_zones` had them when dates learned their zone.
OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
SITE = "Europe/Paris"


def give_zones(apps, schema_editor):
    """Moments stay: until now hours were typed by the site’s clock, and people were told so."""
    occurrences = apps.get_model("agenda", "Occurrence").objects.using(schema_editor.connection.alias)
    for date in occurrences.filter(time_zone="").select_related("event__commune", "event__park"):
        event = date.event
        if event.commune:
            codes = {event.commune.department_id}
        else:
            codes = set(event.park.departments.values_list("code", flat=True)) if event.park else set()
        zones = {OVERSEAS.get(code, SITE) for code in codes} or {SITE}
        occurrences.filter(pk=date.pk).update(time_zone=zones.pop() if len(zones) == 1 else SITE)


class Migration(migrations.Migration):
    dependencies = [("agenda", "0008_personal_data_asks_its_own_right")]

    operations = [
        migrations.AddField(
            model_name="occurrence",
            name="time_zone",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="Celui du lieu : les heures sont dites et filtrées comme on les lit là-bas.",
                max_length=40,
                verbose_name="fuseau horaire",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(give_zones, migrations.RunPython.noop),
    ]
