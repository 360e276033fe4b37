"""What a visitor meets first: the start page with its three doors, the search, and what programs ask for.

The start page reads across features and stores nothing. Doors to what is not built yet lead to the telephone.
"""
