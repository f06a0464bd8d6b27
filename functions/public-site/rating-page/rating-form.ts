import { longestComment, type RatingScore } from '#shared/domain/rating/rating.ts';
import { type Html, html } from '#shared/lambda/html.ts';
import { page } from './page.ts';

export interface RatingForm {
  /** The last part of the page's own address: the form goes there without what else the address says. */
  readonly link: string;
  readonly code: string;
  /** Who asks. */
  readonly department: string;
  readonly chosen: string | null;
  readonly comment: string;
  /** What was wrong with it; null at first. */
  readonly fault: string | null;
}

const scores: readonly (readonly [RatingScore, label: string, mouth: string])[] = [
  ['good', 'Good', 'M8 14q4 4 8 0'],
  ['neutral', 'Neutral', 'M8 15h8'],
  ['bad', 'Bad', 'M8 16q4-4 8 0'],
];

export function ratingForm(form: RatingForm): string {
  const title = `How did we do? ${form.code}`;
  return page(
    form.fault === null ? title : `Not sent: ${title}`,
    html`<h1>How did we do?</h1>
<p class="about">${form.department}, your request <strong>${form.code}</strong></p>
${form.fault === null ? null : html`<p class="fault" role="alert">${form.fault}</p>`}
<form method="post" action="${form.link}">
<fieldset><legend>Your rating</legend><div class="scores">${scores.map((score) => choice(score, form.chosen))}</div></fieldset>
<label class="comment" for="comment">Would you like to tell us more?</label>
<textarea id="comment" name="comment" rows="4" maxlength="${longestComment}" aria-describedby="optional">${form.comment}</textarea>
<p class="hint" id="optional">You may leave this empty.</p>
<button type="submit">Send my rating</button>
</form>`,
  );
}

function choice([value, label, mouth]: (typeof scores)[number], chosen: string | null): Html {
  const checked = value === chosen ? html` checked` : null;
  return html`<label class="score"><input type="radio" name="rating" value="${value}" required${checked}><span>${face(mouth)}${label}</span></label>`;
}

const face = (mouth: string): Html =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="10"/><path d="M9 9.5v.01M15 9.5v.01"/><path d="${mouth}"/></svg>`;

export function thanksPage({ link, code }: Pick<RatingForm, 'link' | 'code'>): string {
  return page(
    `Thank you. ${code}`,
    html`<h1>Thank you</h1>
<p role="status">Your rating of the request <strong>${code}</strong> has arrived.</p>
<p><a href="${link}">Change my rating</a></p>`,
  );
}
