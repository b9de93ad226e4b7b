"""Every address there is; the machine interface lives in ``caseload.api``."""

from django.urls import include, path

urlpatterns = [path("", include("caseload.api.urls"))]
