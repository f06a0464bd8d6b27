import { describe, expect, it } from 'vitest';
import {
  renderHtml,
  renderText,
  renderTextAsHtml,
  type TemplateFacts,
} from '#shared/domain/template/render-template.ts';

const facts: TemplateFacts = {
  ticket: { code: 'ABC-DEFGH-123', subject: 'Tea & <cake>' },
  customer: { name: '<script>alert(1)</script>', email: null },
  department: { name: 'Sales' },
  agent: { name: 'Ada' },
  rating: { link: 'https://desk.example/public/ratings/one' },
  signature: { text: 'Yours\nAda', html: 'Yours<br>Ada' },
  message: { text: 'Use <b>water</b>.', html: '<p>Use <b>water</b>.</p>' },
};

describe('a rendered template', () => {
  it('as text is what it says, nothing escaped', () => {
    expect(renderText('{{ticket.subject}}: {{message}} {{{message}}} {{signature}}', facts)).toBe(
      'Tea & <cake>: Use <b>water</b>. Use <b>water</b>. Yours\nAda',
    );
  });

  it('as HTML escapes all but what is safe HTML', () => {
    expect(
      renderHtml('<b title="{{ticket.subject}}">{{customer.name}}</b>{{message}}{{ signature }}', facts),
    ).toBe(
      '<b title="Tea &amp; &lt;cake&gt;">&lt;script&gt;alert(1)&lt;&#x2F;script&gt;</b><p>Use <b>water</b>.</p>Yours<br>Ada',
    );
  });

  it('as HTML of a text keeps its lines, and shows its own signs', () => {
    expect(renderTextAsHtml('1 < 2,\n{{customer.name}}\n{{message}}', facts)).toBe(
      '1 &#60; 2,<br>&lt;script&gt;alert(1)&lt;&#x2F;script&gt;<br><p>Use <b>water</b>.</p>',
    );
  });

  it('leaves out what is not known', () => {
    expect(
      renderText('{{#customer.email}}To {{customer.email}}{{/customer.email}}[{{customer.email}}]', facts),
    ).toBe('[]');
  });
});
