"""One referral in, as whoever triages works on it: each step names the version that it last saw."""

from typing import Any

from tests.journeys.playing import Stage


class Referred:
    """``Referred(stage, sent["id"]).steps("2024-06-04 15:20", "triage")``"""

    def __init__(self, stage: Stage, intake_id: str) -> None:
        self._stage = stage
        self.id = intake_id

    @property
    def path(self) -> str:
        return f"intakes/{self.id}"

    def seen(self, when: str, who: str = "intake_worker") -> Any:
        """The referral as it stands for them."""
        return self._stage.at(who, when).get(self.path)

    def steps(
        self,
        when: str,
        step: str,
        body: Any = None,
        *,
        who: str = "intake_worker",
        status: int = 200,
    ) -> Any:
        version = self.seen(when, who)["version"]
        part = self._stage.at(who, when)
        return part.post(f"{self.path}/{step}", body, status=status, if_match=version)

    def person(self, when: str) -> str:
        """The one person whom it names."""
        (found,) = self._stage.at("intake_worker", when).get(f"{self.path}/people")["results"]
        return str(found["id"])

    def route(self, when: str, label: str) -> Any:
        """The way to reach them that goes by this label."""
        rows = self._stage.at("intake_worker", when).get(f"{self.path}/routes")["results"]
        return next(row for row in rows if row["label"] == label)

    def tries(self, when: str, label: str = "", *, status: int = 201, **words: Any) -> Any:
        """An attempt at this moment, by telephone and answered unless ``words`` say otherwise."""
        part = self._stage.at("intake_worker", when)
        usual = {
            "person_id": self.person(when),
            "channel": "phone_call",
            "outcome": "spoke_with_client",
            "happened_at": part.now.isoformat(),
        }
        if label:
            usual["route_id"] = self.route(when, label)["id"]
        if words.get("outcome", "spoke_with_client") == "spoke_with_client":
            usual["headline"] = "First conversation"
        return part.post(f"{self.path}/attempts", usual | words, status=status)

    def accepted(
        self,
        when: str,
        *,
        who: str = "intake_worker",
        team: str = "north",
        lead: str = "worker",
        **how: Any,
    ) -> Any:
        """The case that is opened for the one person whom it names."""
        org = self._stage.org
        usual = {
            "person_id": self.person(when),
            "team_id": str(getattr(org, team).pk),
            "strand": "adult_family_1to1",
            "lead_id": str(getattr(org, lead).pk),
        }
        return self.steps(when, "accept", usual | how, who=who)
