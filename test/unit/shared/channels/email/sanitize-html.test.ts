import { describe, expect, it } from 'vitest';
import { sanitizeHtml } from '#shared/channels/email/sanitize-html.ts';

const vectors = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" OnErRoR="alert(1)">',
  '<img/src=x/onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href="blob:https://evil.example/x">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<img src="javascript:alert(1)">',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<img src="data:text/html,<script>alert(1)</script>">',
  '<img src="//evil.example/x.png">',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="x.swf"></object><embed src="x.swf">',
  '<form action="https://evil.example"><input name=password><button formaction="javascript:alert(1)">x</button></form>',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>body{display:none}</style>',
  '<style>@import "https://evil.example/x.css";</style>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<div style="position:fixed;top:0;left:0;z-index:9">x</div>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<div style="background-image:url(https://evil.example/t.gif)">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<div style="color:red;behavior:url(x.htc);-moz-binding:url(x)">x</div>',
  '<div style="margin-left:-9999px">x</div>',
  '<div style="col\\6fr:red;width:\\65xpression(alert(1))">x</div>',
  '<div style="font-family:\'x;}</style><script>alert(1)</script>\'">x</div>',
  '<table background="javascript:alert(1)"><tr><td background="https://evil.example/t.gif">x</td></tr></table>',
  '<body onload=alert(1)>x</body>',
  '<video src=x onerror=alert(1)></video><audio src=x></audio>',
  '<details open ontoggle=alert(1)>x</details>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<textarea></textarea><img src=x onerror=alert(1)>',
  '<title><img src=x onerror=alert(1)></title>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<template><img src=x onerror=alert(1)></template>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<p title="&quot;><script>alert(1)</script>">x</p>',
  '<a href="https://example.com" ping="https://evil.example" download>x</a>',
  '<map name=m><area shape=rect href="javascript:alert(1)"></map>',
  '<img src=x id=cookie name=body usemap=#m class="ng-app">',
  '<p id="app" class="modal" data-bind="html:x" contenteditable>x</p>',
  '<frameset><frame src="javascript:alert(1)"></frameset>',
  '<isindex type=image src=1 onerror=alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
];

const dangerous =
  /<(?:script|style|iframe|object|embed|form|input|button|link|meta|base|svg|math|frame|video|audio|template|noscript|textarea|xmp|title|area|map)\b|<[^>]*\s(?:on\w+|srcdoc|formaction|background|ping|id|class|data-\w+|contenteditable|usemap)\s*=|<[^>]*(?:javascript|vbscript|blob|file):|<[^>]*data:(?!image\/(?:png|jpe?g|gif|webp);)|<[^>]*(?:url\(|expression|position|binding|behavior|margin-left:-|\\)|="\/\//i;

describe('sanitizeHtml', () => {
  it.each(vectors)('takes the danger out of %s', (html) => {
    const safe = sanitizeHtml(`<p>before</p>${html}<p>after</p>`);

    expect(safe).not.toMatch(dangerous);
    expect(safe).toContain('<p>before</p>');
  });

  it.each(vectors)('says the same the second time about %s', (html) => {
    const once = sanitizeHtml(html);

    expect(sanitizeHtml(once)).toBe(once);
  });

  it.each([
    ['pictures of the mail', '<img src="cid:logo@x" alt="Logo">', 'src="cid:logo@x"'],
    ['small data pictures', '<img src="data:image/png;base64,AAAA">', 'src="data:image/png;base64,AAAA"'],
    [
      'colours',
      '<span style="color: #f00; font-family: \'Segoe UI\', Arial">x</span>',
      'style="color:#f00;font-family:\'Segoe UI\', Arial"',
    ],
    [
      'tables',
      '<table cellpadding="2"><tr><td colspan="2" bgcolor="#eee">x</td></tr></table>',
      '<td colspan="2" bgcolor="#eee">x</td>',
    ],
    ['right to left', '<p dir="rtl" lang="he">x</p>', '<p dir="rtl" lang="he">x</p>'],
    [
      'links, apart from us',
      '<a href="https://example.com/?a=1&amp;b=2">x</a>',
      '<a href="https://example.com/?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    ],
    ['mail links', '<a href="mailto:ada@example.com">x</a>', 'href="mailto:ada@example.com"'],
    ['text of unknown elements', '<o:p>text</o:p>', 'text'],
  ])('keeps %s', (_, html, kept) => {
    expect(sanitizeHtml(html)).toContain(kept);
  });

  it('overrides the target that a link brings', () => {
    const safe = sanitizeHtml('<a href="https://example.com" target="_top" rel="opener">x</a>');

    expect(safe).toBe(
      '<a href="https://example.com" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
  });

  it('refuses a large data picture and keeps what follows', () => {
    const safe = sanitizeHtml(`<img src="data:image/png;base64,${'A'.repeat(200_000)}"><p>after</p>`);

    expect(safe.length).toBeLessThan(200);
    expect(safe).toContain('<p>after</p>');
  });

  it.each(['<div>', '<b>', '<table><tr><td>', '<blockquote>x', '<a href="', '<!--', '</p>'])(
    'survives %s without end',
    (unit) => {
      const before = performance.now();

      sanitizeHtml(unit.repeat(300_000 / unit.length));

      expect(performance.now() - before).toBeLessThan(10_000);
    },
  );
});
