import type { OpenApiDocument } from '#shared/lambda/openapi/document.ts';

/** What the reference needs to know of the whole system. */
export interface ReferenceDesk {
  /** Read at the first question: most instances only ever say that a path is unknown. */
  readonly document: () => Promise<OpenApiDocument>;
}
