"""Pages that read across features, one desk for each kind of person: visitor, club, board, office."""
