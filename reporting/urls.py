from django.urls import path

from reporting.views import choosing, drilldown, handover_pack, home, imports, letters, report, tables

urlpatterns = [
    path("", home.home, name="home"),
    path("sprawozdanie/", choosing.choose_report, name="choose_report"),
    path("sprawozdanie/<str:year>/", report.report, name="report"),
    path("sprawozdanie/<str:year>/<str:format>/", report.download_report, name="download_report"),
    path("tabele/", tables.tables, name="tables"),
    path("tabele/<str:format>/", tables.download_tables, name="download_tables"),
    path("dane/<str:table>/<str:row>/", drilldown.entries, name="entries"),
    path("przekazanie.pdf", handover_pack.handover_pack, name="handover_pack"),
    path("wnioski/<str:number>/pismo.pdf", letters.referral_letter, name="referral_letter"),
    path("rejestr/", imports.import_page, name="import"),
    path("rejestr/wynik/", imports.import_result, name="import_result"),
    path("rejestr/bledy.csv", imports.import_errors, name="import_errors"),
]
