"""Records of one person in several families are one individual. New codes of the register."""

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

from familycare.lib.table_remaking import AFTER, BEFORE


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_related_names"),
    ]

    operations = [
        BEFORE,
        migrations.RemoveConstraint(
            model_name="case",
            name="case_basis_code",
        ),
        migrations.RemoveConstraint(
            model_name="placement",
            name="placement_form_code",
        ),
        migrations.AddField(
            model_name="person",
            name="first_record",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="same_records",
                to="cases.person",
                verbose_name="pierwszy zapis tej osoby",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                help_text="ta sama osoba w innej rodzinie",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="cases.person",
                verbose_name="ta sama osoba co",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="basis",
            field=models.CharField(
                choices=[
                    ("consent", "za zgodą rodziny"),
                    ("court_order", "zobowiązanie sądu"),
                    ("application", "wniosek na podstawie ustawy „Za życiem”"),
                    ("minor_parent", "małoletni rodzic opuszczający ośrodek lub zakład (art. 11 ust. 1a)"),
                ],
                max_length=20,
                verbose_name="podstawa",
            ),
        ),
        migrations.AlterField(
            model_name="placement",
            name="form",
            field=models.CharField(
                choices=[
                    ("kinship_foster", "rodzina zastępcza spokrewniona"),
                    ("non_professional_foster", "rodzina zastępcza niezawodowa"),
                    ("professional_foster", "rodzina zastępcza zawodowa"),
                    ("family_childrens_home", "rodzinny dom dziecka"),
                    ("intervention_institution", "placówka opiekuńczo-wychowawcza typu interwencyjnego"),
                    ("socialisation_institution", "placówka opiekuńczo-wychowawcza typu socjalizacyjnego"),
                    ("family_institution", "placówka opiekuńczo-wychowawcza typu rodzinnego"),
                    ("specialist_institution", "placówka opiekuńczo-wychowawcza typu specjalistyczno-terapeutycznego"),
                    ("regional_therapeutic", "regionalna placówka opiekuńczo-terapeutyczna"),
                    ("pre_adoption", "interwencyjny ośrodek preadopcyjny"),
                    ("sociotherapy_centre", "młodzieżowy ośrodek socjoterapii"),
                    ("youth_educational_centre", "młodzieżowy ośrodek wychowawczy"),
                    ("district_educational_centre", "okręgowy ośrodek wychowawczy"),
                    ("correctional_facility", "zakład poprawczy lub schronisko dla nieletnich"),
                ],
                max_length=30,
                verbose_name="forma pobytu",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="individual",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce("first_record_id", "id"),
                output_field=models.BigIntegerField(),
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(condition=models.Q(("pesel", ""), _negated=True), fields=["pesel"], name="person_pesel"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["individual"], name="person_individual"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis__in", ["consent", "court_order", "application", "minor_parent"])),
                name="case_basis_code",
                violation_error_message="Nieznany kod.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("same_as__isnull", True), models.Q(("same_as", models.F("pk")), _negated=True), _connector="OR"
                ),
                name="person_same_as_another",
                violation_error_message="Wskaż zapis tej osoby w innej rodzinie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "form__in",
                        [
                            "kinship_foster",
                            "non_professional_foster",
                            "professional_foster",
                            "family_childrens_home",
                            "intervention_institution",
                            "socialisation_institution",
                            "family_institution",
                            "specialist_institution",
                            "regional_therapeutic",
                            "pre_adoption",
                            "sociotherapy_centre",
                            "youth_educational_centre",
                            "district_educational_centre",
                            "correctional_facility",
                        ],
                    )
                ),
                name="placement_form_code",
                violation_error_message="Nieznany kod.",
            ),
        ),
        AFTER,
    ]
