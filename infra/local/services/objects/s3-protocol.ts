import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PlatformClock } from '../../contracts.ts';
import { type Answering, readBody } from '../loopback-server.ts';
import type { ObjectFiles, WholeObject } from './object-files.ts';
import { isPresigned, refusePresigned } from './presigned-link.ts';
import { BrokenBody, parseSentBody } from './sent-body.ts';

interface S3Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly bucket: string;
  readonly key: string;
}

interface S3Error {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

type Method = (objects: ObjectFiles, call: S3Call) => Promise<void>;

const methods: Readonly<Record<string, Method>> = {
  PUT: putObject,
  GET: getObject,
  HEAD: getObject,
  DELETE: deleteObject,
};

const noSuchKey: S3Error = {
  status: 404,
  code: 'NoSuchKey',
  message: 'The specified key does not exist.',
};

const keptHeaders =
  /^(content-type|content-disposition|content-language|cache-control|expires|x-amz-meta-.*)$/;

const overrides: Readonly<Record<string, string>> = {
  'response-content-type': 'content-type',
  'response-content-disposition': 'content-disposition',
  'response-content-language': 'content-language',
  'response-content-encoding': 'content-encoding',
  'response-cache-control': 'cache-control',
  'response-expires': 'expires',
};

/** Path style only: the endpoint is an address, which leaves SDKs no other. */
export function createS3Protocol(objects: ObjectFiles, clock: PlatformClock): Answering {
  return async (request, response) => {
    const call = parseCall(request, response);
    const refusal =
      refuseCall(objects, call) ??
      (isPresigned(call.query) ? refusePresigned(request, call.query, clock.now()) : undefined);
    if (refusal) return answerError(call, refusal);
    const method = methods[request.method ?? ''];
    if (!method)
      return answerError(call, { status: 405, code: 'MethodNotAllowed', message: 'Not allowed here.' });
    await method(objects, call);
  };
}

function parseCall(request: IncomingMessage, response: ServerResponse): S3Call {
  const [path = '', query = ''] = (request.url ?? '/').split('?', 2);
  const [bucket = '', ...rest] = path.slice(1).split('/');
  return {
    request,
    response,
    query: new URLSearchParams(query),
    bucket: decode(bucket),
    key: decode(rest.join('/')),
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function refuseCall(objects: ObjectFiles, { bucket, key }: S3Call): S3Error | undefined {
  if (!objects.hasBucket(bucket)) {
    return { status: 404, code: 'NoSuchBucket', message: 'The specified bucket does not exist' };
  }
  if (key === '') return { status: 501, code: 'NotImplemented', message: 'Only objects are served here.' };
  if (Buffer.byteLength(key) > 1024)
    return { status: 400, code: 'KeyTooLongError', message: 'Your key is too long' };
  return undefined;
}

async function putObject(objects: ObjectFiles, call: S3Call): Promise<void> {
  const source = call.request.headers['x-amz-copy-source'];
  if (typeof source === 'string') return copyObject(objects, call, source);
  const sent = await readBody(call.request);
  try {
    const bytes = parseSentBody(sent, call.request.headers);
    const kept = Object.entries(call.request.headers).filter(([name]) => keptHeaders.test(name));
    const headers = Object.fromEntries(kept) as Record<string, string>;
    const { eTag } = await objects.put(call.bucket, call.key, { bytes, headers });
    call.response.writeHead(200, { etag: `"${eTag}"`, 'content-length': 0 }).end();
  } catch (fault) {
    if (!(fault instanceof BrokenBody)) throw fault;
    answerError(call, { status: 400, code: fault.code, message: fault.message });
  }
}

/** Bytes and headers, as S3 copies unless it is told otherwise. */
async function copyObject(objects: ObjectFiles, call: S3Call, source: string): Promise<void> {
  const [bucket = '', ...rest] = source.replace(/^\//, '').split('/').map(decode);
  const found = objects.hasBucket(bucket) ? await objects.find(bucket, rest.join('/')) : undefined;
  if (!found) return answerError(call, noSuchKey);
  const { eTag } = await objects.put(call.bucket, call.key, found);
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<CopyObjectResult><ETag>"${eTag}"</ETag></CopyObjectResult>`;
  call.response.writeHead(200, { 'content-type': 'application/xml' }).end(xml);
}

async function getObject(objects: ObjectFiles, call: S3Call): Promise<void> {
  const found = await objects.find(call.bucket, call.key);
  if (!found) {
    return answerError(call, noSuchKey);
  }
  call.response.writeHead(200, toHeaders(found, call.query));
  call.response.end(call.request.method === 'HEAD' ? undefined : found.bytes);
}

function toHeaders(found: WholeObject, query: URLSearchParams): Record<string, string | number> {
  const chosen = Object.entries(overrides).flatMap(([parameter, header]) => {
    const value = query.get(parameter);
    return value === null ? [] : [[header, value]];
  });
  return {
    ...found.headers,
    ...(Object.fromEntries(chosen) as Record<string, string>),
    etag: `"${found.eTag}"`,
    'last-modified': new Date(found.storedAtMs).toUTCString(),
    'content-length': found.bytes.length,
  };
}

async function deleteObject(objects: ObjectFiles, { bucket, key, response }: S3Call): Promise<void> {
  await objects.delete(bucket, key);
  response.writeHead(204).end();
}

function answerError({ request, response, bucket, key }: S3Call, { status, code, message }: S3Error): void {
  const resource = `/${bucket}/${key}`.replace(/[<>&'"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><Resource>${resource}</Resource><RequestId>${randomUUID()}</RequestId></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(xml) });
  response.end(request.method === 'HEAD' ? undefined : xml);
  request.resume();
}
