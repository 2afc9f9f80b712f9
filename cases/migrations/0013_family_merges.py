import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_attachments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="family",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="cases.family",
                verbose_name="włączona do rodziny",
            ),
        ),
        migrations.AddIndex(
            model_name="family",
            index=models.Index(
                models.F("merged_into"), condition=models.Q(("merged_into__isnull", False)), name="family_merged_into"
            ),
        ),
        migrations.CreateModel(
            name="FamilyMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("merged_at", models.DateTimeField(auto_now_add=True, verbose_name="scalono")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="cofnięto")),
                (
                    "moves",
                    models.JSONField(
                        default=list,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="przeniesione zapisy",
                    ),
                ),
                (
                    "values",
                    models.JSONField(
                        default=list,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="zmienione wartości",
                    ),
                ),
                (
                    "removed",
                    models.JSONField(
                        default=list,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="zapisy, które się powtarzały",
                    ),
                ),
                (
                    "absorbed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_into_others",
                        to="cases.family",
                        verbose_name="rodzina włączona",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kto scalił",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="cases.family",
                        verbose_name="rodzina",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="kto cofnął",
                    ),
                ),
            ],
            options={
                "verbose_name": "scalenie rodzin",
                "verbose_name_plural": "scalenia rodzin",
                "ordering": ["-merged_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("absorbed",),
                        name="familymerge_once",
                        violation_error_message="Tę rodzinę już scalono z inną.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("absorbed", models.F("family")), _negated=True),
                        name="familymerge_of_two",
                        violation_error_message="Rodziny nie scala się z nią samą.",
                    ),
                ],
            },
        ),
    ]
