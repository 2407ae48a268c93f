"""A BPMN diagram as data: read it, check it, show it as a table and as a picture.

``reader.read`` · ``checks.check`` · ``vocabulary.shipped`` · ``table.read`` · ``picture.svg`` ·
``picture.steps_in_words`` · ``layout.lay_out``
"""
