from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "caseload.vocabulary"
    label = "vocabulary"

    def ready(self) -> None:
        from caseload.core import choices
        from caseload.vocabulary import source

        choices.use_vocabulary(lambda code_list, code: code in source.codes(code_list))
