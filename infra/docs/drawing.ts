export interface Box {
  readonly label: string;
  /** Its centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly rounding?: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const ink = '#1d2430';
const edgeInk = '#5b6678';
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replaceAll(/[&<>]/g, (sign) => escapes[sign] ?? '');
const round = (value: number) => Math.round(value * 10) / 10;

/** A picture of boxes and arrows, the same bytes for the same boxes and arrows. */
export class Drawing {
  readonly #size: { readonly width: number; readonly height: number };
  readonly #title: string;
  readonly #edges: string[] = [];
  readonly #boxes: string[] = [];

  constructor(title: string, size: { readonly width: number; readonly height: number }) {
    this.#title = title;
    this.#size = size;
  }

  box({ label, x, y, width, height, fill, rounding = 4 }: Box): void {
    const corner = `x="${round(x - width / 2)}" y="${round(y - height / 2)}"`;
    const shape = `<rect ${corner} width="${width}" height="${height}" rx="${rounding}" fill="${fill}" stroke="${ink}" stroke-opacity=".35"/>`;
    const lines = label.split('\n');
    const texts = lines.map((line, index) => {
      const baseline = y + 4 + (index - (lines.length - 1) / 2) * 15;
      return `<text x="${round(x)}" y="${round(baseline)}" text-anchor="middle">${escaped(line)}</text>`;
    });
    this.#boxes.push(shape + texts.join(''));
  }

  /** From border to border; `aside` moves it off the line between the centres. */
  arrow(from: Box, to: Box, aside = 0): void {
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const shift = { x: (-(to.y - from.y) / length) * aside, y: ((to.x - from.x) / length) * aside };
    const moved = (box: Box): Box => ({ ...box, x: box.x + shift.x, y: box.y + shift.y });
    this.path([borderOf(from, moved(to), shift), borderOf(to, moved(from), shift)]);
  }

  path(points: readonly Point[]): void {
    const steps = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`);
    this.#edges.push(`<path d="${steps.join('')}" fill="none" stroke="${edgeInk}" marker-end="url(#tip)"/>`);
  }

  note(text: string, { x, y }: Point): void {
    this.#boxes.push(`<text x="${x}" y="${y}" fill="${edgeInk}" font-size="12">${escaped(text)}</text>`);
  }

  toSvg(): string {
    const { width, height } = this.#size;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui,Segoe UI,Helvetica,Arial,sans-serif" font-size="13" fill="${ink}" role="img" aria-label="${escaped(this.#title)}">`,
      `<title>${escaped(this.#title)}</title>`,
      `<defs><marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0.5L8 4L0 7.5z" fill="${edgeInk}"/></marker></defs>`,
      `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
      ...this.#edges,
      ...this.#boxes,
      '</svg>',
      '',
    ].join('\n');
  }
}

/** Where the line towards a point leaves the box. */
function borderOf(box: Box, towards: Point, shift: Point): Point {
  const start = { x: box.x + shift.x, y: box.y + shift.y };
  const step = { x: towards.x - start.x, y: towards.y - start.y };
  const reach = (room: number, by: number) => (by === 0 ? Number.POSITIVE_INFINITY : room / Math.abs(by));
  const roomX = box.width / 2 - Math.sign(step.x) * shift.x;
  const roomY = box.height / 2 - Math.sign(step.y) * shift.y;
  const share = Math.min(reach(roomX, step.x), reach(roomY, step.y));
  return { x: start.x + step.x * share, y: start.y + step.y * share };
}
