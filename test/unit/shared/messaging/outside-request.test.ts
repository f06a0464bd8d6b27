import type { lookup as lookUp } from 'node:dns';
import { createServer, type RequestListener, request as requestHttp, type Server } from 'node:http';
import type { request as requestHttps } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openCallOutside, publicLookup } from '#shared/messaging/outside-request.ts';

const call = {
  url: 'https://shop.example.com/hooks',
  method: 'POST',
  headers: { 'x-a': '1' },
  body: '{"a":"ä"}',
};

/** As a name server answers, these one after another. */
const resolving = (...answers: readonly string[][]) => {
  const left = [...answers];
  const resolve = (_name: string, _options: object, callback: (...told: unknown[]) => void) => {
    const addresses = left.shift() ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return resolve as unknown as typeof lookUp;
};

function look(lookup: LookupFunction, all: boolean): Promise<unknown> {
  return new Promise((settle, fail) => {
    lookup('shop.example.com', { all }, (error, address, family) => {
      if (error === null) settle(all ? address : [address, family]);
      else fail(error);
    });
  });
}

describe('publicLookup', () => {
  it('gives the addresses that it looked at, so that nobody asks for the name again', async () => {
    expect(await look(publicLookup(resolving(['8.8.8.8', '8.8.4.4'])), true)).toMatchObject([
      { address: '8.8.8.8' },
      { address: '8.8.4.4' },
    ]);
    expect(await look(publicLookup(resolving(['2606:4700::1111'])), false)).toEqual(['2606:4700::1111', 6]);
  });

  it.each([
    ['private', ['10.0.0.1']],
    ['the metadata', ['169.254.169.254']],
    ['public and private', ['8.8.8.8', '127.0.0.1']],
    ['mapped', ['::ffff:10.0.0.1']],
    ['none', []],
  ])('refuses a name that leads to what is %s', async (_, addresses) => {
    await expect(look(publicLookup(resolving(addresses)), true)).rejects.toThrow('the address leads inside');
  });
});

let server: Server | undefined;
afterEach(() => server?.close());

/** A receiver in the clear on this machine, in the place of one far away. */
async function receiver(listener: RequestListener) {
  const seen: string[] = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      seen.push(`${request.method} ${request.url} ${Buffer.concat(parts)}`);
      listener(request, response);
    });
  });
  await new Promise<void>((settle) => server?.listen(0, '127.0.0.1', settle));
  const { port } = server.address() as AddressInfo;
  const request = ((url: string, options: object, answered: () => void) => {
    const { hostname, pathname } = new URL(url);
    return requestHttp({ ...options, hostname, port, path: pathname, protocol: 'http:' }, answered);
  }) as unknown as typeof requestHttps;
  return { seen, request };
}

/** Every name leads to this machine, and is taken for one far away. */
const anywhere: LookupFunction = (_name, options, callback) => {
  if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};

describe('callOutside', () => {
  it('sends the body and tells status and beginning of the answer', async () => {
    const { seen, request } = await receiver((_, response) => {
      response.writeHead(429, { 'retry-after': '7' });
      response.end('slow down');
    });

    const told = await openCallOutside(anywhere, request)(call);

    expect(told).toEqual({ status: 429, retryAfter: '7', excerpt: 'slow down' });
    expect(seen).toEqual(['POST /hooks {"a":"ä"}']);
  });

  it('follows no redirect', async () => {
    const { seen, request } = await receiver((_, response) => {
      response.writeHead(302, { location: 'https://elsewhere.example.com/' });
      response.end();
    });

    expect(await openCallOutside(anywhere, request)(call)).toMatchObject({ status: 302 });
    expect(seen).toHaveLength(1);
  });

  it('reads no more than the beginning of an answer without end', async () => {
    const { request } = await receiver((_, response) => {
      const write = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    });

    const { excerpt } = await openCallOutside(anywhere, request)(call);

    expect(excerpt).toBe('x'.repeat(500));
  });

  it('connects to no private address that a name leads to', async () => {
    const { seen, request } = await receiver((_, response) => void response.end());
    const lookup = publicLookup(resolving(['127.0.0.1'], ['8.8.8.8']));

    await expect(openCallOutside(lookup, request)(call)).rejects.toThrow('the address leads inside');
    expect(seen).toEqual([]);
  });

  it('asks for the name once, so that a second answer of it changes nothing', async () => {
    const { seen, request } = await receiver((_, response) => void response.end());
    let asked = 0;
    const counting: LookupFunction = (name, options, callback) => {
      asked += 1;
      anywhere(name, options, callback);
    };

    await openCallOutside(counting, request)(call);

    expect(asked).toBe(1);
    expect(seen).toHaveLength(1);
  });

  it.each(['http://shop.example.com/', 'https://127.0.0.1/', 'https://2130706433/', 'https://localhost/'])(
    'never calls %s',
    async (url) => {
      await expect(openCallOutside(anywhere)({ ...call, url })).rejects.toThrow('the address leads inside');
    },
  );
});
