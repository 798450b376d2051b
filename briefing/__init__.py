"""Briefing makes one brief that can be trusted from a folder of news articles.

A tour, from a checkout. Reading needs no model:

>>> from pathlib import Path
>>> from briefing import pipeline
>>> from briefing.config import Settings
>>> corpus = Path(pipeline.__file__).parents[1] / "corpus"
>>> reading = pipeline.read(corpus, Settings())
>>> [(row.path, row.reason) for row in reading.rejected]
[('09-damaged.md', 'binary or damaged: not the text that its name promises')]
>>> article = reading.articles[0]
>>> article.title, str(article.published), article.dated_by
('Iraqi deputies vote to send foreign troops home', '2020-01-06', 'stated')

Building a brief loads the models, once for each article that is new:

>>> brief = pipeline.build(corpus, Settings()).brief  # doctest: +SKIP
>>> statement = brief.bottom_line[0]  # doctest: +SKIP
>>> statement.text, statement.evidence[0].source, statement.evidence[0].quote  # doctest: +SKIP

`briefing.render.render(brief, ["md", "pdf"])` makes files of it, `pipeline.publish` puts them into the shared folder.
"""

__version__ = "0.1.0"
