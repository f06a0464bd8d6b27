import type { AuditLog, AuditPart, AuditRange, AuditRecord } from '#shared/domain/account/audit-log.ts';
import { toInstant } from '#shared/domain/business-time/instant.ts';
import { auditWrite } from './audit-writes.ts';
import * as keys from './keys.ts';
import type { Item, Table } from './table.ts';
import { thingOf } from './ticket-item.ts';

const dayMs = 86_400_000;
/** Days without entries are passed in growing strides, side by side. */
const longestStride = 16;
const mostStrides = 64;
/** After every entry of the same instant. */
const last = '\u{10FFFF}';

const dayOf = (position: string): string => position.slice(0, 10);
const endOf = (day: string): string => `${day}T23:59:59.999Z#${last}`;
const dayBefore = (day: string): string => dayOf(toInstant(Date.parse(day) - dayMs));

/** The newest first. */
function daysBack(newest: string, { oldest, count }: { oldest: string; count: number }): string[] {
  const days: string[] = [];
  for (let day = newest; days.length < count && day >= oldest; day = dayBefore(day)) days.push(day);
  return days;
}

/** The audit log by its day partitions, backward. */
export function openAuditLog(table: Table): AuditLog {
  return {
    read: (range, { limit, after }) =>
      readBack(table, range, { limit, position: after ?? `${range.to}#${last}` }),
    append: (entry) => table.commit([auditWrite(entry)]),
  };
}

async function readBack(
  table: Table,
  range: AuditRange,
  page: { readonly limit: number; readonly position: string },
): Promise<AuditPart> {
  const oldest = dayOf(range.from);
  let position = page.position;
  for (let strides = 0; strides < mostStrides; strides++) {
    const count = Math.min(2 ** strides, longestStride);
    const days = daysBack(dayOf(position), { oldest, count });
    const found = await findNewest(table, days, { ...page, position, from: range.from });
    if (found.length > 0) return { entries: found.map(toEntry), next: found.at(-1)?.sk };
    const passed = days.at(-1) ?? oldest;
    if (passed <= oldest) return { entries: [], next: undefined };
    position = endOf(dayBefore(passed));
  }
  return { entries: [], next: position };
}

/** The newest of these days that has entries tells them; those of earlier days come with the next part. */
async function findNewest(
  table: Table,
  days: readonly string[],
  { limit, position, from }: { limit: number; position: string; from: string },
): Promise<Item[]> {
  const pages = days.map((day) => {
    const range = keys.auditOf(day, day === dayOf(from) ? from : '');
    const after = day === dayOf(position) ? position : endOf(day);
    return table.query(range, { limit, after, backward: true });
  });
  return (await Promise.all(pages)).find((items) => items.length > 0) ?? [];
}

const toEntry = (item: Item) => ({ record: thingOf<AuditRecord>(item), position: item.sk });
