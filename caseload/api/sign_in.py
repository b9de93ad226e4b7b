"""The page where somebody signs in before they let a program work as them."""

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from caseload.api.oauth import SIGNED_IN_AT
from caseload.core import clock
from caseload.core.errors import RateLimited


class SignIn(LoginView):
    """User name and password; one sentence for every failure."""

    template_name = "caseload/sign_in.html"
    redirect_authenticated_user = False
    http_method_names = ["get", "head", "post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except RateLimited as slowed:
            page = self.render_to_response({"slowed": True, "next": ""}, status=429)
            page["Retry-After"] = str(slowed.retry_after)
            return page

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session[SIGNED_IN_AT] = clock.now().isoformat()
        return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = HttpResponse(status=204)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
