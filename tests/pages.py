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


def pdf(*pages: str) -> bytes:
    """Return a PDF that says these words, a page each."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, words in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{end}").encode()
