import * as z from 'zod';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import type { PublicDesk } from '../public-desk.ts';
import { findLinkedTicket } from './find-linked-ticket.ts';
import { pageHeaders, pageType } from './page.ts';
import { ratingForm, thanksPage } from './rating-form.ts';
import { withRefusalPages } from './refusal-page.ts';

export const RatingLink = z.strictObject({ link: z.string().max(200) });

export const readRatingPage = withRefusalPages(
  operation({
    method: 'GET',
    path: '/public/ratings/{link}',
    name: 'readRatingPage',
    summary: 'Open the page on which a customer rates his ticket',
    description:
      'The link stands in the mail that tells him that his ticket is resolved, and is valid for 90 days. Opening it rates nothing: mail scanners follow links.',
    access: 'public',
    params: RatingLink,
    // Mail programs and what counts clicks add to addresses as they like.
    query: z.object({
      rating: z.string().optional().meta({ description: 'Which rating is chosen at first' }),
      sent: z.string().optional().meta({ description: 'The rating has arrived' }),
    }),
    answers: { 200: { description: 'The page', type: pageType } },
    perform: async ({ params, query }, desk: PublicDesk) => {
      const { ticket, shown } = await findLinkedTicket(desk, params.link);
      const chosen = query.rating ?? ticket.rating?.rating ?? null;
      const form = { ...shown, chosen, comment: '', fault: null };
      return answer(200, query.sent === undefined ? ratingForm(form) : thanksPage(shown), pageHeaders);
    },
  }),
);
