import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvTable, csvAnswer } from '#shared/lambda/csv.ts';

function linesOf(table: CsvTable): string[] {
  return Buffer.from(table.toBytes()).toString().split('\r\n');
}

function fieldOf(cell: string | number | boolean | object | null): string | undefined {
  const table = new CsvTable(['cell']);
  table.add({ cell });
  return Buffer.from(table.toBytes()).toString().slice('cell\r\n'.length, -2);
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

  it('refuses what is more than 5 MB', () => {
    const table = new CsvTable(['cell']);
    for (let count = 0; count < 5; count++) table.add({ cell: 'x'.repeat(999_990) });

    expect(() => table.add({ cell: 'x'.repeat(999) })).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  });
});

describe('a file', () => {
  const large = new CsvTable(['cell']);
  large.add({ cell: 'x'.repeat(20_000) });

  it('is squeezed for who takes it so', () => {
    const told = csvAnswer(large, 'audit.csv', { headers: new Map([['accept-encoding', 'br, gzip']]) });

    expect(told.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(told.body.length).toBeLessThan(1_000);
    expect(new Uint8Array(gunzipSync(told.body))).toEqual(new Uint8Array(large.toBytes()));
  });

  it('comes as it is for everybody else, under its name', () => {
    const told = csvAnswer(large, 'audit.csv', { headers: new Map() });

    expect(told.headers).toEqual({ 'content-disposition': 'attachment; filename="audit.csv"' });
    expect(told.body).toEqual(large.toBytes());
  });
});
