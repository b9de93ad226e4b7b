"""Addresses of the machine interface."""

from django.urls import include, path, re_path
from oauth2_provider.views import RevokeTokenView

from caseload.api import documents, health
from caseload.api.oauth import StaffAuthorization
from caseload.api.program_tokens import TokenEndpoint
from caseload.api.sign_in import SignIn, sign_out

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("version", health.version, name="version"),
    path("problems/<slug:slug>", documents.problem, name="problem"),
    path("accounts/sign-in", SignIn.as_view(), name="sign-in"),
    path("accounts/sign-out", sign_out, name="sign-out"),
    path(
        "oauth/",
        include(
            (
                [
                    path("authorize", StaffAuthorization.as_view(), name="authorize"),
                    path("token", TokenEndpoint.as_view(), name="token"),
                    path("revoke", RevokeTokenView.as_view(), name="revoke-token"),
                ],
                "oauth2_provider",
            )
        ),
    ),
    path("api/v1/openapi.json", documents.SchemaView.as_view(), name="schema"),
    path("api/v1/docs", documents.DocsView.as_view(url_name="schema"), name="docs"),
    path("api/v1/", include("caseload.api.v1.urls")),
    re_path(r"^api/v1/(?P<path>.+)/$", documents.without_slash),
]
