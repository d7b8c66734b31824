"""Of a news page the article comes out, with title, day and address, and nothing that stands around it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.text.clean import clean
from dragoman.text.document import Document

TITLE = "Ministers agree to reopen the Danube port"
PARAGRAPHS = [
    "GALATI (Agency) — The transport ministers of Romania and Moldova agreed on Tuesday to reopen the river port for "
    "grain barges, ending a dispute of four months over fees.",
    "Under the deal, which both parliaments must still pass, Moldova will pay half of the dredging, and Romania will "
    "drop its inspections of empty barges.",
    "“This is good news for farmers,” the Romanian minister told reporters.",
    "The port is to open on 1 June.",
]
HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ministers agree to reopen the Danube port -
The River Post</title><link rel="stylesheet" href="a.css"><meta property="og:site_name" content="The River Post">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Post"},
{"@type": ["NewsArticle"], "headline": "Ministers agree", "dateModified": "2024-05-09",
"datePublished": "2024-05-07T18:20:00+03:00"}]}</script>
<link rel="canonical" href="https://river.example/world/port"><style>.x{color:red}</style></head>"""
TOP = """<body class="page has-cookie-bar"><div id="onetrust-consent" class="cookie-banner"><p>We and our 120 partners
use cookies to store and read data on your device, so that we can show you what you like and measure what you read.</p>
<p>You can change your choice at any time in the settings of your account, or at the foot of every page.</p>
<button>Accept all</button><button>Reject</button></div>
<header class="site-header"><a href="/"><img alt="The River Post"></a>
<div>Tuesday's edition of a paper for all</div></header>
<nav><ul><li><a href="/world">World</a></li><li><a href="/money">Money</a></li></ul></nav>
<div class="breadcrumbs"><a href="/">Home</a> / <a href="/world">World</a></div>"""
HEADING = f"""<h1>{TITLE}</h1><div class="meta"><span class="author">By Ioana Munteanu</span>
<time datetime="2024-05-07T18:20:00+03:00">7 May 2024</time></div>"""
SHARE = """<ul class="share-buttons"><li><a href="#">Facebook</a></li><li><a href="#">Telegram</a></li>
<li>Copy link</li></ul>"""
STORY = (
    "".join(f"<p>{p}</p>" for p in PARAGRAPHS[:2])
    + """<figure><img src="port.jpg" alt="A barge"><figcaption>A barge waits in the port last week. Photo:
Agency</figcaption></figure>
<div class="advert">Advertisement</div><div class="newsletter"><p>Sign up and get the news of the river in
your inbox every morning, with the best of our reporters.</p></div>"""
    + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[2:])
)
RELATED = """<section class="related-stories"><h2>More on this story</h2><article><h3><a href="/a">Farmers block the
road to the port</a></h3><p>Hundreds of tractors stood on the road on Monday, and the police let nobody pass.</p>
</article></section>"""
BOTTOM = """<div id="comments"><h3>Comments</h3><p>This is what I have said for years, and nobody has listened to me, as
they never do. The fees were far too high, and the barges were late.</p></div>
<footer><p>© 2024 The River Post. All rights reserved.
The River Post is not to blame for what other sites say.</p></footer>
<script>track("leak")</script></body></html>"""

PAGES = {
    "article body": f'{HEAD}{TOP}<main><article>{HEADING}{SHARE}<div itemprop="articleBody">{STORY}</div>{SHARE}'
    f"</article>{RELATED}</main>{BOTTOM}",
    "class": f'{HEAD}{TOP}<div>{HEADING}{SHARE}<div class="story-body">{STORY}</div></div>{RELATED}{BOTTOM}',
    "form around all": f"{HEAD}{TOP}<form>{HEADING}<article>{STORY}</article></form>{RELATED}{BOTTOM}",
}


def strings(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_news_page(page: str) -> None:
    document = clean(page.encode())
    assert document.text == "\n\n".join([TITLE, *PARAGRAPHS])
    assert document.title == TITLE
    assert strings(document, "title") == [TITLE]
    assert strings(document, "body") == PARAGRAPHS
    assert document.dateline is not None
    assert document.published is not None
    assert document.published.start == "2024-05-07"
    assert document.url == "https://river.example/world/port"
    assert document.issues == ()


def test_byline_inside_the_article_is_kept() -> None:
    document = clean(f"{HEAD}{TOP}<article>{HEADING}{SHARE}{STORY}</article>{RELATED}{BOTTOM}")
    assert strings(document, "title") == [TITLE]
    assert strings(document, "body") == PARAGRAPHS
    assert document.byline is not None
    assert document.byline.text == "Ioana Munteanu"


def test_page_without_an_element_for_the_article() -> None:
    long = " ".join(PARAGRAPHS[:2])
    document = clean(f"{HEAD}{TOP}<div>{HEADING}<p>{long}</p><p>{long}</p></div>{RELATED}{BOTTOM}")
    assert strings(document, "body") == [long, long]
    assert document.issues == ()


def test_headings_lists_and_quotes_keep_their_order() -> None:
    story = (
        f"<h2>What was agreed</h2><p>{PARAGRAPHS[0]}</p><ol><li>Romania drops the inspections of barges.</li>"
        f"<li>Moldova pays for the dredging</li></ol><blockquote>“It is a good day,” he said.</blockquote>"
        f"<h2>Related stories</h2>"
    )
    document = clean(f"<html><body><article><h1>{TITLE}</h1><p>{PARAGRAPHS[1]}</p>{story}</article></body></html>")
    assert document.text.split("\n\n") == [
        TITLE,
        PARAGRAPHS[1],
        "What was agreed",
        PARAGRAPHS[0],
        "Romania drops the inspections of barges.",
        "Moldova pays for the dredging",
        "“It is a good day,” he said.",
    ]
    assert strings(document, "heading") == ["What was agreed"]


def test_short_sentences_and_links_in_an_article_are_no_menu() -> None:
    story = '<p>It was over.</p><p>He met <a href="/x">Jane Doe</a> of the council.</p><p>Nobody answered.</p>'
    document = clean(f"<html><body><nav><a>Home</a></nav><article>{story}</article></body></html>")
    assert document.text == "It was over.\n\nHe met Jane Doe of the council.\n\nNobody answered."
    assert document.issues == ()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Talks go on"><title>Post</title>', "Talks go on"),
        ('<meta name="twitter:title" content="Talks  go on"><title>Post</title>', "Talks go on"),
        ('<title>Talks go on | Post</title><meta property="og:site_name" content="Post">', "Talks go on"),
        ("<title>Talks go on, and on</title>", "Talks go on, and on"),
    ],
)
def test_title(head: str, title: str) -> None:
    page = (
        f"<html><head>{head}</head><body><article><p>The talks began in Geneva on Monday.</p></article></body></html>"
    )
    assert clean(page).title == title


def test_site_name_in_the_first_heading_is_no_title() -> None:
    page = "<html><head><title>Talks go on in Geneva | The Post</title></head><body><h1>The Post</h1><article><p>{}</p>"
    assert clean(page.format(PARAGRAPHS[0])).title == "Talks go on in Geneva"


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ('<meta property="article:published_time" content="2024-05-07T22:20:00Z">', "2024-05-07"),
        ('<meta name="pubdate" content="20240507">', "2024-05-07"),
        ('<meta name="date" content="Tue, 07 May 2024 10:00:00 GMT">', "2024-05-07"),
        ('<meta itemprop="datePublished" content="2024-05-07">', "2024-05-07"),
        ('<span itemprop="datePublished">7 May 2024</span>', "2024-05-07"),
        ('<time datetime="2024-05-07 10:00">today</time>', "2024-05-07"),
        ('<script type="application/ld+json">[{"datePublished": "2024-05-07"}]</script>', "2024-05-07"),
        ('<script type="application/ld+json">{"datePublished": "2024-05-07"</script>', None),
        ('<script type="application/ld+json">' + "[" * 5000 + "</script>", None),
        ('<meta name="date" content="2024-13-40">', None),
        ('<meta property="article:modified_time" content="2024-05-07">', None),
        ("<p>It happened on 7 May 2024.</p>", None),
    ],
)
def test_day(markup: str, day: str | None) -> None:
    document = clean(
        f"<html><body>{markup}<article><p>The talks began in Geneva on Monday.</p></article></body></html>"
    )
    assert (document.published.start if document.published else None) == day


@pytest.mark.parametrize("link", ["/world/port", "javascript:alert(1)", "", "https://", "ftp://a.example/x"])
def test_address_that_is_none(link: str) -> None:
    page = (
        f'<html><head><link rel="canonical" href="{link}"></head><body><p>The talks began in Geneva.</p></body></html>'
    )
    assert clean(page).url is None


PARTS = st.sampled_from(
    [
        *("<article>", "</article>", "<p>", "</p>", "<div class='related'>", "</div>", "<a href='#'>", "</a>", "<h1>"),
        *("<br>", "<br><br>", "<form>", "<nav>", "</nav>", "<meta property='og:title' content='A talk'>", "<title>"),
        *(
            "<time datetime='2024-01-01'>",
            "<script type='application/ld+json'>{",
            "</script>",
            "<!--",
            "-->",
            "<![CDATA[",
        ),
        *(
            "The envoys met in the city and they said that it was the end of the talks. ",
            "Share",
            "\x00",
            "&#0;",
            "&lt;",
        ),
    ]
)


@given(st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=30).map("".join))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_page(body: str) -> None:
    page = f"<html><body>{body}"
    document = clean(page)
    assert clean(page) == document
    for block in document.blocks:
        assert document.text[block.start : block.end].strip()


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<div>",
            "<div>a",
            "<p>Short",
            "<p>The talks of the two went on, and they said that it was in the city.",
            "<br>",
        ),
        *(
            "<h2>a",
            "<article>",
            "<article>a",
            "<a>b",
            "<a>b</a> ",
            "<form>a",
            "<b> </b>",
            "<div class='related'>a</div>",
        ),
    ],
)
def test_no_page_is_slow(piece: str) -> None:
    started = time.process_time()
    clean("<html><body><article>" + piece * 8_000)
    assert time.process_time() - started < 10, "a quadratic step takes a minute here; a linear one about a second"
