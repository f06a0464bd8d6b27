/** The one region and account of the local platform. */
export const localRegion = 'eu-local-1';
export const localAccount = '000000000000';

export function arnOf(service: string, resource: string): string {
  return `arn:aws:${service}:${localRegion}:${localAccount}:${resource}`;
}

/** A plain name stays; `arn:…:queue-name`, `arn:…:function:name` and `arn:…:table/name/stream/label` all end in what names the resource. */
export function nameInArn(arn: string): string {
  if (!arn.startsWith('arn:')) return arn;
  const resource = arn.split(':').slice(5).join(':');
  const streamed = /^table\/([^/]+)/.exec(resource);
  return streamed?.[1] ?? resource.split(/[:/]/).at(-1) ?? resource;
}
