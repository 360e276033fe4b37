"""Reports of what does not work for somebody on our pages, or is wrong there.

The law gives everybody this way to us, and a month for the answer (BITV RP). Nobody has to say who they are; whoever
does is forgotten half a year after the answer. The office learns of each report by mail or on its list of calls.
"""
