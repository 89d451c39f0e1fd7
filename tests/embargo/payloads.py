"""Words that try to run as a script, each by another way: vectors × the places they break out of × spellings of the call.

Each calls ``xss`` with its own number, which a browser of the tests has as a function: whoever runs is caught by name.
"""

from collections.abc import Iterator

#: What runs if it becomes markup. ``@`` is the call.
_VECTORS = (
    "<script>@</script>", "<SCRIPT/x>@</SCRIPT>", "<script src=data:text/javascript,@></script>", "<img src=x onerror=@>",
    "<img/src=x/onerror=@>", "<IMG SRC=x OnErRoR=@>", "<img src=x onerror\t=\n@>", "<svg onload=@>", "<svg/onload=@>",
    "<svg><script>@</script></svg>", "<svg><animate onbegin=@ attributeName=x dur=1s>", "<svg><set onbegin=@ attributeName=x>",
    "<svg><a xlink:href=javascript:@><text y=20>x</text></a></svg>", "<svg><use href=data:image/svg+xml,x onload=@>",
    "<math><mtext><table><mglyph><style><!--</style><img src=x onerror=@>", "<math><annotation-xml encoding=text/html><img src=x onerror=@>",
    "<svg></p><style><a id='</style><img src=x onerror=@>'>", "<noscript><p title='</noscript><img src=x onerror=@>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=@>", "<body onload=@>", "<iframe src=javascript:@></iframe>",
    "<iframe srcdoc='<script>parent.@</script>'></iframe>", "<object data=javascript:@></object>", "<embed src=javascript:@>",
    "<a href=javascript:@ autofocus onfocus=@>x</a>", "<a href='jav&#x09;ascript:@'>x</a>", "<a href='&#1;javascript:@'>x</a>",
    "<a href='data:text/html,<script>opener.@</script>'>x</a>", "<input autofocus onfocus=@>", "<select autofocus onfocus=@>",
    "<textarea autofocus onfocus=@>", "<details open ontoggle=@>x</details>", "<video><source onerror=@></video>",
    "<audio src=x onerror=@>", "<p style='animation:x' onanimationstart=@>x</p>", "<style>@import'javascript:@';</style>",
    "<meta http-equiv=refresh content='0;url=javascript:@'>", "<base href='javascript:@//'>", "<link rel=stylesheet href=javascript:@>",
    "<template><img src=x onerror=@></template>", "<x tabindex=1 autofocus onfocus=@>x</x>", "<marquee onstart=@>x</marquee>",
    "<table background=javascript:@><td>x</table>", "<p data-cke-saved-href=javascript:@ data-cke-pa-onclick=@>x</p>",
    "<!--{cke_protected}%3Cscript%3E@%3C%2Fscript%3E-->", "<cke:script>@</cke:script>", "<p><![CDATA[<img src=x onerror=@>]]></p>",
    "<isindex type=image src=x onerror=@>", "<button popovertarget=x onbeforetoggle=@>x</button>",
)  # fmt: skip
#: What it stands behind: the end of the place that the words are printed in.
_BREAKOUTS = (
    "",
    '">',
    "'>",
    "</p>",
    "</title>",
    "</textarea>",
    "</script>",
    "-->",
    "]]>",
    '" onmouseover=@ x="',
    "&lt;/p&gt;",
)
_CALLS = ("xss(#)", "window['xss'](#)", "xss&#40;#&#41;", "self.xss&lpar;#)")


def payloads() -> Iterator[str]:
    """Every payload, the numbers running from 0; the first ones are of every vector."""
    number = 0
    for call in _CALLS:
        for breakout in _BREAKOUTS:
            for vector in _VECTORS:
                yield (breakout + vector).replace("@", call.replace("#", str(number)))
                number += 1
