"""Sign-in forms that read email addresses as all other forms do."""

from allauth.account import forms

from portal.forms.fields import ReadsAddressesMixin


class LoginForm(ReadsAddressesMixin, forms.LoginForm):
    pass


class ResetPasswordForm(ReadsAddressesMixin, forms.ResetPasswordForm):
    pass
