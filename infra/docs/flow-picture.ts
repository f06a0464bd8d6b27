import type { FunctionDescription } from '#infra/function-description.ts';
import { functions } from '#infra/functions.ts';
import { queueNames } from '#infra/queues.ts';
import { type Box, Drawing } from './drawing.ts';

const size = { width: 1010, height: 850 };
const fills = { outside: '#ffffff', function: '#d9e6fb', queue: '#ffe9b8', store: '#d6f0dc' } as const;

type Kind = keyof typeof fills;
/** Column and height of each thing; whatever has no place here cannot be drawn. */
const places: Readonly<Record<string, readonly [kind: Kind, column: number, y: number, label?: string]>> = {
  'mail in': ['outside', 0, 50, 'mail\n(SES or SMTP)'],
  'mail providers': ['outside', 0, 130, 'mail providers'],
  customers: ['outside', 0, 210, 'customers’\nforms'],
  agents: ['outside', 0, 290, 'agents and\nintegrations'],
  readers: ['outside', 0, 370, 'readers'],
  scheduler: ['outside', 0, 455, 'scheduler,\nevery minute'],
  'raw mail': ['store', 1, 50, 'raw mail\nbucket'],
  'webhooks-email': ['function', 1, 130],
  'public-site': ['function', 1, 210],
  api: ['function', 1, 290, 'functions of\nthe API'],
  reference: ['function', 1, 370],
  'sla-check': ['function', 1, 430],
  wake: ['function', 1, 482],
  'queue mail-arrived': ['queue', 2, 50],
  'mail-arrived': ['function', 3, 50],
  table: ['store', 3, 260, 'table'],
  'queue inbound': ['queue', 4, 50],
  announce: ['function', 4, 260],
  reports: ['function', 4, 330],
  ingest: ['function', 5, 50],
  'event bus': ['outside', 5, 150, 'event bus for\nintegrations'],
  'queue outbound': ['queue', 5, 225],
  'queue routing': ['queue', 5, 375],
  'queue due': ['queue', 5, 300],
  'queue jobs': ['queue', 5, 450],
  'queue automation': ['queue', 5, 525],
  'queue webhooks': ['queue', 5, 600],
  'queue notices': ['queue', 5, 675],
  'mail out': ['outside', 6, 150, 'mail out'],
  send: ['function', 6, 225],
  route: ['function', 6, 375],
  due: ['function', 6, 300],
  jobs: ['function', 6, 450],
  automate: ['function', 6, 525],
  deliver: ['function', 6, 600],
  notify: ['function', 6, 675],
  live: ['function', 5, 745],
  connections: ['outside', 6, 745, 'live\nconnections'],
};

type Edge = readonly [from: string, to: string];
const writing = new Set(['put', 'update', 'delete']);

/** From whom an HTTP function hears. */
const callers: Readonly<Record<string, string>> = {
  'public-site': 'customers',
  'webhooks-email': 'mail providers',
  reference: 'readers',
};

const isApi = ({ name }: FunctionDescription) => name.startsWith('api-');
const nodeOf = (description: FunctionDescription) => (isApi(description) ? 'api' : description.name);

function triggerEdge(description: FunctionDescription): Edge {
  const { trigger } = description;
  const node = nodeOf(description);
  if (trigger.on === 'live') return ['connections', node];
  if (trigger.on === 'http') return [callers[node] ?? 'agents', node];
  if (trigger.on === 'stream') return ['table', node];
  return trigger.on === 'schedule' ? ['scheduler', node] : [`queue ${trigger.queue}`, node];
}

function effectEdges(description: FunctionDescription): Edge[] {
  const node = nodeOf(description);
  const { table = [], rawMail = [], sendsTo = [], publishes, sendsMail, pushes } = description.touches;
  return [
    ...(table.some((verb) => writing.has(verb)) ? [[node, 'table'] as const] : []),
    ...(rawMail.includes('write') ? [[node, 'raw mail'] as const] : []),
    ...sendsTo.map((queue) => [node, `queue ${queue}`] as const),
    ...(publishes === true ? [[node, 'event bus'] as const] : []),
    ...(sendsMail === true ? [[node, 'mail out'] as const] : []),
    ...(pushes === true ? [[node, 'connections'] as const] : []),
  ];
}

/** What flows where, from the description of the functions; what they only read is left out. */
export function flowEdges(): Edge[] {
  const stored: Edge[] = [
    ['mail in', 'raw mail'],
    ['raw mail', 'queue mail-arrived'],
  ];
  const edges = [...stored, ...functions.flatMap((each) => [triggerEdge(each), ...effectEdges(each)])];
  return [...new Map(edges.map((edge) => [edge.join('\n'), edge])).values()];
}

function boxOf(name: string): Box {
  const place = places[name];
  if (place === undefined) throw new Error(`${name} has no place in infra/docs/flow-picture.ts.`);
  const [kind, column, y, label = name.replace('queue ', '')] = place;
  const height = name === 'table' ? 90 : 40;
  const rounding = kind === 'queue' ? 20 : 4;
  return { label, x: 75 + column * 143, y, width: 114, height, fill: fills[kind], rounding };
}

export function flowPicture(): string {
  const drawing = new Drawing('How a message becomes an answer', size);
  const edges = flowEdges();
  const names = new Set([...edges.flat(), ...queueNames.map((name) => `queue ${name}`)]);
  const isBothWays = ([from, to]: Edge) => edges.some(([one, other]) => one === to && other === from);
  for (const edge of edges) {
    const [from, to] = [boxOf(edge[0]), boxOf(edge[1])];
    if (edge[1] === 'table' && from.x > to.x + 143 && from.y > 200) drawing.path(backTo(to, from));
    else drawing.arrow(from, to, isBothWays(edge) ? 6 : 0);
  }
  for (const name of names) drawing.box(boxOf(name));
  showLegend(drawing);
  return drawing.toSvg();
}

const belowAll = 795;

/** What reactions save goes back round the queues, so that no arrow crosses them. */
function backTo(table: Box, { x, y, width }: Box) {
  const right = size.width - 12;
  return [
    { x: x + width / 2, y },
    { x: right, y },
    { x: right, y: belowAll },
    { x: table.x, y: belowAll },
    { x: table.x, y: table.y + table.height / 2 },
  ];
}

function showLegend(drawing: Drawing): void {
  const kinds: readonly (readonly [Kind, string])[] = [
    ['function', 'function'],
    ['queue', 'queue'],
    ['store', 'kept'],
    ['outside', 'outside'],
  ];
  kinds.forEach(([kind, label], index) => {
    const x = 60 + index * 100;
    drawing.box({
      label,
      x,
      y: 815,
      width: 80,
      height: 22,
      fill: fills[kind],
      rounding: kind === 'queue' ? 11 : 4,
    });
  });
}
