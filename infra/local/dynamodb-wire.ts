import { Agent, request } from 'node:http';
import { localRegion } from './template/aws-names.ts';

export class WireFault extends Error {
  override readonly name = 'WireFault';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The few calls of the platform itself (streams, the due index), without the SDK's time to load and sign. */
export class DynamodbWire {
  readonly #url: URL;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #credential: string;

  constructor(endpoint: string, accessKeyId = 'local') {
    this.#url = new URL(endpoint);
    this.#credential = `${accessKeyId}/20250101/${localRegion}/dynamodb/aws4_request`;
  }

  stream<Answer>(operation: string, input: Record<string, unknown>): Promise<Answer> {
    return this.#call(`DynamoDBStreams_20120810.${operation}`, input);
  }

  table<Answer>(operation: string, input: Record<string, unknown>): Promise<Answer> {
    return this.#call(`DynamoDB_20120810.${operation}`, input);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #call<Answer>(target: string, input: Record<string, unknown>): Promise<Answer> {
    const { status, text } = await this.#post(target, JSON.stringify(input));
    const answer = JSON.parse(text) as Record<string, unknown>;
    if (status === 200) return answer as Answer;
    const type = String(answer['__type'] ?? 'UnknownError');
    throw new WireFault(
      type.split('#').at(-1) ?? type,
      String(answer['message'] ?? answer['Message'] ?? text),
    );
  }

  #post(target: string, body: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': Buffer.byteLength(body),
        'x-amz-target': target,
        'x-amz-date': '20250101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=${this.#credential}, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
      };
      const outgoing = request(this.#url, { method: 'POST', agent: this.#agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
        response.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}
