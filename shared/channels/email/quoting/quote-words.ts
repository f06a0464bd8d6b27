/** The word for "wrote" at the end of an attribution line, in the languages of the usual mail programs. */
export const wroteWords =
  'wrote|writes|said|schrieb|schrieb am|geschrieben|schreibt|a écrit|à écrit|écrit|écrivait|ha scritto|scrisse|scrive|escribió|escribio|escribe|ha escrito|va escriure|escreveu|escreve|schreef|geschreven|het volgende geschreven|skrev|skrev følgende|skreiv|kirjoitti|kirjutas|rakstīja|rašė|napisał|napisała|napisał\\(a\\)|napisal|napísal|napísal\\(a\\)|napsal|napsal\\(a\\)|napsala|написал|написала|написал\\(а\\)|pisze|пишет|писал|писала|написав|пише|написа|írta|ezt írta|a scris|yazdı|şunu yazdı|έγραψε|skrifaði|je napisao|je napisala|je pisal|napisao|כתב|כתבה|كتب|نوشت|menulis|đã viết|viết|เขียน|写道|寫道|寫到|写到|写道|書きました|wrote|님이 작성|작성|のメール';

/** Verbs that stand before the name, in lines that begin with a date. */
export const leadingWroteWords =
  'skrev|skreiv|schrieb|schreef|napisał|escribió|escreveu|kirjoitti|írta|wrote|написал';

export const originalWords =
  'original message|original appointment|original-nachricht|ursprüngliche nachricht|originalnachricht|ursprünglicher termin|message d.origine|message original|mensaje original|mensagem original|missatge original|messaggio originale|messaggio original|oorspronkelijk bericht|origineel bericht|oprindelig meddelelse|ursprungligt meddelande|originalmeddelande|opprinnelig melding|alkuperäinen viesti|algne kiri|исходное сообщение|оригинальное сообщение|вихідне повідомлення|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|pôvodná správa|eredeti üzenet|mesaj original|orijinal ileti|orijinal mesaj|αρχικό μήνυμα|izvorna poruka|originalna poruka|izvirno sporočilo|הודעה מקורית|الرسالة الأصلية|原始邮件|原始郵件|邮件原件|原邮件|元のメッセージ|원본 메시지|원본 메일|reply above this line|reply message|ответ на письмо|antwoord|antwort';

export const forwardWords =
  'forwarded message|forwarded by|weitergeleitete nachricht|weitergeleitet|message transféré|message réexpédié|mensaje reenviado|mensagem encaminhada|missatge reenviat|messaggio inoltrato|doorgestuurd bericht|videresendt meddelelse|videresendt melding|vidarebefordrat meddelande|välitetty viesti|пересылаемое сообщение|пересланное сообщение|переслане повідомлення|przekazana wiadomość|wiadomość przekazana|přeposlaná zpráva|továbbított üzenet|mesaj redirecționat|iletilen mesaj|προωθημένο μήνυμα|הודעה שהועברה|رسالة معاد توجيهها|转发邮件|轉寄郵件|转发的邮件|転送メッセージ|전달된 메시지';

/** Lines with which Apple Mail begins what it forwards. */
export const forwardLines =
  'begin forwarded message|anfang der weitergeleiteten nachricht|début du message réexpédié|début du message transféré|inicio del mensaje reenviado|início da mensagem reencaminhada|início da mensagem encaminhada|inizio messaggio inoltrato|begin doorgestuurd bericht|start på videresendt besked|start på videresendt melding|vidarebefordrat brev|välitetty viesti alkaa|początek przekazywanej wiadomości|начало переадресованного сообщения|начало пересылаемого сообщения|转发的邮件';

type HeaderKind = 'from' | 'date' | 'to' | 'cc' | 'subject' | 'other';

const wordsByKind: Readonly<Record<HeaderKind, string>> = {
  from: 'from|von|de|da|van|fra|från|lähettäjä|od|от|від|feladó|de la|kimden|gönderen|από|saatja|מאת|من|发件人|寄件者|寄件人|差出人|보낸 사람|보낸사람|expéditeur|mittente|remitente|remetente|afzender|absender|nadawca|отправитель|odesílatel',
  date: 'date|sent|datum|gesendet|gesendet am|datum und uhrzeit|envoyé|envoyé le|enviado|enviado el|enviado em|fecha|data|inviato|verzonden|dato|sendt|skickat|päivämäärä|lähetetty|wysłano|data wysłania|odesláno|дата|отправлено|надіслано|elküldve|dátum|trimis|tarih|gönderildi|gönderilme tarihi|ημερομηνία|στάλθηκε|תאריך|נשלח|التاريخ|تاريخ الإرسال|发送时间|日期|时间|傳送時間|日付|送信日時|보낸 날짜|날짜|sent on|date d.envoi',
  to: 'to|an|à|para|a|aan|til|till|vastaanottaja|do|komu|кому|címzett|către|kime|alıcı|προς|אל|إلى|收件人|收件者|宛先|받는 사람|받는사람|destinatario|destinatário|destinataire|empfänger|ontvanger|pour',
  cc: 'cc|bcc|kopie|kopia|kopi|копия|копія|másolatot kap|bilgi|κοιν|עותק|نسخة|抄送|副本|참조|dw|udw',
  subject:
    'subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|temat|předmět|predmet|тема|tárgy|subiect|konu|θέμα|נושא|الموضوع|主题|主旨|件名|제목|assumpte',
  other: 'reply-to|importance|attachments|priorität|wichtigkeit|priority|anhänge|répondre à|on behalf of',
};

/** What kind of header a word is in a quoted header block; `From`, `Von`, `发件人` are `from`. */
export const headerKindByWord: ReadonlyMap<string, HeaderKind> = new Map(
  Object.entries(wordsByKind).flatMap(([kind, words]) =>
    words.split('|').map((word): [string, HeaderKind] => [word, kind as HeaderKind]),
  ),
);
