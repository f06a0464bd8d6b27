import { flowPicture } from './flow-picture.ts';
import { functionsPage } from './functions-page.ts';
import { statusesPicture } from './statuses-picture.ts';

/** What the documentation says that the code knows better, by file. */
export async function documents(): Promise<Readonly<Record<string, string>>> {
  return {
    'docs/flow.svg': flowPicture(),
    'docs/functions.md': await functionsPage(),
    'docs/statuses.svg': statusesPicture(),
  };
}
