import { allowedMoves, isMoveAllowed, isWaiting, ticketStatuses } from '#shared/domain/ticket/status.ts';
import { type Box, Drawing } from './drawing.ts';

const size = { width: 640, height: 430 };
const centre = { x: size.width / 2, y: 195 };
const radius = { x: 235, y: 150 };
const waitingFill = '#ffe9b8';
const otherFill = '#e3ecfa';

/** The table of moves as a picture; a new status takes its place on the round. */
export function statusesPicture(): string {
  const drawing = new Drawing('The statuses of a ticket and the moves between them', size);
  const boxes = new Map(ticketStatuses.map((status, index) => [status, boxAt(status, index)]));
  for (const [from, to] of moves()) {
    const [start, end] = [boxes.get(from), boxes.get(to)];
    if (start && end) drawing.arrow(start, end, isMoveAllowed(to, from) ? 9 : 0);
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
