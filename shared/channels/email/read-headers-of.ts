import type { ReadHeaders } from '#shared/domain/rule/rule-desk.ts';
import { headersByName } from './headers-by-name.ts';
import { readHeaders } from './read-headers.ts';

type FindBytes = (
  raw: Parameters<ReadHeaders>[0],
  mostBytes: number,
) => Promise<{ readonly bytes: Uint8Array } | undefined>;

/** Enough for nearly all headers. */
const headerBytes = 65_536;

/** Reads the headers of a mail where it lies; there are none where it is gone. */
export const readHeadersOf =
  (find: FindBytes): ReadHeaders =>
  async (raw) => {
    const found = await find(raw, headerBytes);
    if (found === undefined) return { headers: new Map(), recipients: [] };
    const { fields, to, cc } = readHeaders(found.bytes);
    const recipients = [...to, ...cc].map(({ address }) => address.toLowerCase());
    return { headers: headersByName(fields), recipients: [...new Set(recipients)] };
  };
