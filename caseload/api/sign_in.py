"""The page where somebody signs in before they let a program work as them."""

from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST


class SignIn(LoginView):
    """User name and password; one sentence for every failure."""

    template_name = "caseload/sign_in.html"
    redirect_authenticated_user = False


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = HttpResponse(status=204)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
