const queryCodes: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

/** What the queue service answers with a 4xx; the code is the service's own. */
export class QueueRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'QueueRefusal';
    this.code = code;
  }

  /** The code in the older query protocol, which the SDK shows beside the new one. */
  get queryCode(): string {
    return queryCodes[this.code] ?? this.code;
  }
}

export function unknownQueue(): QueueRefusal {
  return new QueueRefusal('QueueDoesNotExist', 'The specified queue does not exist.');
}

export function invalidParameter(reason: string): QueueRefusal {
  return new QueueRefusal('InvalidParameterValue', reason);
}
