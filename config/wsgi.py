"""What gunicorn serves, if the database role is one that row security binds."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

_django = get_wsgi_application()

from caseload.access.serving import guarded  # noqa: E402 - the apps stand only now

application = guarded(_django)
