"""The sample city: invented organisations, events and people in a real town, to try things out and for tests.

Everything here is marked as a sample. Telephone numbers lie in ranges that the Bundesnetzagentur keeps free
for films and examples, so nobody is called by mistake; e-mail addresses end in example.org or verein.example.
Days are found from the day of loading, so that the sample always shows a coming week.
"""
