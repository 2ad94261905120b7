"""Check-worthiness: readable features, what each adds, and scorers that a desk fits itself.

``features`` says what a sentence has, ``scoring`` adds it up, ``lexical`` knows single words where
a desk has taught them, ``scorer`` is the file that holds the weights and their card, ``training``
fits one from ``rows``.
"""
