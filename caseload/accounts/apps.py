from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "caseload.accounts"
    label = "accounts"

    def ready(self) -> None:
        # Django's own handler saves the user, which is a new version without an actor; the
        # password backend writes last_login instead.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
