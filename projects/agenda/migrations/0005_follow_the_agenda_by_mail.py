import uuid

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0004_remember_who_proposed_an_event"),
        ("post_office", "0014_alter_email_recipient_delivery_status_and_more"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="adresse e-mail")),
                (
                    "selection",
                    models.CharField(blank=True, max_length=500, verbose_name="choix de rendez-vous"),
                ),
                ("language", models.CharField(max_length=10, verbose_name="langue")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "link_sent_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="lien envoyé le"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="confirmé le"),
                ),
                (
                    "week_done",
                    models.DateField(editable=False, null=True, verbose_name="dernière semaine traitée"),
                ),
                (
                    "last_sent_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="dernier envoi"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "letters",
                    models.ManyToManyField(
                        editable=False, to="post_office.email", verbose_name="messages"
                    ),
                ),
            ],
            options={
                "verbose_name": "abonnement par e-mail",
                "verbose_name_plural": "abonnements par e-mail",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        models.F("selection"),
                        models.F("language"),
                        name="an_address_follows_a_selection_once_in_a_language",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", False),
                            models.Q(("last_sent_at", None), ("week_done", None)),
                            _connector="OR",
                        ),
                        name="nobody_is_told_who_did_not_confirm",
                    ),
                ],
            },
        ),
    ]
