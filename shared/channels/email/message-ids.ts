/** The first (the thread's) and the newest are kept of a longer list. */
const maxIds = 100;
const maxIdLength = 998;

/** Message-IDs of In-Reply-To or References in their order, each once, at most 100. Ids without brackets are taken as they are. */
export function parseMessageIds(value: string): string[] {
  const bracketed = value.match(/<[^<>\s]+>/g);
  const loose = value.split(/[\s,]+/).filter((word) => /^[^<>@]+@[^<>@]+$/.test(word));
  const ids = [...new Set(bracketed ?? loose)].filter((id) => id.length <= maxIdLength);
  return ids.length <= maxIds ? ids : [...ids.slice(0, 1), ...ids.slice(1 - maxIds)];
}
