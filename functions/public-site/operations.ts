import { getOwnAttachment } from './get-own-attachment.ts';
import { getOwnTicket } from './get-own-ticket.ts';
import { submitForm } from './submit-form.ts';
import { writeToOwnTicket } from './write-to-own-ticket.ts';

export const operations = [submitForm, getOwnTicket, writeToOwnTicket, getOwnAttachment];
