from django.apps import AppConfig

from caseload.access.operations import subscribe


class ReferralsConfig(AppConfig):
    name = "caseload.referrals"
    label = "referrals"

    def ready(self) -> None:
        # These import models, which are there from now on.
        from caseload.contacts import timeline  # noqa: PLC0415 - as above
        from caseload.referrals import (  # noqa: PLC0415 - as above
            faces,
            referral_endings,
            referral_timeline,
        )

        subscribe("consent.recorded", faces.follow_consent)
        subscribe("consent.withdrawn", faces.follow_consent)
        subscribe("disclosure.ended", referral_endings.follow_end_of_access)
        timeline.register(timeline.EntryKind.REFERRAL, referral_timeline.states_of_referrals)
