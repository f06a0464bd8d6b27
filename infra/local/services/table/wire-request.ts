/** A request as it came over the wire, with the two of its headers that anybody asks for. */
export interface WireRequest {
  readonly bytes: Buffer;
  readonly body: Buffer;
  readonly headers: { readonly 'x-amz-target'?: string; readonly 'user-agent'?: string };
}

const headEnd = '\r\n\r\n';

function header(head: string, name: string): string | undefined {
  return new RegExp(`^${name}: *(.*?) *\\r?$`, 'im').exec(head)?.[1];
}

/** Cuts what a connection brings into requests. Those of the SDK to the table all say their length. */
export class WireRequests {
  #pending: Buffer = Buffer.alloc(0);

  /** The requests that are whole with these bytes; what is left waits for the next. */
  take(bytes: Buffer): WireRequest[] {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    const requests: WireRequest[] = [];
    for (let next = this.#next(); next !== undefined; next = this.#next()) requests.push(next);
    return requests;
  }

  #next(): WireRequest | undefined {
    const end = this.#pending.indexOf(headEnd);
    if (end < 0) return undefined;
    const head = this.#pending.toString('latin1', 0, end);
    const bodyStart = end + headEnd.length;
    const length = bodyStart + Number(header(head, 'content-length') ?? 0);
    if (this.#pending.length < length) return undefined;
    const bytes = this.#pending.subarray(0, length);
    this.#pending = this.#pending.subarray(length);
    const target = header(head, 'x-amz-target');
    const agent = header(head, 'user-agent');
    const headers = {
      ...(target !== undefined && { 'x-amz-target': target }),
      ...(agent !== undefined && { 'user-agent': agent }),
    };
    return { bytes, body: bytes.subarray(bodyStart), headers };
  }
}
