"""Every resource of version 1, one line each."""

from rest_framework.routers import SimpleRouter

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
CASE = f"cases/(?P<case_id>{UUID})"

router = SimpleRouter(trailing_slash=False)

urlpatterns = router.urls
