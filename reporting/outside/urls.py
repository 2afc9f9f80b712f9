from django.urls import path

from reporting.outside.views import layout, values
from reporting.path_keys import KEY

HEADING = f"dane-spoza-ewidencji/<{KEY}:group>/uklad/<str:kind>/<{KEY}:key>"

urlpatterns = [
    path("dane-spoza-ewidencji/", values.outside_figures, name="outside_figures"),
    path("dane-spoza-ewidencji/nowa-grupa/", layout.new_outside_group, name="new_outside_group"),
    path(f"dane-spoza-ewidencji/<{KEY}:group>/", values.outside_group, name="outside_group"),
    path(f"dane-spoza-ewidencji/<{KEY}:group>/zrodla/", values.outside_sources, name="outside_sources"),
    path(f"dane-spoza-ewidencji/<{KEY}:group>/historia/", values.outside_history, name="outside_history"),
    path(f"dane-spoza-ewidencji/<{KEY}:group>/nowy-okres/", values.new_outside_period, name="new_outside_period"),
    path(f"dane-spoza-ewidencji/<{KEY}:group>/uklad/", layout.outside_layout, name="outside_layout"),
    path(f"{HEADING}/", layout.edit_outside_heading, name="edit_outside_heading"),
    path(f"{HEADING}/przesun/", layout.move_outside_heading, name="move_outside_heading"),
    path(f"{HEADING}/usun/", layout.delete_outside_heading, name="delete_outside_heading"),
]
