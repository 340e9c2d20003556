"""A page of an invented newspaper, as tests send it."""

from __future__ import annotations

FIRST = (
    "The mayor of Riverton said on Monday that the new bridge will serve more than ten thousand people "
    "every day, and that it was built on time."
)
SECOND = (
    "Engineers who looked at the plans said that the figure is not right, since the old bridge carried "
    "only four thousand people a day in its best year."
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Mayor opens bridge - The Courier</title>
<meta property="og:site_name" content="The Courier"><meta property="og:title" content="Mayor opens bridge">
<meta name="author" content="Ada Smith"><meta property="article:published_time" content="2024-06-03T10:00:00Z">
<script>alert(1)</script></head>
<body onload="x()"><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<article><h1>Mayor opens bridge</h1><p>{FIRST}</p><p>{SECOND}</p>
<blockquote>The bridge is safe, and it will stay safe for a hundred years, said the builder.</blockquote>
<figure><img src="x" onerror="alert(1)" alt="The bridge"><figcaption>The bridge at night.</figcaption></figure>
</article>
<iframe src="https://ads.example"></iframe><svg><script>z</script></svg>
<aside><h3>Related news</h3>
<ul><li><a href="/1">Ten things you must see in Riverton this summer</a></li></ul></aside>
<footer>Copyright 2024 The Courier. <!-- built 7 --></footer><div hidden>secret words</div></body></html>
"""
