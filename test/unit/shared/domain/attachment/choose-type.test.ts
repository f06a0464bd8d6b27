import { describe, expect, it } from 'vitest';
import { chooseType, typeForDownload } from '#shared/domain/attachment/choose-type.ts';
import { sniffType } from '#shared/messaging/sniff-type.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.7\n%abc\n');
const zip = Buffer.from('UEsDBAoAAAAAAAAAIQAAAAAAAAAAAAAAAAAFAAAAYS50eHQ=', 'base64');
const xml = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>');
const text = Buffer.from('Hello\n');
const html = Buffer.from('<!doctype html><script>alert(1)</script>');
const bytes = Buffer.from([1, 0, 2, 0, 3]);

describe('the type of a file', () => {
  it.each<[string, string, Uint8Array, string]>([
    ['is what its first bytes show', 'text/plain', png, 'image/png'],
    ['is what its first bytes show', 'image/png', pdf, 'application/pdf'],
    [
      'is what was said of a kind of zip',
      'application/vnd.oasis.opendocument.text',
      zip,
      'application/vnd.oasis.opendocument.text',
    ],
    ['is zip when a picture was said', 'image/png', zip, 'application/zip'],
    ['is what was said of a kind of XML', 'image/svg+xml', xml, 'image/svg+xml'],
    ['is what was said of a text', 'text/csv', text, 'text/csv'],
    ['is what was said of a page', 'text/html', html, 'text/html'],
    ['is unknown when a page was called a picture', 'image/jpeg', html, 'application/octet-stream'],
    ['is unknown when bytes were called a text', 'text/plain', bytes, 'application/octet-stream'],
    ['is what was said where nothing speaks against it', 'application/x-own', bytes, 'application/x-own'],
    ['is what was said of an empty text', 'text/plain', Buffer.alloc(0), 'text/plain'],
  ])('%s (%s)', async (...[, said, firstBytes, expected]) => {
    expect(chooseType(said, await sniffType(firstBytes), firstBytes)).toBe(expected);
  });

  it.each([
    ['image/png', 'image/png'],
    ['application/pdf', 'application/pdf'],
    ['text/html', 'application/octet-stream'],
    ['application/xhtml+xml', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['text/javascript', 'application/octet-stream'],
  ])('%s is downloaded as %s', (type, expected) => {
    expect(typeForDownload(type)).toBe(expected);
  });
});
