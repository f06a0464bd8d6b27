import * as z from 'zod';
import { longestComment, RatingInput } from '#shared/domain/rating/rating.ts';
import { receiveRating } from '#shared/domain/rating/receive-rating.ts';
import { answer } from '#shared/lambda/answer.ts';
import { operation } from '#shared/lambda/operation.ts';
import { countRating } from '../count-rating.ts';
import type { PublicDesk } from '../public-desk.ts';
import { findLinkedTicket } from './find-linked-ticket.ts';
import { pageHeaders, pageType } from './page.ts';
import { ratingForm } from './rating-form.ts';
import { RatingLink } from './read-rating-page.ts';
import { withRefusalPages } from './refusal-page.ts';

/** What is wrong with them is told on the page. */
const Fields = z.strictObject({ rating: z.string().default(''), comment: z.string().default('') });

export const sendRatingForm = withRefusalPages(
  operation({
    method: 'POST',
    path: '/public/ratings/{link}',
    name: 'sendRatingForm',
    summary: 'Send the form of that page',
    description: 'The last rating counts, for the agent who answered last.',
    access: 'public',
    accepts: ['application/x-www-form-urlencoded'],
    params: RatingLink,
    query: z.object({}),
    body: Fields,
    answers: {
      303: { description: 'It has arrived', headers: { location: 'The page that says so' } },
      400: { description: 'The page again, with what is wrong', type: pageType },
    },
    perform: async ({ params, body }, desk: PublicDesk) => {
      const { ticket, shown } = await findLinkedTicket(desk, params.link);
      const said = RatingInput.safeParse({ ...body, comment: withPlainLines(body.comment) });
      if (!said.success) {
        const form = { ...shown, chosen: body.rating, comment: body.comment, fault: faultOf(body) };
        return answer(400, ratingForm(form), pageHeaders);
      }
      await countRating(desk, ticket);
      await receiveRating(desk, ticket.id, { said: said.data, keep: () => undefined });
      return answer(303, null, { location: `${shown.link}?sent=1` });
    },
  }),
);

/** Forms send two signs for the end of a line. */
const withPlainLines = (text: string) => text.replaceAll('\r\n', '\n');

const faultOf = ({ comment }: z.output<typeof Fields>): string =>
  withPlainLines(comment).length > longestComment
    ? `Your text is too long: it may have ${longestComment} characters.`
    : 'Please choose one of the three: good, neutral or bad.';
