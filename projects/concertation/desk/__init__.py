"""The facilitator’s screens: one desk for each consultation, with one next step."""
