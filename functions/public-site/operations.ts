import { getOwnAttachment } from './get-own-attachment.ts';
import { getOwnTicket } from './get-own-ticket.ts';
import { rateOwnTicket } from './rate-own-ticket.ts';
import { readRatingPage } from './rating-page/read-rating-page.ts';
import { sendRatingForm } from './rating-page/send-rating-form.ts';
import { submitForm } from './submit-form.ts';
import { writeToOwnTicket } from './write-to-own-ticket.ts';

export const operations = [
  submitForm,
  getOwnTicket,
  writeToOwnTicket,
  rateOwnTicket,
  getOwnAttachment,
  readRatingPage,
  sendRatingForm,
];
