import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

interface Wanted {
  readonly headers?: Record<string, string>;
  readonly query?: string;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly sourceIp?: string;
}

function bodyOf({ body, bytes }: Wanted): string | undefined {
  if (bytes) {
    return Buffer.from(bytes).toString('base64');
  }
  return typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
}

/** An event of an HTTP API in payload format 2, as `METHOD /path`. */
export function httpEvent(line: string, wanted: Wanted = {}): APIGatewayProxyEventV2 {
  const [method = 'GET', rawPath = '/'] = line.split(' ');
  const body = bodyOf(wanted);
  const typed: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: wanted.query ?? '',
    headers: { ...typed, ...wanted.headers },
    requestContext: {
      accountId: '1',
      apiId: 'api',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: wanted.sourceIp ?? '203.0.113.9',
        userAgent: 'test',
      },
      requestId: 'req-1',
      routeKey: '$default',
      stage: '$default',
      time: '21/Nov/2026:12:00:00 +0000',
      timeEpoch: 1_795_262_400_000,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: wanted.bytes !== undefined,
  };
}

export const lambdaContext = { awsRequestId: 'lambda-1', getRemainingTimeInMillis: () => 10_000 } as Context;
