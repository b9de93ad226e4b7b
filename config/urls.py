"""Every address there is; the machine interface lives in ``caseload.api``."""

from django.urls import include, path

urlpatterns = [path("", include("caseload.api.urls"))]

handler400 = "caseload.api.documents.bad_request"
handler403 = "caseload.api.documents.forbidden"
handler404 = "caseload.api.documents.not_found"
handler500 = "caseload.api.documents.server_error"
