import { Refusal, type RefusalCode } from '#shared/domain/refusal.ts';
import { type Answer, answer } from '#shared/lambda/answer.ts';
import { html } from '#shared/lambda/html.ts';
import type { Operation } from '#shared/lambda/operation.ts';
import { refusalStatus } from '#shared/lambda/refusal-status.ts';
import type { PublicDesk } from '../public-desk.ts';
import { page, pageHeaders, pageType } from './page.ts';

const shape = (description: string) => ({ description, type: pageType });

const refusals = {
  400: shape('The form has faults'),
  404: shape('No such link, or one that is over'),
  409: shape('Others change the ticket at the moment'),
  413: shape('The form is too large'),
  415: shape('This is no form'),
  429: shape('Rated too often'),
} as const;

/** A page is read by people: what is refused is told as one too. */
export function withRefusalPages(operation: Operation<PublicDesk>): Operation<PublicDesk> {
  return {
    ...operation,
    answers: { ...refusals, ...operation.answers },
    answer: async (request, desk) => {
      try {
        return await operation.answer(request, desk);
      } catch (error) {
        if (error instanceof Refusal && refusalStatus[error.code] in refusals) return refusalPage(error);
        throw error;
      }
    },
  };
}

const words: Readonly<Partial<Record<RefusalCode, readonly [title: string, text: string]>>> = {
  'not-found': [
    'This link does not work',
    'It may be incomplete, or over. You can always answer our mail instead.',
  ],
  'too-many-requests': ['Please try again later', 'This request was rated many times within an hour.'],
};

const otherwise = ['Your rating has not arrived', 'Please go back and try again.'] as const;

function refusalPage({ code, details }: Refusal): Answer {
  const [title, text] = words[code] ?? otherwise;
  const { retryAfterSeconds } = details;
  const later = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return answer(refusalStatus[code], page(title, html`<h1>${title}</h1><p>${text}</p>`), {
    ...pageHeaders,
    ...later,
  });
}
