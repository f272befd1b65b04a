"""How many forms one network address may send: a village hall may, a machine that pushes may not."""

import pytest
from django.conf import settings as project

from portal.forms import spam_protection

KINDS = ["REGISTRATIONS_PER_HOUR", "SUBSCRIPTIONS_PER_HOUR", "PROPOSALS_PER_HOUR"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_village_hall_behind_one_address_is_let_through_and_a_machine_is_not(rf, kind):
    most = getattr(project, kind)
    refused = [spam_protection.is_too_much(rf.post("/"), kind, most) for _each in range(1000)]
    assert not any(refused[:50])
    assert all(refused[most:])
    assert sum(refused) > 700


class TestASender:
    @pytest.mark.parametrize(
        ("one", "other", "are_same"),
        [
            ("203.0.113.7", "203.0.113.8", False),
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
            ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
            ("::ffff:203.0.113.7", "203.0.113.7", True),
        ],
    )
    def test_is_what_is_given_out_as_one(self, rf, one, other, are_same):
        senders = [
            spam_protection.sender_of(rf.get("/", REMOTE_ADDR=address)) for address in (one, other)
        ]
        assert (senders[0] == senders[1]) == are_same

    def test_behind_proxies_is_the_visitor_whatever_else_is_claimed(self, rf, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        claimed = rf.get("/", HTTP_X_FORWARDED_FOR="1.2.3.4, 203.0.113.7")
        assert spam_protection.sender_of(claimed) == "203.0.113.7"

    @pytest.mark.parametrize("claim", ["", "x", "1.2.3.4,", ", ,", "é", "1.2.3.4:80", "[::1]:9", "%00"])
    def test_is_no_error_whatever_is_claimed(self, rf, settings, claim):
        for count in (0, 1, 3):
            settings.ALLAUTH_TRUSTED_PROXY_COUNT = count
            assert spam_protection.sender_of(rf.get("/", HTTP_X_FORWARDED_FOR=claim))
