import type { Principal } from '../access/principal.ts';
import type { Account } from '../account/account.ts';
import type { Instant } from '../business-time/instant.ts';
import { mayRead } from '../counting/count-department.ts';
import type { Desk } from '../desk.ts';
import type { AgentId, DepartmentId, TicketId } from '../ids.ts';
import { sideBySide } from '../job/side-by-side.ts';
import type { Foreseen, ForeseenBreach } from './foreseen.ts';
import { isInSight, placesOf } from './in-sight.ts';

export interface ForecastReader {
  /** What is expected of a department's tickets, or an agent's, the earliest first, up to an instant. */
  list(of: DepartmentId | AgentId, range: { upTo: Instant; limit: number }): Promise<readonly Foreseen[]>;
}

export interface ForecastKeeper {
  /** Takes in what tickets will breach as of their versions; older news changes nothing. */
  keep(tickets: readonly Foreseen[]): Promise<void>;
}

export interface DepartmentForecast {
  readonly departmentId: DepartmentId;
  /** Clocks, not tickets. */
  readonly count: number;
  /** The count ended before it was whole. */
  readonly atLeast: boolean;
  /** The first of them. */
  readonly clocks: readonly (ForeseenBreach & { readonly ticketId: TicketId })[];
}

interface Asked {
  readonly upTo: Instant;
  /** Null: all. */
  readonly departmentIds: readonly string[] | null;
  /** At most so many clocks of each department. */
  readonly limit: number;
}

/** So many tickets of a department are looked at. */
const mostLookedAt = 1_000;
const atOnce = 25;

interface Sight extends Asked {
  readonly principal: Principal;
  readonly account: Account;
}

interface Part {
  readonly foreseen: readonly Foreseen[];
  readonly atLeast: boolean;
}

/**
 * Running clocks that will breach up to an instant, by department (behaviour.md section 6), of the tickets that one
 * sees: departments in sight by what is expected of them, the others by what is expected of one's own tickets. The
 * department of the earliest breach comes first; one without any is left out.
 */
export async function forecastBreaches(
  desk: Pick<Desk, 'accounts'> & { readonly forecast: ForecastReader },
  principal: Principal,
  asked: Asked,
): Promise<DepartmentForecast[]> {
  const account = await desk.accounts.load();
  const places = placesOf(account).filter((id) => asked.departmentIds?.includes(id) ?? true);
  const seen = places.filter((id) => isInSight(principal, id, account));
  const others = places.filter((id) => !seen.includes(id));
  const sight = { ...asked, principal, account };
  const look = async (of: DepartmentId | AgentId, among: readonly DepartmentId[]) => {
    const part = await lookAt(desk.forecast, of, sight);
    return among.flatMap((id) => toDepartment(id, part, sight));
  };
  const [own, ...whole] = await Promise.all([
    others.length === 0 ? [] : look(principal.agentId as AgentId, others),
    ...(await sideBySide(atOnce, seen, (id) => look(id, [id]))),
  ]);
  return [...own, ...whole.flat()].sort((one, other) => (firstOf(one) < firstOf(other) ? -1 : 1));
}

const firstOf = ({ clocks }: DepartmentForecast): string => clocks[0]?.dueAt ?? '';

async function lookAt(
  forecast: ForecastReader,
  of: DepartmentId | AgentId,
  { upTo, principal, account }: Sight,
): Promise<Part> {
  const found = await forecast.list(of, { upTo, limit: mostLookedAt + 1 });
  const foreseen = found.slice(0, mostLookedAt).filter((one) => mayRead(principal, one, account));
  return { foreseen, atLeast: found.length > mostLookedAt };
}

function toDepartment(
  departmentId: DepartmentId,
  { foreseen, atLeast }: Part,
  { upTo, limit }: Sight,
): DepartmentForecast[] {
  const clocks = foreseen
    .filter((one) => one.departmentId === departmentId)
    .flatMap(({ ticketId, breaches }) => breaches.map((breach) => ({ ticketId, ...breach })))
    .filter(({ dueAt }) => dueAt <= upTo)
    .sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
  if (clocks.length === 0) return [];
  return [{ departmentId, count: clocks.length, atLeast, clocks: clocks.slice(0, limit) }];
}
