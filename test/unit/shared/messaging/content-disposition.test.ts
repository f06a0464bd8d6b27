import { describe, expect, it } from 'vitest';
import { contentDisposition } from '#shared/messaging/content-disposition.ts';

describe('the disposition of a file', () => {
  it.each([
    ['plan.pdf', `attachment; filename="plan.pdf"; filename*=UTF-8''plan.pdf`],
    ['città (1).txt', `attachment; filename="citta (1).txt"; filename*=UTF-8''citt%C3%A0%20%281%29.txt`],
    ['a"b;c\r\n.html', `attachment; filename="a_b_c__.html"; filename*=UTF-8''a%22b%3Bc%0D%0A.html`],
    ['日本.png', `attachment; filename="__.png"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.png`],
    ['\ud800.txt', `attachment; filename="_.txt"; filename*=UTF-8''%EF%BF%BD.txt`],
  ])('of %j saves it under its name', (name, expected) => {
    expect(contentDisposition(name)).toBe(expected);
  });
});
