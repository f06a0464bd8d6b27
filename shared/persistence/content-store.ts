import type { Message } from '#shared/domain/ticket/message.ts';

/** Where texts go that are too long for an item (400 KB). Putting the same key twice is harmless. */
export interface Contents {
  put(key: string, json: string): Promise<void>;
  get(key: string): Promise<string>;
}

export interface ContentStore {
  /** The message as the table keeps it: a long text is put away and replaced by where it lies. */
  shorten(message: Message): Promise<Message>;
  restore(message: Message): Promise<Message>;
}

const longestInTable = 60_000;

interface Texts {
  readonly body: string;
  readonly visibleText: string;
  readonly html: string | null;
}

type Shortened = Message & { readonly contentKey?: string };

export function openContentStore(contents: Contents): ContentStore {
  return {
    shorten: async (message) => {
      const texts: Texts = { body: message.body, visibleText: message.visibleText, html: message.html };
      const json = JSON.stringify(texts);
      if (Buffer.byteLength(json) <= longestInTable) return message;
      const contentKey = `texts/${message.ticketId}/${message.id}.json`;
      await contents.put(contentKey, json);
      const shortened: Shortened = { ...message, body: '', visibleText: '', html: null, contentKey };
      return shortened;
    },
    restore: async (message: Shortened) => {
      const { contentKey, ...rest } = message;
      if (contentKey === undefined) return message;
      return { ...rest, ...(JSON.parse(await contents.get(contentKey)) as Texts) };
    },
  };
}
