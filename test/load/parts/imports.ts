import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functions } from '#infra/functions.ts';
import { atMost, plain, type Tell } from '../figure.ts';
import { type ImportTime, measureImports } from '../import-times.ts';

const rounds = 7;

/** Size and import time of each function against one that only has the table's client. */
export async function measure(tell: Tell): Promise<void> {
  const outputFolder = await mkdtemp(join(tmpdir(), 'smista-imports-'));
  try {
    const [bare, ...own] = await measureImports(functions, { outputFolder, rounds });
    if (bare === undefined) return;
    tell(plain('bare client: bundle', bare.kilobytes, 'KB'));
    tell(plain('bare client: import, wall', bare.wallMs, 'ms'));
    tell(plain('bare client: import, processor', bare.cpuMs, 'ms'));
    for (const each of own) tellOf(each, bare, tell);
  } finally {
    await rm(outputFolder, { recursive: true, force: true });
  }
}

/** Judged by processor time: wall time on a shared machine tells of its neighbours too. */
function tellOf(own: ImportTime, bare: ImportTime, tell: Tell): void {
  tell(plain(`${own.name}: bundle`, own.kilobytes, 'KB'));
  tell(plain(`${own.name}: import / bare client, wall`, own.wallMs / bare.wallMs, 'times'));
  tell(atMost(1.3, plain(`${own.name}: import / bare client, processor`, own.cpuMs / bare.cpuMs, 'times')));
}
