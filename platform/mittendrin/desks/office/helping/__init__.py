"""Who helps whom at the office: lists, one request or offer, suggestions, engagements, incidents, figures."""
