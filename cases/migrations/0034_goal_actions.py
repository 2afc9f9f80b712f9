"""Adds to goals of plans several actions, their area and problem, and how success is measured."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0033_notes_and_harm_reports"),
        ("centre", "0019_life_areas"),
    ]

    operations = [
        migrations.AddField(
            model_name="plangoal",
            name="action_done",
            field=models.BooleanField(db_default=False, default=False, verbose_name="działanie wykonane"),
        ),
        migrations.AddField(
            model_name="plangoal",
            name="action_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="termin działania"),
        ),
        migrations.AddField(
            model_name="plangoal",
            name="area",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="centre.lifearea",
                verbose_name="obszar życia",
            ),
        ),
        migrations.AddField(
            model_name="plangoal",
            name="problem",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="centre.problem",
                verbose_name="problem",
            ),
        ),
        migrations.AddField(
            model_name="plangoal",
            name="success_measure",
            field=models.CharField(blank=True, db_default="", default="", max_length=500, verbose_name="miara sukcesu"),
        ),
        migrations.CreateModel(
            name="GoalAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("action", models.CharField(max_length=500, verbose_name="działanie")),
                ("responsible", models.CharField(blank=True, max_length=200, verbose_name="kto to zrobi")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="termin")),
                ("is_done", models.BooleanField(default=False, verbose_name="wykonane")),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="cases.plangoal",
                        verbose_name="cel",
                    ),
                ),
            ],
            options={
                "verbose_name": "działanie celu",
                "verbose_name_plural": "działania celów",
            },
        ),
    ]
