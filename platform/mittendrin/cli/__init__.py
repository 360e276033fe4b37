"""The program `mittendrin`. Each command is a few lines that call into the rooms below."""
