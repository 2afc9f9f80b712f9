from django.urls import path

from cases.supporting_families.views import refunds, supporters

urlpatterns = [
    path("rodziny-wspierajace/", supporters.supporting_families, name="supporting_families"),
    path("rodziny-wspierajace/nowa/", supporters.new_supporter, name="new_supporter"),
    path("rodziny-wspierajace/zwroty/", refunds.latest_refunds, name="latest_refunds"),
    path("rodziny-wspierajace/zwroty/<int:year>/", refunds.refunds, name="refunds"),
    path("rodziny-wspierajace/zwroty/<int:year>/wpisz/", refunds.enter_refunds, name="enter_refunds"),
    path("rodziny-wspierajace/<str:number>/", supporters.supporter, name="supporter"),
    path("rodziny-wspierajace/<str:number>/popraw/", supporters.edit_supporter, name="edit_supporter"),
    path("rodziny-wspierajace/<str:number>/usun/", supporters.remove_supporter, name="remove_supporter"),
]
