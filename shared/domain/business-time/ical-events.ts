/** A line of an iCalendar file (RFC 5545), unfolded; names are in capitals. */
export interface IcalProperty {
  readonly name: string;
  readonly value: string;
}

export type IcalEvent = readonly IcalProperty[];

/** The events of an iCalendar file, without what stands inside them (alarms); undefined when it is none. */
export function readIcalEvents(text: string): IcalEvent[] | undefined {
  const properties = unfold(text).flatMap((line) => readProperty(line) ?? []);
  const [first] = properties;
  if (first?.name !== 'BEGIN' || first.value.toUpperCase() !== 'VCALENDAR') return undefined;
  const reader = new EventReader();
  for (const property of properties) reader.take(property);
  return reader.events;
}

class EventReader {
  readonly events: IcalProperty[][] = [];
  readonly #open: string[] = [];

  take(property: IcalProperty): void {
    if (property.name === 'BEGIN') this.#begin(property.value.toUpperCase());
    else if (property.name === 'END') this.#open.pop();
    else if (this.#open.at(-1) === 'VEVENT') this.events.at(-1)?.push(property);
  }

  #begin(component: string): void {
    this.#open.push(component);
    if (component === 'VEVENT') this.events.push([]);
  }
}

/** A line that begins with a blank goes on where the one before ended. */
function unfold(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\n[ \t]/g, '')
    .split('\n');
}

function readProperty(line: string): IcalProperty | null {
  const colon = endOfName(line);
  if (colon < 1) return null;
  const [name = ''] = line.slice(0, colon).split(';');
  return { name: name.trim().toUpperCase(), value: line.slice(colon + 1).trim() };
}

/** The first colon outside of quotes. */
function endOfName(line: string): number {
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted;
    if (line[at] === ':' && !isQuoted) return at;
  }
  return -1;
}

export function findValue(event: IcalEvent, name: string): string | undefined {
  return event.find((property) => property.name === name)?.value;
}

/** All values of properties that may come several times, and have several values each. */
export function listValues(event: IcalEvent, name: string): string[] {
  return event.filter((property) => property.name === name).flatMap(({ value }) => value.split(','));
}

const escapes: Readonly<Record<string, string>> = { n: ' ', N: ' ' };

export function toText(value: string): string {
  return value
    .replaceAll(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
