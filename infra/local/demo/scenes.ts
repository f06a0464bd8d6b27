import { customers, screenshot } from './customers.ts';
import type { SupportDay } from './support-day.ts';

export interface Part {
  readonly title: string;
  readonly scenes: readonly (readonly [time: string, act: (day: SupportDay) => Promise<void>])[];
}

const islands = 'Do you ship to the islands?';
const signIn = 'Cannot sign in since this morning';
const order = 'Where is my order 1042?';
const invoice = 'Invoice 2093 has the wrong address';
const payment = 'Payment of order 1077 failed';
const chairs = 'A quote for 40 chairs';
const printer = 'The printer prints nothing but stars';
const opening = 'When do you open in August?';
const size = 'Which size fits a small desk?';
const sparePart = 'Ersatzteil für das Modell Ö-7';
const saturday = 'Are you open on Saturday?';
const discount = 'Discount for a school';
const catalogue = 'Your catalogue, please';
const telephone = 'And signing in on the telephone?';
const refund = 'Refund for order 998';
const newsletter = 'How do I leave the newsletter?';
const ticking = 'Something in the box is ticking';
const reminder = 'A second reminder, but I have paid';
const lamps = '40 lamps to go with the chairs';

const {
  gita,
  hugo,
  iris,
  jon,
  kira,
  leo,
  mona,
  nils,
  olga,
  pia,
  quinn,
  rosa,
  sam,
  tina,
  uma,
  vera,
  will,
  xenia,
  yann,
} = customers;

const beforeOpening: Part = {
  title: 'Before opening: mail comes, nobody is there, and no clock runs',
  scenes: [
    [
      '08:41',
      (day) =>
        day.mail('Sales', {
          from: gita,
          subject: islands,
          text: 'Hello,\n\nwe live on an island without a road. Can you deliver a wardrobe there, and what would it cost?\n\nGita',
        }),
    ],
    [
      '08:52',
      (day) =>
        day.mail('Support', {
          from: hugo,
          subject: signIn,
          text: 'The page only says “try again later”. I did, twice. A picture is attached.',
          attachments: [screenshot],
        }),
    ],
    ['08:55', (day) => day.form(iris, order, 'It should have been here on Friday. Can you look, please?')],
  ],
};

const morning: Part = {
  title: 'Morning: everybody signs in, and what waited is given out at once',
  scenes: [
    ['09:00', (day) => day.signIn('Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn')],
    ['09:06', (day) => day.answer(islands, 'We do, by boat on Tuesdays. A wardrobe costs 45 more.')],
    [
      '09:12',
      (day) =>
        day.mail('Billing', {
          from: jon,
          subject: invoice,
          text: 'We moved in spring. Please send it again.',
        }),
    ],
    ['09:15', (day) => day.shopReport(kira, payment, 'The bank declined the card of order 1077.')],
    ['09:18', (day) => day.answer(order, 'It left yesterday and will be with you tomorrow.')],
    ['09:19', (day) => day.replyAutomatically(iris, 'I am out of the office until Thursday.')],
    ['09:26', (day) => day.answer(invoice, 'The new invoice is on its way. Sorry for the trouble.')],
    [
      '09:31',
      (day) =>
        day.mail('Sales', {
          from: leo,
          subject: chairs,
          text: 'We need 40 chairs in grey by the end of May.',
        }),
    ],
    [
      '09:36',
      (day) => day.answer(signIn, 'Thank you for the picture. Please try the new link that we sent you.'),
    ],
    ['09:40', (day) => day.writeBack(gita, 'Wonderful! Does the boat also come in winter?')],
    ['09:43', (day) => day.answer(islands, 'Every other Tuesday, unless there is a storm.')],
    ['09:52', (day) => day.resolve(order)],
    [
      '09:55',
      (day) => day.answer(payment, 'The bank declined the card. Here is a link to pay in another way.'),
    ],
    [
      '10:05',
      (day) =>
        day.mail('Support', {
          from: mona,
          subject: printer,
          text: 'Since the update. All 12 of them. We open at noon!',
        }),
    ],
    [
      '10:10',
      (day) =>
        day.mail('nobody', { from: nils, subject: opening, text: 'I found this address on an old flyer.' }),
    ],
    ['10:14', (day) => day.takeNext('Eve')],
    ['10:16', (day) => day.answer(opening, 'Monday to Friday from nine to five, also in August.')],
    ['10:20', (day) => day.form(olga, size, 'My desk is 90 wide. Which lamp would you take?')],
    ['10:25', (day) => day.answer(size, 'The short one: it needs 12.')],
    ['10:27', (day) => day.bounce(olga)],
    ['10:40', (day) => day.note(size, 'The address is wrong. She left no telephone number.')],
    [
      '11:24',
      (day) => day.answer(printer, 'We are sorry that this took so long. Please install version 7.2 again.'),
    ],
    [
      '11:30',
      (day) =>
        day.mail('Support', { from: pia, subject: sparePart, text: 'Guten Tag, gibt es den Fuß einzeln?' }),
    ],
    ['11:41', (day) => day.postpone(chairs, '14:00')],
    ['11:50', (day) => day.answer(sparePart, 'Ja, die Nummer ist Ö-7-31.')],
  ],
};

const lunch: Part = {
  title: 'Lunch: Sales is away, tickets pile up, and the break ends by itself',
  scenes: [
    ['12:00', (day) => day.goOnBreak('Ada', 'lunch', '12:45')],
    ['12:00', (day) => day.signOut('Ben')],
    [
      '12:04',
      (day) => day.mail('Sales', { from: quinn, subject: saturday, text: 'I work during the week.' }),
    ],
    [
      '12:11',
      (day) => day.mail('Sales', { from: rosa, subject: discount, text: 'Is there one for 200 tables?' }),
    ],
    [
      '12:20',
      (day) => day.mail('Sales', { from: sam, subject: catalogue, text: 'On paper, if you still have it.' }),
    ],
    [
      '12:58',
      (day) =>
        day.answer(discount, 'For schools it is a fifth. I have attached nothing yet: how many chairs?'),
    ],
    ['13:10', (day) => day.signIn('Ben')],
    ['13:25', (day) => day.answer(saturday, 'Not in the shop, but you reach us by telephone.')],
    ['13:31', (day) => day.answer(catalogue, 'We do! It is in the post.')],
  ],
};

const afternoon: Part = {
  title: 'Afternoon: what was put off comes back',
  scenes: [
    ['14:09', (day) => day.answer(chairs, 'Here is our offer for 40 chairs, valid until Friday.')],
    [
      '14:20',
      (day) =>
        day.mail('Support', {
          from: hugo,
          subject: telephone,
          text: 'The link works, thank you. And there?',
        }),
    ],
    ['14:26', (day) => day.answer(telephone, 'There it needs version 7.3, which comes on Friday.')],
    [
      '14:30',
      (day) =>
        day.mail('Support', { from: tina, subject: refund, text: 'I sent it back three weeks ago.' }, 3),
    ],
    ['14:41', (day) => day.handOver(refund, 'Billing')],
    ['14:55', (day) => day.answer(refund, 'It was paid back today.')],
    ['15:05', (day) => day.resolve(refund)],
    ['15:20', (day) => day.writeBack(tina, 'It is there, thank you!')],
    ['15:26', (day) => day.resolve(refund)],
    ['15:40', (day) => day.form(uma, newsletter, 'The link at the end leads nowhere.')],
    ['15:52', (day) => day.answer(newsletter, 'You are off the list; we mend the link.')],
    ['15:53', (day) => day.resolve(newsletter)],
    [
      '16:05',
      (day) =>
        day.writeFirst('Ben', vera, {
          subject: 'Your order 1051 is ready',
          body: 'You can fetch it from tomorrow on.',
        }),
    ],
    [
      '16:40',
      (day) => day.mail('Billing', { from: xenia, subject: reminder, text: 'On the third. Please check.' }),
    ],
    ['16:45', (day) => day.mail('Support', { from: will, subject: ticking, text: 'It is a clock, I hope?' })],
    ['16:52', (day) => day.writeBack(quinn, 'And may I come at six in the evening?')],
    ['17:00', (day) => day.signOut('Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn')],
    [
      '17:20',
      (day) => day.mail('Sales', { from: yann, subject: lamps, text: 'Leo told me about the chairs.' }),
    ],
  ],
};

export const parts: readonly Part[] = [beforeOpening, morning, lunch, afternoon];
