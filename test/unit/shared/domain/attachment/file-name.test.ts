import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '#shared/domain/attachment/file-name.ts';

describe('safeFileName', () => {
  it.each([
    ['invoice.pdf', 'invoice.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\a.txt', 'a.txt'],
    ['a\r\nb\0.txt', 'ab.txt'],
    ['fdp\u202egnp.exe', 'fdpgnp.exe'],
    ['nul.txt', '_nul.txt'],
    ['COM1', '_COM1'],
    ['console.log', 'console.log'],
    ['..', ''],
    ['.htaccess', 'htaccess'],
    ['name. . ', 'name'],
    ['a<b>:"|?*.txt', 'a_b______.txt'],
    ['管理.doc', '管理.doc'],
    ['\ud800.txt', '\ufffd.txt'],
    ['', ''],
  ])('makes of %j %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('cuts a long name and keeps its extension', () => {
    const safe = safeFileName(`${'ü'.repeat(500)}.pdf`);

    expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
    expect(safe).toMatch(/^ü+\.pdf$/);
  });

  it('is safe and stays the same the second time for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const safe = safeFileName(name);

        expect(safe).not.toMatch(/[/\\\p{Cc}]/u);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });
});
