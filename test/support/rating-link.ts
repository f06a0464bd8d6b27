/** Where a mail lets its reader rate. */
export function ratingPathIn(text: string | null | undefined): string {
  const path = /\/public\/ratings\/[\w.-]+/.exec(text ?? '')?.[0];
  if (path === undefined) throw new Error(`there is no rating link in: ${text}`);
  return path;
}
