from django.urls import path

from reporting.letters import attendance_sheet, diary_pdf, handover_pack, personal_data_copy, referral_answer

urlpatterns = [
    path("osoby/<str:number>/dane/<str:format>/", personal_data_copy.person_file, name="person_file"),
    path("zajecia/<str:number>/lista.pdf", attendance_sheet.attendance_sheet, name="attendance_sheet"),
    path("asystenci/<str:number>/dziennik.pdf", diary_pdf.diary_pdf, name="diary_pdf"),
    path("przekazanie.pdf", handover_pack.handover_pack, name="handover_pack"),
    path("wnioski/<str:number>/pismo.pdf", referral_answer.referral_letter, name="referral_letter"),
]
