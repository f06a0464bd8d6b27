export const operations: readonly { readonly method: string; readonly path: string }[] = [];
