import type { OpenApiDocument } from '#shared/lambda/openapi/document.ts';
import { openApiDocument } from '#shared/lambda/openapi/open-api-document.ts';
import { allOperations } from './all-operations.ts';
import { apiVersion } from './api-version.ts';

/** Of the whole system, at no address yet. A bundle has what is written here instead of what writes it. */
export const referenceDocument: OpenApiDocument = openApiDocument(allOperations, {
  publicUrl: '',
  version: apiVersion,
});
