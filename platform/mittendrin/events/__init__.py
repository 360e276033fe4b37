"""Events, their dates and their seats.

An event says in plain words when it takes place; its dates are rows, 400 days ahead, on which sign-ups and single
changes hang. The event row always holds the published version; a changed version waits in publishing. Whether
somebody can sign up is decided in one place, `capacity.decide_sign_up`, for the button, the sentence and the act.
"""
