"""While the portal is being maintained."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse

from portal.operations.middleware import MaintenanceMiddleware


class TestMaintenance:
    @pytest.fixture
    def middleware(self, settings):
        settings.MAINTENANCE = True
        return MaintenanceMiddleware(lambda request: HttpResponse("ok"))

    @pytest.mark.parametrize("path", ["/", "/admin/", "/nulle-part/"])
    def test_says_everywhere_that_the_portal_comes_back(self, middleware, rf, path):
        answer = middleware(rf.get(path))
        assert answer.status_code == 503
        assert int(answer["Retry-After"]) > 0
        assert answer["Cache-Control"] == "no-store"
        assert "Le portail revient bientôt" in answer.content.decode()

    def test_lets_probes_through(self, middleware, rf):
        assert middleware(rf.get("/sante/")).content == b"ok"


def test_costs_nothing_the_rest_of_the_time():
    with pytest.raises(MiddlewareNotUsed):
        MaintenanceMiddleware(lambda request: None)
