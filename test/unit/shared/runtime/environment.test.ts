import { describe, expect, it } from 'vitest';
import { readEnvironment } from '#shared/runtime/environment.ts';

describe('readEnvironment', () => {
  it('reads what is asked for', () => {
    const values = {
      TABLE_NAME: 'desk',
      PUBLIC_URL: 'https://desk.example/',
      MAIL_DOMAINS: 'a.example, b.example,',
    };

    expect(readEnvironment(['tableName', 'publicUrl', 'mailDomains'], values)).toEqual({
      tableName: 'desk',
      publicUrl: 'https://desk.example',
      mailDomains: ['a.example', 'b.example'],
    });
  });

  it('has defaults for what may be left out', () => {
    expect(readEnvironment(['dueShards', 'mailDomains', 'allowedOrigins'], {})).toEqual({
      dueShards: 4,
      mailDomains: [],
      allowedOrigins: [],
    });
  });

  it('names every variable that is missing or wrong, and no value', () => {
    const read = () =>
      readEnvironment(['tableName', 'dataKeyId', 'publicUrl', 'dueShards'], {
        TABLE_NAME: '',
        PUBLIC_URL: 'secret-place',
        DUE_SHARDS: 'many',
      });

    expect(read).toThrow(/TABLE_NAME .*DATA_KEY_ID is not set.*PUBLIC_URL .*DUE_SHARDS /);
    expect(read).not.toThrow(/secret-place|many/);
  });
});
