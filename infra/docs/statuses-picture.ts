import { allowedMoves, isWaiting, type MoveTarget, ticketStatuses } from '#shared/domain/ticket/status.ts';
import { type Box, Drawing } from './drawing.ts';

const size = { width: 860, height: 560 };
const centre = { x: 440, y: 255 };
const radius = { x: 265, y: 200 };
const waitingFill = '#ffe9b8';
const otherFill = '#e3ecfa';
const knownElsewhere = '#ffffff';

/** Targets that are no status stand outside the round, beside the statuses that lead there. */
const outside: Readonly<Record<Exclude<MoveTarget, (typeof ticketStatuses)[number]>, Omit<Box, 'fill'>>> = {
  former: { label: 'the status\nthat it had', x: 80, y: 450, width: 104, height: 44 },
  afterChat: { label: 'as settings say\nafter a chat', x: 80, y: 250, width: 124, height: 44 },
  afterCall: { label: 'as settings say\nafter a call', x: 80, y: 90, width: 124, height: 44 },
};

/** The table of moves as a picture; a new status takes its place on the round. */
export function statusesPicture(): string {
  const drawing = new Drawing('The statuses of a ticket and the moves between them', size);
  const boxes = new Map<MoveTarget, Box>([
    ...ticketStatuses.map((status, index) => [status, boxAt(status, index)] as const),
    ...Object.entries(outside).map(
      ([target, place]) => [target as MoveTarget, { ...place, fill: knownElsewhere }] as const,
    ),
  ]);
  for (const [from, to] of moves()) {
    const [start, end] = [boxes.get(from), boxes.get(to)];
    if (start && end) drawing.arrow(start, end, isBothWays(from, to) ? 9 : 0);
  }
  for (const box of boxes.values()) drawing.box(box);
  drawing.note(
    'Yellow: the ticket waits for somebody. Arrows: what POST /v1/tickets/{ticketId}/status accepts.',
    {
      x: 20,
      y: size.height - 16,
    },
  );
  return drawing.toSvg();
}

const moves = () => ticketStatuses.flatMap((from) => allowedMoves[from].map((to) => [from, to] as const));

const isBothWays = (from: MoveTarget, to: MoveTarget) =>
  moves().some(([one, other]) => one === to && other === from);

function boxAt(status: (typeof ticketStatuses)[number], index: number): Box {
  const angle = ((index - 1) / ticketStatuses.length) * 2 * Math.PI - Math.PI / 2;
  return {
    label: status,
    x: centre.x + radius.x * Math.cos(angle),
    y: centre.y + radius.y * Math.sin(angle),
    width: 104,
    height: 36,
    fill: isWaiting(status) ? waitingFill : otherFill,
    rounding: 18,
  };
}
