import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from '#shared/domain/refusal.ts';

type Secrets = Readonly<Record<string, string>>;

const digest = (text: string) => createHash('sha256').update(text).digest();
/** Takes as long for a near miss as for nonsense of another length. */
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));

function isBearer(header: string, { bearerToken }: Secrets): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header)?.[1];
  return given !== undefined && bearerToken !== undefined && isSame(given, bearerToken);
}

function isBasic(header: string, { basicUser, basicPassword }: Secrets): boolean {
  const given = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(header)?.[1];
  if (given === undefined || basicUser === undefined || basicPassword === undefined) return false;
  return isSame(Buffer.from(given, 'base64').toString('utf8'), `${basicUser}:${basicPassword}`);
}

/** Refuses with `webhook-not-verified` whoever does not hold the source's secret; an unset secret refuses everybody. */
export function verifyCaller(headers: ReadonlyMap<string, string>, secrets: Secrets): void {
  const header = headers.get('authorization')?.trim() ?? '';
  if (isBearer(header, secrets) || isBasic(header, secrets)) return;
  throw new Refusal('webhook-not-verified', 'The credentials of this webhook are absent or wrong.');
}
