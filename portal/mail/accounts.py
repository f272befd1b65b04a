"""Mail about accounts: it opens them, hence it is never kept where others can read it."""

import logging

from django.conf import settings
from django.core.mail import get_connection

from portal.mail.queue import AUTOMATIC
from portal.operations.sign_in import ClosedAccountAdapter

logger = logging.getLogger(__name__)


class AccountAdapter(ClosedAccountAdapter):
    def render_mail(self, *args, **kwargs):
        """Straight to the server: what is queued can be read in the admin."""
        message = super().render_mail(*args, **kwargs)
        message.connection = get_connection(settings.MAIL_TRANSPORT)
        message.extra_headers |= AUTOMATIC
        return message

    def send_mail(self, *args, **kwargs):
        """A server that is away is no error of whoever asks: they are told to look into their mail, and
        ask again.
        """
        try:
            super().send_mail(*args, **kwargs)
        except OSError as error:
            logger.error("A mail about an account could not leave: %s", type(error).__name__)
