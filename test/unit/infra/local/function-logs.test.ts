import { describe, expect, it } from 'vitest';
import { logsTo } from '#infra/local/function-logs.ts';

describe('the log of a function', () => {
  it('is whole JSON lines, whatever the chunks', () => {
    const lines: string[] = [];
    const logs = logsTo((line) => lines.push(line));
    const one = logs.open('ingest');
    const other = logs.open('ingest');

    one('{"a":');
    other('{"b":2}\n');
    one('1}\nplain text\n\n');

    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { b: 2 },
      { a: 1 },
      { level: 'INFO', function_name: 'ingest', message: 'plain text' },
    ]);
  });
});
