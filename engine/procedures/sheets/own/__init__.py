"""The words this program itself prints on a sheet, and the same words read back without loss.

Sheets of offices are read by what their language usually means; a sheet printed from a declaration says more exactly
who, how long and where to, in sentences that are said and heard here side by side. What no sentence can carry (ids,
forms) stands in a table of codes at the end. Words always win over codes (see decision 0096).
"""
