import type { Tell } from './figure.ts';

/** Each part measures one thing and may run alone: `npm run bench -- create`. */
const parts: Readonly<Record<string, () => Promise<{ measure: (tell: Tell) => Promise<void> }>>> = {
  trips: () => import('./parts/trips.ts'),
  imports: () => import('./parts/imports.ts'),
  shares: () => import('./parts/shares.ts'),
  create: () => import('./parts/create.ts'),
  mails: () => import('./parts/mails.ts'),
  lag: () => import('./parts/lag.ts'),
  bulk: () => import('./parts/bulk.ts'),
  growth: () => import('./parts/growth.ts'),
  rules: () => import('./parts/rules.ts'),
  departments: () => import('./parts/departments.ts'),
  'business-time': () => import('./parts/business-time.ts'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`No part ${unknown.join(', ')}: there are ${Object.keys(parts).join(', ')}.\n`);
  process.exit(1);
}

for (const [name, load] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { measure } = await load();
  await measure((figure) => process.stdout.write(`${JSON.stringify(figure)}\n`));
}
