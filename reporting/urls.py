from django.urls import include, path

from reporting.path_keys import KEY
from reporting.views import choosing, drilldown, home, report, tables

urlpatterns = [
    path("", home.home, name="home"),
    path("sprawozdanie/", choosing.choose_report, name="choose_report"),
    path("sprawozdanie/<str:year>/", report.report, name="report"),
    path("sprawozdanie/<str:year>/<str:format>/", report.download_report, name="download_report"),
    path("tabele/", tables.tables, name="tables"),
    path("tabele/<str:format>/", tables.download_tables, name="download_tables"),
    path(f"dane/<{KEY}:table>/<{KEY}:row>/", drilldown.entries, name="entries"),
    path("", include("reporting.documents.urls")),
    path("", include("reporting.care_charges.urls")),
    path("", include("reporting.outside.urls")),
    path("", include("reporting.letters.urls")),
    path("", include("reporting.papers.urls")),
    path("", include("reporting.exchange.urls")),
]
