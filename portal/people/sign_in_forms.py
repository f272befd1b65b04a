"""Who signs in types an address as anywhere else."""

from allauth.account import forms

from portal.forms.fields import ReadsAddressesMixin


class LoginForm(ReadsAddressesMixin, forms.LoginForm):
    pass


class ResetPasswordForm(ReadsAddressesMixin, forms.ResetPasswordForm):
    pass
