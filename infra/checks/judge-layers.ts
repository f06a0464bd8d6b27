export interface CruiseSummary {
  readonly sources: readonly string[];
  readonly violations: readonly {
    readonly from: string;
    readonly to: string;
    readonly rule: { readonly name: string; readonly severity: string };
  }[];
}

/**
 * What is wrong with the imports, one sentence each. A file that exists but was not read is as wrong as a forbidden
 * import: without a compiler that it understands, dependency-cruiser reads nothing and reports success.
 */
export function judgeLayers(
  { sources, violations }: CruiseSummary,
  writtenFiles: readonly string[],
): string[] {
  const read = new Set(sources);
  const unread = writtenFiles.filter((file) => !read.has(file));
  return [
    ...(writtenFiles.length === 0 ? ['There is nothing to read.'] : []),
    ...unread.map((file) => `${file} was not read.`),
    ...violations.map(({ from, to, rule }) => `${from} may not import ${to}: ${rule.name}`),
  ];
}
