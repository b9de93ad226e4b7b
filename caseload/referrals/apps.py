from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "caseload.referrals"
    label = "referrals"
