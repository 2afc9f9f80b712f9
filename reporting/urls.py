from django.urls import include, path, register_converter

from reporting.views import choosing, drilldown, home, report, tables


class Key:
    """A key of a table or row as one path segment; slashes in keys of outside figures are escaped as in RFC 6901.

    The empty key, of a column, is “~”.
    """

    regex = "[^/]+"

    def to_python(self, segment):
        return "" if segment == "~" else segment.replace("~1", "/").replace("~0", "~")

    def to_url(self, key):
        return key.replace("~", "~0").replace("/", "~1") or "~"


register_converter(Key, "key")

urlpatterns = [
    path("", home.home, name="home"),
    path("sprawozdanie/", choosing.choose_report, name="choose_report"),
    path("sprawozdanie/<str:year>/", report.report, name="report"),
    path("sprawozdanie/<str:year>/<str:format>/", report.download_report, name="download_report"),
    path("tabele/", tables.tables, name="tables"),
    path("tabele/<str:format>/", tables.download_tables, name="download_tables"),
    path("dane/<key:table>/<key:row>/", drilldown.entries, name="entries"),
    path("", include("reporting.documents.urls")),
    path("", include("reporting.care_charges.urls")),
    path("", include("reporting.outside.urls")),
    path("", include("reporting.letters.urls")),
    path("", include("reporting.papers.urls")),
    path("", include("reporting.exchange.urls")),
]
