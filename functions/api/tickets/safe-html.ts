/** Most messages are plain text, and the sanitiser is a third of this function's start: it loads with the first HTML. */
export async function toSafeHtml(html: string | null | undefined): Promise<string | null> {
  if (html === null || html === undefined) return null;
  const { sanitizeHtml } = await import('#shared/channels/email/sanitize-html.ts');
  return sanitizeHtml(html);
}
