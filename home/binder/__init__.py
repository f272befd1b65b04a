"""The binder (« Mon classeur »): pages a visitor saves without an account, in a cookie."""
