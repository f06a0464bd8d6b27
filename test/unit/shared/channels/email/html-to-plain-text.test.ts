import { describe, expect, it } from 'vitest';
import { htmlToPlainText } from '#shared/channels/email/html-to-plain-text.ts';

describe('htmlToPlainText', () => {
  it.each([
    ['lines', 'one<br>two', 'one\ntwo'],
    ['lists', '<ul><li>one</li><li>two</li></ul>', ' * one\n * two'],
    [
      'quotes',
      'Yes.<blockquote type="cite">Does it?<blockquote type="cite">What?</blockquote></blockquote>',
      'Yes.\n\n> Does it?\n>\n>> What?',
    ],
    [
      'links',
      '<a href="https://example.com/a">here</a> <a href="mailto:a@b.c">a@b.c</a>',
      'here <https://example.com/a> a@b.c',
    ],
    ['no styles or scripts', '<style>p{color:red}</style><script>x()</script><p>one</p>', 'one'],
    ['entities', '&lt;b&gt; &amp; &uuml;&nbsp;x', '<b> & ü x'],
  ])('writes %s', (_, html, text) => {
    expect(htmlToPlainText(html)).toBe(text);
  });

  it.each(['<div>', '<blockquote>x', '<ol><li>x</li>', '<ul><li>x', '<b ', '<p><b>x'])(
    'survives %s without end',
    (unit) => {
      const before = performance.now();

      htmlToPlainText(unit.repeat(300_000 / unit.length));

      expect(performance.now() - before).toBeLessThan(10_000);
    },
  );

  it('keeps the text that lies too deep', () => {
    expect(htmlToPlainText(`${'<div>'.repeat(1000)}deep${'</div>'.repeat(1000)}`).trim()).toBe('deep');
  });
});
