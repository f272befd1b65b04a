from django.db import migrations, models


def forget_waiting_documents(apps, schema_editor):
    """They wait for a day at most, and their drafts were never kept."""
    apps.get_model("methods", "ImportedDocument").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("methods", "0002_documents_wait_to_become_sheets")]

    operations = [
        migrations.RunPython(forget_waiting_documents, migrations.RunPython.noop),
        migrations.AddField(
            model_name="importeddocument",
            name="drafts_packed",
            field=models.BinaryField(default=b"", verbose_name="fiches possibles"),
            preserve_default=False,
        ),
    ]
