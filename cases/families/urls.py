from django.urls import path

from cases.families.views import access, history, new_family, person, same_person

urlpatterns = [
    path("rodziny/nowa/", new_family.new_family, name="new_family"),
    path("rodziny/podobne/", new_family.similar_families, name="similar_families"),
    path("rodziny/<str:number>/osoby/nowa/", person.add_person, name="add_person"),
    path("rodziny/<str:number>/dostep/", access.family_access, name="family_access"),
    path("rodziny/<str:number>/historia/", history.history, name="family_history"),
    path("osoby/<str:number>/", person.person, name="person"),
    path("osoby/<str:number>/popraw/", person.correct_person, name="correct_person"),
    path("osoby/<str:number>/ta-sama/", same_person.same_person, name="same_person"),
    path("osoby/<str:number>/usun/", person.delete_person, name="delete_person"),
]
