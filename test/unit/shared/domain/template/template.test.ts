import { describe, expect, it } from 'vitest';
import { TemplateInput } from '#shared/domain/template/template.ts';

const faultsOf = (changes: object) => {
  const parsed = TemplateInput.safeParse({ name: 'Any', kind: 'answer', text: '{{message}}', ...changes });
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('a template', () => {
  it.each<[string, object]>([
    [
      'every placeholder of an answer',
      {
        text: 'Dear {{customer.name}} <{{customer.email}}>, {{message}} {{agent.name}} of {{department.name}} on {{ticket.code}} {{ticket.subject}} {{signature}}',
      },
    ],
    [
      'a part for when something is known',
      {
        text: '{{#customer.name}}Dear {{customer.name}},{{/customer.name}}{{^customer.name}}Hello,{{/customer.name}} {{message}}',
      },
    ],
    [
      'the message in braces of either kind',
      { text: '{{{message}}}', html: '<p>{{message}}</p>{{{signature}}}' },
    ],
    [
      'a subject, but of an answer',
      { kind: 'resolved', subject: 'Solved: {{ticket.subject}}', text: 'Solved.' },
    ],
    ['a comment', { text: '{{! for us }}{{message}}' }],
  ])('takes %s', (_, changes) => {
    expect(faultsOf(changes)).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['an answer without the message', { text: 'Hello' }, /^text: Has no placeholder {{message}}$/],
    [
      'an answer whose HTML has no message',
      { html: '<p>Hello</p>' },
      /^html: Has no placeholder {{message}}$/,
    ],
    [
      'an answer that only asks whether there is a message',
      { text: '{{#message}}Hello{{/message}}' },
      /^text: Has no/,
    ],
    [
      'an unknown placeholder',
      { text: '{{message}} {{customer.password}}' },
      /^text: Unknown placeholder {{customer.password}}/,
    ],
    [
      'one that every object has',
      { text: '{{message}} {{constructor}}' },
      /^text: Unknown placeholder {{constructor}}/,
    ],
    [
      'an unknown part',
      { text: '{{#message}}{{#each}}{{message}}{{/each}}{{/message}}' },
      /^text: Unknown placeholder {{each}}/,
    ],
    [
      'what the customer wrote, where it is sent by itself',
      { kind: 'ticketCreated', text: '{{message}}' },
      /^text: Unknown placeholder {{message}}/,
    ],
    [
      'unescaped names in HTML',
      { html: '{{{message}}}{{{customer.name}}}' },
      /^html: {{customer.name}} stands in double/,
    ],
    [
      'unescaped names in HTML by a sign',
      { html: '{{message}}{{&customer.name}}' },
      /^html: {{customer.name}} stands in double/,
    ],
    ['a tag that does not end', { text: '{{message}} {{customer.name' }, /^text: Unclosed tag/],
    ['a part that does not end', { text: '{{message}} {{#agent.name}}' }, /^text: Unclosed section/],
    ['another file', { text: '{{message}}{{> secrets}}' }, /^text: {{>secrets}} is not known here$/],
    ['other braces', { text: '{{message}}{{=<% %>=}}' }, /^text: {{=.* is not known here$/],
    ['a subject of an answer', { subject: 'Other' }, /^subject: An answer keeps/],
    [
      'an unknown placeholder in the subject',
      { kind: 'resolved', text: 'x', subject: '{{nothing}}' },
      /^subject: Unknown/,
    ],
  ])('refuses %s', (_, changes, fault) => {
    expect(faultsOf(changes)).toEqual([expect.stringMatching(fault)]);
  });
});
