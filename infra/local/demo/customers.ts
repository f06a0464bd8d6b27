import type { Writer } from './post-office.ts';

const at = (domain: string, name: string): Writer => ({
  name,
  address: `${name.toLowerCase()}@${domain}`,
});

/** Customers of example.org have the better SLA level. */
export const customers = {
  gita: at('example.org', 'Gita'),
  hugo: at('example.com', 'Hugo'),
  iris: at('example.com', 'Iris'),
  jon: at('example.com', 'Jon'),
  kira: at('example.org', 'Kira'),
  leo: at('example.com', 'Leo'),
  mona: at('example.org', 'Mona'),
  nils: at('example.com', 'Nils'),
  olga: at('example.com', 'Olga'),
  pia: at('example.com', 'Pia'),
  quinn: at('example.com', 'Quinn'),
  rosa: at('example.org', 'Rosa'),
  sam: at('example.com', 'Sam'),
  tina: at('example.com', 'Tina'),
  uma: at('example.com', 'Uma'),
  vera: at('example.com', 'Vera'),
  will: at('example.com', 'Will'),
  xenia: at('example.org', 'Xenia'),
  yann: at('example.com', 'Yann'),
} as const;

/** One grey dot: as small as a screenshot can be. */
export const screenshot = {
  filename: 'screenshot.png',
  contentType: 'image/png',
  content: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  ),
};
