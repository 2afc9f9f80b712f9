from django.urls import path

from cases.assessments.views import acknowledging, pages, writing

FAMILY = "rodziny/<str:number>/oceny/"

urlpatterns = [
    path("oceny/do-przyjecia/", acknowledging.assessments_to_acknowledge, name="assessments_to_acknowledge"),
    path(FAMILY, pages.assessments, name="assessments"),
    path(f"{FAMILY}nowa/", writing.new_assessment, name="new_assessment"),
    path(f"{FAMILY}szkic/", writing.save_assessment_draft, name="save_assessment_draft"),
    path(f"{FAMILY}szkic/<int:key>/usun/", writing.delete_assessment_draft, name="delete_assessment_draft"),
    path(f"{FAMILY}<int:key>/", pages.assessment, name="assessment"),
    path(f"{FAMILY}<int:key>/popraw/", writing.correct_assessment, name="correct_assessment"),
    path(f"{FAMILY}<int:key>/przekaz/", pages.hand_over_assessment, name="hand_over_assessment"),
    path(f"{FAMILY}<int:key>/wsparcie-trwa/", pages.go_on, name="go_on_with_support"),
]
