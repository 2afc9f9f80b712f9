from django.urls import path

from reporting.care_charges.views import child, county_note, forecast, month, rates

urlpatterns = [
    path("odplatnosci/", month.latest_charges, name="latest_charges"),
    path("odplatnosci/prognoza/", forecast.forecast, name="forecast"),
    path("odplatnosci/prognoza/budzet/", forecast.budget, name="budget"),
    path("odplatnosci/stawki/", rates.rates, name="rates"),
    path("odplatnosci/stawki/<int:pk>/usun/", rates.remove_rate, name="remove_rate"),
    path("odplatnosci/<str:month>/", month.charges, name="charges"),
    path("odplatnosci/<str:month>/wpisz/", month.enter_charges, name="enter_charges"),
    path("odplatnosci/<str:month>/nota/", county_note.county_note, name="county_note"),
    path("odplatnosci/<str:month>/nota/pismo/", county_note.note_letter, name="note_letter"),
    path("odplatnosci/<str:month>/dziecko/", child.new_child_in_care, name="new_child_in_care"),
]
