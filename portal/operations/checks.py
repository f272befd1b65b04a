"""Deployment checks."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def sign_in_limits_are_shared(app_configs, **kwargs):
    if settings.SERVED_OVER_HTTPS and not settings.REDIS_URL:
        return [
            Warning(
                "Without REDIS_URL, sign-in limits are counted in each process apart.",
                hint="Set REDIS_URL, or run a single process.",
                id="operations.W001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def proxies_are_counted(app_configs, **kwargs):
    is_behind_a_proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None) is not None
    if is_behind_a_proxy and settings.ALLAUTH_TRUSTED_PROXY_COUNT < 1:
        return [
            Warning(
                "Behind a proxy whose address nobody tells from the visitors’, all of them share one "
                "allowance of forms and of attempts to sign in.",
                hint="Set TRUSTED_PROXY_COUNT to the number of proxies in front that add to "
                "X-Forwarded-For (1 for a single one).",
                id="operations.W003",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def somebody_ends_tls(app_configs, **kwargs):
    if settings.SERVED_OVER_HTTPS and not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return [
            Warning(
                "The server speaks plain http: without a proxy that ends TLS, https redirects for ever.",
                hint="Put a proxy in front that sets X-Forwarded-Proto, and BEHIND_TLS_PROXY=true.",
                id="operations.W002",
            )
        ]
    return []
