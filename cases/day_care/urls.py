from django.urls import path

from cases.day_care.views import capacities, centres, children, months

ROOM = "placowki-wsparcia-dziennego/"

urlpatterns = [
    path(ROOM, centres.day_care_centres, name="day_care_centres"),
    path(f"{ROOM}nowa/", centres.new_day_care, name="new_day_care"),
    path(f"{ROOM}koszty/", months.latest_day_care_month, name="latest_day_care_month"),
    path(f"{ROOM}koszty/<str:month>/", months.day_care_month, name="day_care_month"),
    path(f"{ROOM}koszty/<str:month>/wpisz/", months.enter_day_care_month, name="enter_day_care_month"),
    path(f"{ROOM}<str:number>/", centres.day_care, name="day_care"),
    path(f"{ROOM}<str:number>/popraw/", centres.edit_day_care, name="edit_day_care"),
    path(f"{ROOM}<str:number>/usun/", centres.remove_day_care, name="remove_day_care"),
    path(f"{ROOM}<str:number>/miejsca/nowe/", capacities.add_capacity, name="add_capacity"),
    path(f"{ROOM}<str:number>/miejsca/<int:key>/", capacities.edit_capacity, name="edit_capacity"),
    path(f"{ROOM}<str:number>/miejsca/<int:key>/usun/", capacities.remove_capacity, name="remove_capacity"),
    path(f"{ROOM}<str:number>/dzieci/", children.find_child, name="find_child"),
    # About a person and a family: their beginnings say whose file it is.
    path(f"osoby/<str:number>/{ROOM}<str:day_care>/", children.add_child, name="add_child_to_day_care"),
    path(f"rodziny/<str:number>/{ROOM}<int:key>/zakoncz/", children.end_stay, name="end_day_care_stay"),
]
