import type { ToldTicket } from '#shared/domain/ticket/told-ticket.ts';
import type { Key } from './keys.ts';
import type { Write } from './write.ts';

const daySeconds = 86_400;
/** The stream tells nothing later than this, and no redrive does, of a ticket that is gone. */
const goneDays = 40;

interface Telling<Told extends ToldTicket> {
  readonly told: Told;
  /** What it is written over. */
  readonly known: Told | undefined;
  readonly nowMs: number;
}

/** What something that follows a ticket knows of it, over exactly what it knew before. */
export function toldWrite<Told extends ToldTicket>(
  { pk, sk }: Key,
  type: string,
  { told, known, nowMs }: Telling<Told>,
): Write {
  const expiry = told.isGone ? { expiresAt: Math.ceil(nowMs / 1000) + goneDays * daySeconds } : {};
  const Item = { ...expiry, pk, sk, type, schema: 1, data: told };
  if (known === undefined) return { Put: { Item, ConditionExpression: 'attribute_not_exists(pk)' } };
  return {
    Put: {
      Item,
      ConditionExpression: '#data.#version = :version AND #data.#isGone = :isGone',
      ExpressionAttributeNames: { '#data': 'data', '#version': 'version', '#isGone': 'isGone' },
      ExpressionAttributeValues: { ':version': known.version, ':isGone': known.isGone },
    },
  };
}
