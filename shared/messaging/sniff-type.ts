import type { SniffType } from '#shared/domain/attachment/attachment-ports.ts';

/** Loads with the first file: its tables are large, and most messages have none. */
export const sniffType: SniffType = async (firstBytes) => {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(firstBytes);
  return found?.mime;
};
