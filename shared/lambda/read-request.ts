import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Request } from './call.ts';

function lowerCaseNames(headers: APIGatewayProxyEventV2['headers']): ReadonlyMap<string, string> {
  const given = Object.entries(headers ?? {});
  return new Map(given.map(([name, value]) => [name.toLowerCase(), value ?? '']));
}

function bytesOf({ body, isBase64Encoded }: APIGatewayProxyEventV2): Uint8Array {
  return Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
}

export function readRequest(event: APIGatewayProxyEventV2): Request {
  const { http, requestId } = event.requestContext;
  return {
    method: http.method,
    path: event.rawPath,
    rawQuery: event.rawQueryString,
    headers: lowerCaseNames(event.headers),
    raw: bytesOf(event),
    requestId,
    sourceIp: http.sourceIp,
  };
}

/** The credential, wherever a client may put it: `Authorization: Bearer …` or `apikey: …`. */
export function readToken(headers: ReadonlyMap<string, string>): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1];
  return bearer ?? (headers.get('apikey')?.trim() || null);
}
