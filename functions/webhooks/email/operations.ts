import { receiveRawMail } from './receive-raw-mail.ts';

export const operations = [receiveRawMail];
