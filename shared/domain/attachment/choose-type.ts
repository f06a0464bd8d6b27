/** Types that are files of another type inside: the first bytes show only the outer one. */
const innerTypes: Readonly<Record<string, RegExp>> = {
  'application/zip': /^application\/(?:vnd\.|epub|java-archive|x-zip)/,
  'application/x-cfb': /^application\/(?:msword|vnd\.ms-|vnd\.visio)/,
  'application/xml': /^(?:image\/svg\+xml|text\/xml|application\/.+\+xml)$/,
};

/** Such files always show what they are. */
const alwaysShown = /^(?:image|audio|video|font)\/|^application\/(?:pdf|zip|gzip)$/;
const nameless = 'application/octet-stream';

/**
 * The type of a file: what its first bytes show goes before what was said, unless that only says it more closely.
 * @param shown undefined when the bytes show nothing, as those of texts.
 */
export function chooseType(said: string, shown: string | undefined, firstBytes: Uint8Array): string {
  if (shown !== undefined) return innerTypes[shown]?.test(said) === true ? said : shown;
  const isText = !firstBytes.includes(0);
  if (said === 'image/svg+xml' || said.startsWith('text/')) return isText ? said : nameless;
  return alwaysShown.test(said) ? nameless : said;
}

/** A browser runs or shows what is inside of these: they travel without their type. */
const active = /html|xml|javascript|ecmascript|mathml|x-shockwave/;

export const typeForDownload = (type: string) => (active.test(type) ? nameless : type);
