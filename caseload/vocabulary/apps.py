from django.apps import AppConfig

from caseload.core import choices
from caseload.vocabulary import source


class VocabularyConfig(AppConfig):
    name = "caseload.vocabulary"
    label = "vocabulary"

    def ready(self) -> None:
        from caseload.vocabulary import additions  # noqa: PLC0415 - reads models, there from now on

        choices.use_vocabulary(additions.is_known)
        source.use_additions(additions.attrs)
