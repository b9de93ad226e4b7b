"""Every route of the interface, read from the resolver, so that none can be forgotten.

A route without a sample (``tests.support.samples``) fails the suite: nobody has to remember.
"""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from caseload.api.views import CaseloadViewSet


@dataclass(frozen=True)
class Route:
    """One method of one address, and the view that answers it."""

    method: str
    name: str
    template: str
    action: str
    basename: str
    view: type[CaseloadViewSet]

    @property
    def key(self) -> str:
        """``POST contact-list``: what samples and golden files call it."""
        return f"{self.method} {self.name}"

    @property
    def members(self) -> tuple[str, ...]:
        """The ids in its address, in order."""
        return tuple(re.findall(r"{(\w+)}", self.template))

    @property
    def is_unsafe(self) -> bool:
        return self.method != "GET"

    @property
    def is_partner(self) -> bool:
        """On the surface of partners' programs, where staff are refused."""
        return self.template.startswith("/api/v1/partner/")

    @property
    def is_of_an_agency(self) -> bool:
        """What the whole organisation keeps of partner agencies: nobody in it stands outside."""
        return self.template.startswith("/api/v1/agencies")

    @property
    def only_searches(self) -> bool:
        return self.action in self.view.search_actions

    def path(self, **ids: Any) -> str:
        return self.template.format(**ids)

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


@cache
def routes() -> tuple[Route, ...]:
    """All routes under /api/v1 that a resource answers, in the order of their addresses."""
    found = [route for pattern in _patterns() for route in _routes_of(*pattern)]
    return tuple(sorted(found, key=lambda route: (route.template, route.method)))


@cache
def other_patterns() -> tuple[tuple[str, str], ...]:
    """Template and name of every address that no resource of ours answers."""
    return tuple(
        sorted(
            (template, pattern.name or "")
            for template, pattern in _patterns()
            if not _is_resource(pattern)
        )
    )


def random_ids(route: Route) -> dict[str, str]:
    return {
        member: "no_such_list" if member == "name" else str(uuid.uuid4())
        for member in route.members
    }


def _patterns() -> Iterator[tuple[str, URLPattern]]:
    yield from _walk(get_resolver("config.urls"), "/")


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = prefix + _template(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, address)
        else:
            yield address, pattern


def _template(pattern: str) -> str:
    named = re.sub(r"\(\?P<(\w+)>[^()]*\)", r"{\1}", pattern)
    named = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", named)
    return re.sub(r"\\Z|[\^$\\]", "", named)


def _is_resource(pattern: URLPattern) -> bool:
    kind = getattr(pattern.callback, "cls", None)
    return isinstance(kind, type) and issubclass(kind, CaseloadViewSet)


def _routes_of(template: str, pattern: URLPattern) -> Iterator[Route]:
    if not _is_resource(pattern):
        return
    for method, action in pattern.callback.actions.items():
        if method != "head":
            yield Route(
                method=method.upper(),
                name=pattern.name or "",
                template=template,
                action=action,
                basename=pattern.callback.initkwargs.get("basename")
                or (pattern.name or "").rpartition("-")[0],
                view=pattern.callback.cls,
            )
