import { describe, expect, it } from 'vitest';
import { toFoundBy, toFoundByChange } from '#shared/domain/search/found-by.ts';
import { isFound, parseQuery, stemsFor } from '#shared/domain/search/query.ts';
import { mostWords, stemFor, stemsOf, wordsIn, wordsOf } from '#shared/domain/search/words.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { aCustomer, aTicket } from '#test/support/builders.ts';

describe('the words of a text', () => {
  it.each([
    ['Où est ma CHAISE?', ['ou', 'est', 'ma', 'chaise']],
    ['e-mail/fax: order#42', ['e', 'mail', 'fax', 'order', '42']],
    ['ﬁne Ａ１ İstanbul', ['fine', 'a1', 'istanbul']],
    ['注文 の 件', ['注文', 'の', '件']],
    ['x'.repeat(100), ['x'.repeat(40)]],
    ['😀'.repeat(5), []],
    [' \u0000 — … ', []],
  ])('are, of %s, %j', (text, expected) => {
    expect(wordsIn(text)).toEqual(expected);
  });
});

const carl = { ...aCustomer, name: 'Carl Müller-Lüdenscheidt', email: 'carl.m@shop.example' };
const ticket = aTicket({
  code: 'ABC-DEFGH-123',
  customer: carl,
  tags: ['VIP customer', 'città'],
  subject: 'Two chairs are missing, said eve@house.example about KLM-NPQRS-456',
});

describe('a ticket', () => {
  it.each([
    'ABC-DEFGH-123',
    'abc-defgh-1',
    'defgh',
    'carl',
    'MULLER',
    'müller ludenscheidt',
    'ludensch',
    'carl.m@shop.example',
    'CARL.M@SHOP.EX',
    '<carl.m@shop.example>',
    'shop.example',
    '+39 02 1234 5678',
    '+390212345678',
    '+3902',
    'vip',
    'CITTA',
    'citt',
    'two chairs',
    'chairs missing two vip carl',
    'eve@house.example',
    'klm-npqrs-456',
    'mi',
    'm',
  ])('is found by %s', (q) => {
    expect(isFound(parseQuery(q), wordsOf(ticket))).toBe(true);
  });

  it.each([
    'ABC-DEFGH-124',
    'hairs',
    'two chair missing',
    'carl@shop.example',
    'arl.m@shop.example',
    'chairs table',
    '+391',
    'eve@house.example carla',
  ])('is not found by %s', (q) => {
    expect(isFound(parseQuery(q), wordsOf(ticket))).toBe(false);
  });

  it('is found by each word once, and by no more than it may have', () => {
    const subject = Array.from({ length: 90 }, (_, at) => `word${at} word${at}`).join(' ');
    const words = wordsOf(aTicket({ subject, tags: ['word1'] }));
    expect(words).toHaveLength(mostWords);
    expect(new Set(words).size).toBe(mostWords);
    expect(words).toContain('word1');
  });

  it('is found without a name and addresses', () => {
    const nobody: Ticket['customer'] = { id: 'cus_none', name: null, email: null, phone: null };
    expect(wordsOf(aTicket({ customer: nobody, tags: [], subject: '??' })).length).toBeGreaterThan(0);
  });
});

describe('a search', () => {
  it.each(['', '   ', '?!', '@', '+', '-@-'])('for %j is refused', (q) => {
    expect(() => parseQuery(q)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('leaves out what is more than ten words', () => {
    const q = Array.from({ length: 30 }, (_, at) => `word${at}`).join(' ');
    expect(parseQuery(q).words).toHaveLength(9);
  });

  it('looks under the longest words, and nowhere when all are short', () => {
    expect(stemsFor(parseQuery('my international bu'))).toEqual(['internationa']);
    expect(stemsFor(parseQuery('chair tables wooden oak'))).toEqual(['tables', 'wooden', 'cha']);
    expect(stemsFor(parseQuery('m'))).toEqual([]);
  });

  it('looks where the word is kept, whether it is whole or only begun', () => {
    for (const word of ['cat', 'chair', 'chairs', 'internationally', 'ärzte𝒳𝒳𝒳']) {
      for (let length = 3; length <= Array.from(word).length; length++) {
        const begun = Array.from(word).slice(0, length).join('');
        expect(stemsOf([word])).toContain(stemFor(begun));
      }
    }
  });
});

describe('a change', () => {
  it('is told when the ticket is found by other words', () => {
    const renamed = { ...ticket, version: 2, subject: 'Three chairs' };
    expect(toFoundByChange(null, ticket)).toEqual(toFoundBy(ticket));
    expect(toFoundByChange(ticket, renamed)).toMatchObject({ version: 2, isGone: false });
    expect(toFoundByChange(ticket, null)).toMatchObject({ isGone: true, words: [] });
  });

  it('is not told when it is found as before', () => {
    expect(toFoundByChange(ticket, { ...ticket, version: 2, status: 'open' })).toBeNull();
    expect(toFoundByChange(null, null)).toBeNull();
  });
});
