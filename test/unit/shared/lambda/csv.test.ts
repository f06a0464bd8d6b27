import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvTable, csvAnswer, type Downloads } from '#shared/lambda/csv.ts';

function linesOf(table: CsvTable): string[] {
  return table.toText().split('\r\n');
}

function fieldOf(cell: string | number | boolean | object | null): string | undefined {
  const table = new CsvTable(['cell']);
  table.add({ cell });
  return table.toText().slice('cell\r\n'.length, -2);
}

/** A reader by RFC 4180, of one column. */
function read(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}

describe('a table as CSV', () => {
  it('has its columns in the first line, and ends each line by CR and LF', () => {
    const table = new CsvTable(['a', 'b']);
    table.add({ b: 'two', a: 'one' });
    table.add({ a: 'three' });

    expect(linesOf(table)).toEqual(['a,b', 'one,two', 'three,', '']);
    expect(table.rows).toBe(2);
  });

  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "yes"', '"say ""yes"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    [null, ''],
    [-5, '-5'],
    [true, 'true'],
    [{ name: 'a' }, '"{""name"":""a""}"'],
  ])('writes %j as %s', (cell, field) => {
    expect(fieldOf(cell)).toBe(field);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1'])(
    'disarms the formula %j',
    (cell) => {
      expect(read(fieldOf(cell) ?? '')).toBe(`'${cell}`);
    },
  );

  it('gives back every text, and never a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const field = read(fieldOf(text) ?? '');

        expect([text, `'${text}`]).toContain(field);
        expect(field).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  it('refuses what no instance could hold', () => {
    const table = new CsvTable(['cell']);
    for (let count = 0; count < 100; count++) table.add({ cell: 'x'.repeat(999_990) });

    expect(() => table.add({ cell: 'x'.repeat(1_999) })).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  });
});

describe('a file', () => {
  const tableOf = (text: string) => {
    const table = new CsvTable(['cell']);
    table.add({ cell: text });
    return table;
  };
  const large = tableOf('x'.repeat(20_000));
  const ask = async (table: CsvTable, headers: ReadonlyMap<string, string> = new Map()) => {
    const laid: Parameters<Downloads['lay']>[0][] = [];
    const downloads = {
      lay: async (file: Parameters<Downloads['lay']>[0]) => {
        laid.push(file);
        return 'https://files.example/audit.csv';
      },
    };
    return { told: await csvAnswer(table, 'audit.csv', { call: { headers }, downloads }), laid };
  };

  it('is squeezed for who takes it so', async () => {
    const { told } = await ask(large, new Map([['accept-encoding', 'br, gzip']]));

    const bytes = told.body as Uint8Array;
    expect(told).toMatchObject({ status: 200, headers: { 'content-encoding': 'gzip' } });
    expect(bytes.length).toBeLessThan(1_000);
    expect(gunzipSync(bytes).toString()).toBe(large.toText());
  });

  it('comes as it is for everybody else, under its name', async () => {
    const { told } = await ask(large);

    expect(told.headers).toEqual({ 'content-disposition': 'attachment; filename="audit.csv"' });
    expect(told.body).toBe(large.toText());
  });

  it.each([
    ['of nearly 5 MB', 'x'.repeat(4_999_000), 200],
    ['of more than 5 MB', 'x'.repeat(5_000_000), 303],
    ['that Lambda would not take', '"'.repeat(2_400_000), 303],
  ])('%s is told or laid elsewhere', async (_, text, status) => {
    const { told, laid } = await ask(tableOf(text));

    expect(told.status).toBe(status);
    expect(laid.map(({ name, bytes }) => [name, bytes.length > 4_000_000])).toEqual(
      status === 303 ? [['audit.csv', true]] : [],
    );
    if (status === 303) expect(told.headers).toEqual({ location: 'https://files.example/audit.csv' });
  });
});
