import { describe, expect, it } from 'vitest';
import { foldQuoted, foldText } from '#shared/channels/email/fold-quoted.ts';

const attributions = [
  'On Mon, 1 Jan 2024 at 10:00, Ada <ada@example.com> wrote:',
  'On Jan 1, 2024, at 10:00 AM, Ada wrote:',
  'On 1/1/24 10:00, Ada wrote:',
  'Am 01.01.2024 um 10:00 schrieb Ada:',
  'Am Mo., 1. Jan. 2024 um 10:00 Uhr schrieb Ada <ada@example.com>:',
  'Ada <ada@example.com> schrieb am Mo. 1. Jan. 2024 um 10:00:',
  'Le lun. 1 janv. 2024 à 10:00, Ada <ada@example.com> a écrit :',
  'Le 01/01/2024 à 10:00, Ada a écrit :',
  'Il giorno lun 1 gen 2024 alle ore 10:00 Ada <ada@example.com> ha scritto:',
  'El lun, 1 ene 2024 a las 10:00, Ada (<ada@example.com>) escribió:',
  'Em seg., 1 de jan. de 2024 às 10:00, Ada <ada@example.com> escreveu:',
  'Op ma 1 jan 2024 om 10:00 schreef Ada <ada@example.com>:',
  'Den mån 1 jan. 2024 kl 10:00 skrev Ada <ada@example.com>:',
  'man. 1. jan. 2024 kl. 10.00 skrev Ada <ada@example.com>:',
  'ma 1. tammik. 2024 klo 10.00 Ada (ada@example.com) kirjoitti:',
  'pon., 1 sty 2024 o 10:00 Ada <ada@example.com> napisał(a):',
  'W dniu 1.01.2024 o 10:00, Ada pisze:',
  'po 1. 1. 2024 v 10:00 odesílatel Ada <ada@example.com> napsal:',
  'пн, 1 янв. 2024 г. в 10:00, Ada <ada@example.com>:',
  '01.01.2024 10:00, Ada пишет:',
  'Ada <ada@example.com>, 1 Oca 2024 Pzt, 10:00 tarihinde şunu yazdı:',
  'Ada <ada@example.com> ezt írta (időpont: 2024. jan. 1., H, 10:00):',
  'Στις Δευ 1 Ιαν 2024 στις 10:00 π.μ., ο χρήστης Ada <ada@example.com> έγραψε:',
  '2024年1月1日(月) 10:00 Ada <ada@example.com>:',
  'Ada <ada@example.com> 于2024年1月1日周一 10:00写道：',
  '2024년 1월 1일 (월) 오전 10:00, Ada <ada@example.com>님이 작성:',
  'في الاثنين، ١ يناير ٢٠٢٤ في ١٠:٠٠ ص Ada <ada@example.com> كتب:',
  'On Mon, 1 Jan 2024 at 10:00, Ada of the very long department name <\nada@example.com> wrote:',
  'On Mon, 1 Jan 2024 at 10:00, Ada\n<ada@example.com>\nwrote:',
  'Ada wrote:',
];

const headerBlocks = [
  'From: Ada <ada@example.com>\nSent: Monday, 1 January 2024 10:00\nTo: Help\nSubject: Printer',
  'Von: Ada <ada@example.com>\nGesendet: Montag, 1. Januar 2024 10:00\nAn: Help\nBetreff: Drucker',
  'De : Ada <ada@example.com>\nEnvoyé : lundi 1 janvier 2024 10:00\nÀ : Help\nObjet : Imprimante',
  'Da: Ada <ada@example.com>\nInviato: lunedì 1 gennaio 2024 10:00\nA: Help\nOggetto: Stampante',
  'De: Ada <ada@example.com>\nEnviado: lunes, 1 de enero de 2024 10:00\nPara: Help\nAsunto: Impresora',
  'Van: Ada <ada@example.com>\nVerzonden: maandag 1 januari 2024 10:00\nAan: Help\nOnderwerp: Printer',
  'Från: Ada <ada@example.com>\nSkickat: den 1 januari 2024 10:00\nTill: Help\nÄmne: Skrivare',
  'Od: Ada <ada@example.com>\nWysłano: poniedziałek, 1 stycznia 2024 10:00\nDo: Help\nTemat: Drukarka',
  'От: Ada <ada@example.com>\nОтправлено: понедельник, 1 января 2024 г. 10:00\nКому: Help\nТема: Принтер',
  '发件人: Ada <ada@example.com>\n发送时间: 2024年1月1日 10:00\n收件人: Help\n主题: 打印机',
  '*From:* Ada <ada@example.com>\n*Sent:* Monday, 1 January 2024 10:00\n*To:* Help\n*Subject:* Printer',
  'From: Ada <ada@example.com>\n\nSent: Monday, 1 January 2024 10:00\n\nTo: Help\n\nSubject: Printer',
  '________________________________\nFrom: Ada <ada@example.com>\nSent: Monday\nTo: Help;\n Other\nSubject: Printer',
  '-----Original Message-----',
  '-----Ursprüngliche Nachricht-----',
  '-------- Message original --------',
  '---------- Forwarded message ---------',
  'Begin forwarded message:',
];

describe('foldText', () => {
  it.each(attributions)('folds a quote below %j', (attribution) => {
    const folded = foldText(`It works now.\n\n${attribution}\n\n> Does it work?\n> Ada\n`);

    expect(folded.visibleText).toBe('It works now.');
    expect(folded.elided).toBe(`${attribution}\n\n> Does it work?\n> Ada`);
  });

  it.each(attributions.slice(0, -1))('folds an unmarked quote below %j', (attribution) => {
    expect(foldText(`It works now.\n\n${attribution}\n\nDoes it work?\n`).visibleText).toBe('It works now.');
  });

  it.each(headerBlocks)('folds what follows %j', (block) => {
    const folded = foldText(`It works now.\n\n${block}\n\nDoes it work?\n`);

    expect(folded.visibleText).toBe('It works now.');
    expect(folded.elided).toContain('Does it work?');
  });

  it.each([
    [
      'answers between quotes',
      'On Mon, 1 Jan 2024 at 10:00, Ada wrote:\n> One?\n\nYes.\n\n> Two?\n\nNo.\n\n> Bye',
      '> One?\n\nYes.\n\n> Two?\n\nNo.',
    ],
    ['an answer below the quote', 'On Mon, 1 Jan 2024 at 10:00, Ada wrote:\n> Does it work?\n\nYes.', 'Yes.'],
    ['only a quote', '> Does it work?', '> Does it work?'],
    [
      'a forward with nothing above',
      '---------- Forwarded message ---------\nFrom: Ada <ada@example.com>\nDate: Monday\nSubject: Printer\n\nIt smokes.',
      'It smokes.',
    ],
    [
      'a signature without a quote',
      'It works.\n\n-- \nAda\nExample Ltd',
      'It works.\n\n-- \nAda\nExample Ltd',
    ],
    [
      'a signature above a quote',
      'It works.\n\n-- \nAda\n\nOn 1 Jan 2024 10:00, Help wrote:\n> Does it?',
      'It works.\n\n-- \nAda',
    ],
    [
      'a line of a mobile program above a quote',
      'Yes.\n\nSent from my iPhone\n\nOn 1 Jan 2024 10:00, Help wrote:\n> Does it?',
      'Yes.',
    ],
    ['a line of a mobile program alone', 'Yes.\n\nSent from my iPhone', 'Yes.\n\nSent from my iPhone'],
    [
      'dates and colons of a person',
      'The meeting of 1.1.2024 10:00 has two points:\n- printer\n- paper',
      'The meeting of 1.1.2024 10:00 has two points:\n- printer\n- paper',
    ],
    [
      'a sentence that begins with On',
      'On your host you can run:\n\n  ping\n\nThat is all.',
      'On your host you can run:\n\n  ping\n\nThat is all.',
    ],
    ['headings with dashes', 'Intro\n-----\n\ntext\n\n---\n\nmore', 'Intro\n-----\n\ntext\n\n---\n\nmore'],
    ['one header line', 'From: the cellar\nwe hear noises.', 'From: the cellar\nwe hear noises.'],
    ['Windows line ends', 'Yes.\r\n\r\nOn 1 Jan 2024 10:00, Help wrote:\r\n> Does it?\r\n', 'Yes.'],
    ['nothing', '', ''],
  ])('shows what is new in %s', (_, text, visible) => {
    expect(foldText(text).visibleText).toBe(visible);
  });

  it.each([
    '>',
    '> ',
    '\n',
    '>\n',
    'From: x\n',
    'From: a\nTo: b\n',
    'On Mon 10:00 a\n',
    'wrote:',
    '-',
    '_\n',
    '1:11 ',
  ])('takes time that grows with the length of %j repeated', (unit) => {
    const before = performance.now();

    foldText(unit.repeat(300_000 / unit.length));

    expect(performance.now() - before).toBeLessThan(10_000);
  });
});

describe('foldQuoted', () => {
  it.each([
    [
      'Gmail',
      '<div dir="ltr">It works.</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, Jan 1, 2024 at 10:00 AM Ada &lt;<a href="mailto:ada@example.com">ada@example.com</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">Does it work?</blockquote></div>',
    ],
    [
      'Outlook',
      '<p>It works.</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Ada &lt;ada@example.com&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Help<br><b>Subject:</b> Printer</p></div><p>Does it work?</p>',
    ],
    [
      'Outlook on the web',
      '<div>It works.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Von:</b> Ada<br><b>Gesendet:</b> Montag<br><b>An:</b> Help<br><b>Betreff:</b> Drucker<div> </div></div><div>Does it work?</div>',
    ],
    [
      'Apple Mail',
      '<div>It works.</div><div><br><blockquote type="cite"><div>On 1. Jan 2024, at 10:00, Ada &lt;ada@example.com&gt; wrote:</div><div>Does it work?</div></blockquote></div>',
    ],
    [
      'Thunderbird',
      'It works.<div class="moz-cite-prefix">Am 01.01.2024 um 10:00 schrieb Ada:<br></div><blockquote type="cite" cite="mid:x">Does it work?</blockquote>',
    ],
  ])('folds the HTML of %s', (_, html) => {
    const folded = foldQuoted({ text: null, html });

    expect(folded.visibleText).toBe('It works.');
    expect(folded.elided).toContain('Does it work?');
  });

  it('keeps a block that the writer moved to the right', () => {
    const html = 'It says:<blockquote style="margin:0 0 0 40px;border:none;padding:0px">Error 5</blockquote>';

    expect(foldQuoted({ text: null, html }).visibleText).toMatch(/^It says:\s+Error 5$/);
  });

  it('asks the HTML when the plain text has no marks', () => {
    const html = 'Yes.<blockquote type="cite">Does it work?</blockquote>';

    expect(foldQuoted({ text: 'Yes.\nDoes it work?', html }).visibleText).toBe('Yes.');
  });
});
