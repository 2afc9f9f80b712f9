from django.urls import path

from reporting.papers.views import papers, templates

urlpatterns = [
    path("rodziny/<str:number>/pisma/", papers.papers, name="papers"),
    path("rodziny/<str:number>/pisma/nowe/<slug:word>/", papers.new_paper, name="new_paper"),
    path("rodziny/<str:number>/pisma/<int:key>.docx", papers.paper_docx, name="paper_docx"),
    path("szablony-pism/", templates.paper_templates, name="paper_templates"),
    path("szablony-pism/<slug:word>/", templates.paper_template, name="paper_template"),
    path("szablony-pism/<slug:word>/pola/", templates.paper_fields, name="paper_fields"),
    path("szablony-pism/<slug:word>/znak/", templates.mark_rule, name="mark_rule"),
    path("szablony-pism/<slug:word>/<int:version>.docx", templates.template_file, name="template_file"),
    path("szablony-pism/<slug:word>/<int:version>.pdf", templates.template_preview, name="template_preview"),
    path("szablony-pism/<slug:word>/<int:version>/uzyj/", templates.use_template, name="use_template"),
]
