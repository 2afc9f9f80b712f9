from django.urls import path

from reporting.outside.views import layout, values

HEADING = "dane-spoza-ewidencji/<key:group>/uklad/<str:kind>/<key:key>"

urlpatterns = [
    path("dane-spoza-ewidencji/", values.outside_figures, name="outside_figures"),
    path("dane-spoza-ewidencji/nowa-grupa/", layout.new_outside_group, name="new_outside_group"),
    path("dane-spoza-ewidencji/<key:group>/", values.outside_group, name="outside_group"),
    path("dane-spoza-ewidencji/<key:group>/zrodla/", values.outside_sources, name="outside_sources"),
    path("dane-spoza-ewidencji/<key:group>/historia/", values.outside_history, name="outside_history"),
    path("dane-spoza-ewidencji/<key:group>/nowy-okres/", values.new_outside_period, name="new_outside_period"),
    path("dane-spoza-ewidencji/<key:group>/uklad/", layout.outside_layout, name="outside_layout"),
    path(f"{HEADING}/", layout.edit_outside_heading, name="edit_outside_heading"),
    path(f"{HEADING}/przesun/", layout.move_outside_heading, name="move_outside_heading"),
    path(f"{HEADING}/usun/", layout.delete_outside_heading, name="delete_outside_heading"),
]
