"""What grows from two yeses: contact data are released, both meet, try it, and go on for as long as they like.

An answer belongs here and not below, because the second yes makes the engagement in the same act. The one way to
somebody's name and number is releases.py: it refuses unless both yeses are recorded. The table of engagements lies in
`volunteering`, because matching counts who helps already.
"""
