from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "caseload.contacts"
    label = "contacts"
