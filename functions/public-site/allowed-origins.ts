import { Refusal } from '#shared/domain/refusal.ts';
import type { FormSource } from '#shared/domain/source/source.ts';
import type { PublicDesk } from './public-desk.ts';

const originsOf = ({ settings }: FormSource) =>
  settings.allowedOrigins.length === 0
    ? ['*']
    : settings.allowedOrigins.map((address) => new URL(address).origin);

/** A form that names no origin may stand on any page. */
export async function originsOfForm(desk: PublicDesk, sourceId: string): Promise<readonly string[]> {
  return originsOf(await findForm(desk, sourceId));
}

/** The same for every code: else an answer would tell which codes exist. */
export async function originsOfAllForms({ accounts }: PublicDesk): Promise<readonly string[]> {
  const sources = [...(await accounts.load()).sourceById.values()];
  return sources
    .filter((source) => source.type === 'form' && source.active)
    .flatMap((form) => originsOf(form as FormSource));
}

/** A page of another origin is refused; whoever sends no origin is no page. */
export function requireOrigin(form: FormSource, origin: string | null): void {
  const origins = originsOf(form);
  if (origin === null || origins.includes('*') || origins.includes(origin)) return;
  throw new Refusal('origin-not-allowed', 'This form is not for pages of that origin.');
}

export async function findForm({ accounts }: PublicDesk, sourceId: string): Promise<FormSource> {
  const source = (await accounts.load()).sourceById.get(sourceId);
  if (source?.type === 'form' && source.active) return source;
  throw new Refusal('not-found', 'There is no such form.');
}
